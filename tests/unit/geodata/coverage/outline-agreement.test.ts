import { describe, expect, it } from 'vitest';
import { createConnector, OFF_NETWORK } from '../../../../geodata/coverage/connect-points';
import { createLabelStore } from '../../../../geodata/coverage/field/label-store';
import { createTimeFields } from '../../../../geodata/coverage/field/time-fields';
import { outlineAgreements, serviceBands } from '../../../../geodata/coverage/service-area';
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

  const labels = createLabelStore([], 2 ** 26);
  const fieldsWith = (isStamped: (door: number) => boolean) =>
    createTimeFields({
      network,
      connector,
      labels,
      doors: {
        connections: doors,
        xy,
        weights: households,
        isTimed: (door) => isStamped(door) && doors.kind[door] !== OFF_NETWORK,
      },
    });
  const ofAll = fieldsWith(() => true);

  /** Agreement of each band over the doors `isJudged`. */
  function agreement(fields: typeof ofAll, members: number[], isJudged: (door: number) => boolean = () => true) {
    const { field, doorMilliseconds } = fields.measure(search, stations, 15 * 60_000, members);
    const weights = households.map((count, door) => (isJudged(door) ? count : -1));
    return outlineAgreements(serviceBands(field, bands), xy, doorMilliseconds, doors.kind, weights);
  }
  const ofKind = (kind: string) => town.stations.flatMap((station, i) => (station.kind === kind ? [i] : []));

  it.each(['elder-canteen', 'rest-station'])(
    'tell of %s what is counted, to at least 0.995 of the households',
    (kind) => {
      for (const { intersectionOverUnion, either } of agreement(ofAll, ofKind(kind))) {
        expect(either).toBeGreaterThan(1000);
        expect(intersectionOverUnion).toBeGreaterThanOrEqual(0.995);
      }
    },
  );

  it('tell it of single stations, one that is left by long roads among them', () => {
    const some = town.stations.flatMap(({ id }, i) => (id === 'st-28' || i % 40 === 0 ? [i] : []));
    const sums = bands.map(() => ({ both: 0, either: 0 }));
    for (const station of some) {
      const found = agreement(ofAll, [station]);
      found.forEach(({ both, either }, band) => {
        sums[band]!.both += both;
        sums[band]!.either += either;
      });
    }
    for (const { both, either } of sums) expect(both / either).toBeGreaterThanOrEqual(0.995);
  });

  it('are near it for doors they were not told of', () => {
    const found = agreement(
      fieldsWith((door) => door % 2 === 0),
      ofKind('elder-canteen'),
      (door) => door % 2 === 1,
    );
    for (const { intersectionOverUnion } of found) expect(intersectionOverUnion).toBeGreaterThan(0.97);
  });
});
