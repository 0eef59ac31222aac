import { describe, expect, it } from 'vitest';
import { createConnector, OFF_NETWORK } from '../../../../geodata/coverage/connect-points';
import { CELL_METRES, MAX_CELLS, outlineAgreement, serviceBands } from '../../../../geodata/coverage/service-area';
import { stampDoors } from '../../../../geodata/coverage/stamp-doors';
import { buildTimeField } from '../../../../geodata/coverage/time-field';
import { createSearch } from '../../../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { walkerOf } from '../../../../geodata/coverage/walker';
import { generateDemo } from '../../../../geodata/demo/generate-demo';
import guAn from '../../../../geodata/places/gu-an.json';
import { profileSchema } from '../../../../geodata/schema/place';

describe('outlines over the households of the demo county', () => {
  const profile = profileSchema.parse(guAn);
  const town = generateDemo(profile);
  const walker = walkerOf(profile, 'adult');
  if (!walker.ok) throw new Error(walker.problem.code);
  const network = buildWalkNetwork(town.streets, town.compounds, town.gates, walker.value);
  const connector = createConnector(network);
  const search = createSearch(network);
  const xy = town.baseUnits.flatMap(({ anchor }) => [...anchor]);
  const households = town.baseUnits.map((unit) => unit.households ?? -1);
  const doors = connector.connect(xy);
  const stations = connector.connect(town.stations.flatMap(({ point }) => [...point]));
  const bands = [5, 10, 15];

  /** Agreement of each band where `isStamped` doors are in the field, over the doors `isJudged`. */
  function agreement(members: number[], isStamped: (door: number) => boolean, isJudged: (door: number) => boolean) {
    search.run(stations, 15 * 60_000, members);
    const { milliseconds } = search.pointTimes(doors);
    const field = buildTimeField(network, connector, search, CELL_METRES, MAX_CELLS);
    stampDoors(field!, xy, milliseconds, households, (door) => isStamped(door) && doors.kind[door] !== OFF_NETWORK);
    const weights = households.map((count, door) => (isJudged(door) ? count : -1));
    return serviceBands(field, bands).map((band) => outlineAgreement(band, xy, milliseconds, doors.kind, weights));
  }
  const ofKind = (kind: string) => town.stations.flatMap((station, i) => (station.kind === kind ? [i] : []));

  it.each(['elder-canteen', 'rest-station'])(
    'tell of %s what is counted, to at least 0.995 of the households',
    (kind) => {
      for (const { intersectionOverUnion, either } of agreement(
        ofKind(kind),
        () => true,
        () => true,
      )) {
        expect(either).toBeGreaterThan(1000);
        expect(intersectionOverUnion).toBeGreaterThanOrEqual(0.995);
      }
    },
  );

  it('tell it of single stations, one that is left by long roads among them', () => {
    const some = town.stations.flatMap(({ id }, i) => (id === 'st-28' || i % 40 === 0 ? [i] : []));
    const sums = bands.map(() => ({ both: 0, either: 0 }));
    for (const station of some) {
      const found = agreement(
        [station],
        () => true,
        () => true,
      );
      found.forEach(({ both, either }, band) => {
        sums[band]!.both += both;
        sums[band]!.either += either;
      });
    }
    for (const { both, either } of sums) expect(both / either).toBeGreaterThanOrEqual(0.995);
  });

  it('are near it for doors they were not told of', () => {
    const found = agreement(
      ofKind('elder-canteen'),
      (door) => door % 2 === 0,
      (door) => door % 2 === 1,
    );
    for (const { intersectionOverUnion } of found) expect(intersectionOverUnion).toBeGreaterThan(0.97);
  });
});
