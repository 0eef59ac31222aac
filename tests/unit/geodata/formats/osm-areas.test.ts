import { describe, expect, it } from 'vitest';
import { coastlineToWater } from '../../../../geodata/formats/coastline-to-water';
import { assumeHouseholds } from '../../../../geodata/formats/household-rule';
import type { HouseholdRule } from '../../../../geodata/formats/household-rule';
import { osmToBasemap } from '../../../../geodata/formats/osm-to-basemap';
import { osmToBuildings } from '../../../../geodata/formats/osm-to-buildings';
import { osmToStations } from '../../../../geodata/formats/osm-to-stations';
import { doubledArea } from '../../../../geodata/geometry/ring-area';
import { locatePoint } from '../../../../geodata/geometry/point-in-polygon';
import type { LatticeBox } from '../../../../geodata/schema/coordinates';
import { readOsm, testLog } from '../../../fixtures/read-osm';
import type { OsmSource } from '../../../fixtures/write-osm-pbf';

const rule: HouseholdRule = {
  squareMetresPerHousehold: 100,
  levelsWhereUntagged: 2,
  byFloorArea: ['yes', 'apartments'],
  fixed: { house: 1, garage: 0 },
  noneWhereTagged: ['amenity'],
  noneOnLanduse: ['industrial'],
  unknownAboveSquareMetres: 1000,
};
/** A square of nodes `id` … `id + 3`, `size` lattice units wide, its south-west corner at `x`, `y`. */
const square = (id: number, x: number, y: number, size: number): OsmSource['nodes'] =>
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].map(([dx, dy], i) => ({ id: id + i, lng: (x + dx! * size) / 1e7, lat: (y + dy! * size) / 1e7 }));
const loop = (id: number): number[] => [id, id + 1, id + 2, id + 3, id];

describe('osmToBuildings', () => {
  const nodes = [...square(1, 0, 0, 2000), ...square(11, 500, 500, 500), ...square(21, 9000, 0, 2000)];

  it('reads closed ways and relations with holes; the anchor lies inside and off the hole', async () => {
    const { log, report } = testLog();
    const units = osmToBuildings(
      await readOsm({
        nodes,
        ways: [
          { id: 1, refs: loop(1) },
          { id: 2, refs: loop(11) },
          { id: 3, refs: loop(21), tags: { building: 'house', 'addr:housenumber': '12', 'addr:street': '东街' } },
        ],
        relations: [
          {
            id: 9,
            tags: { type: 'multipolygon', building: 'apartments', name: '院' },
            members: [
              { type: 'way', ref: 1, role: 'outer' },
              { type: 'way', ref: 2, role: 'inner' },
            ],
          },
        ],
      }),
      rule,
      log,
    );
    expect(units.map((unit) => [unit.id, unit.name, unit.address])).toEqual([
      ['r9', '院', null],
      ['w3', '12', '12 东街'],
    ]);
    expect(units[0]!.footprint![0]).toHaveLength(2);
    for (const unit of units) expect(locatePoint(unit.anchor, unit.footprint!)).toBe('inside');
    expect(units[1]).toMatchObject({ households: 1, residents: null, assumed: true });
    expect(report().files[0]).toMatchObject({ read: 2, kept: 2, refused: 0 });
  });

  it('refuses by name what does not close, lacks a member or has no outline', async () => {
    const { log, report } = testLog();
    const units = osmToBuildings(
      await readOsm({
        nodes: [...nodes, { id: 50, lng: 0, lat: 0, tags: { building: 'yes' } }],
        ways: [
          { id: 1, refs: [1, 2, 3] },
          { id: 2, refs: [1, 2, 3], tags: { building: 'yes', name: '半座楼' } },
          { id: 3, refs: [1, 2, 99, 1], tags: { building: 'yes' } },
        ],
        relations: [
          {
            id: 9,
            tags: { type: 'multipolygon', building: 'yes', name: '开口楼' },
            members: [{ type: 'way', ref: 1, role: 'outer' }],
          },
          {
            id: 10,
            tags: { type: 'multipolygon', building: 'yes' },
            members: [{ type: 'way', ref: 77, role: 'outer' }],
          },
        ],
      }),
      rule,
      log,
    );
    expect(units).toEqual([]);
    expect(
      report()
        .notes.filter((note) => note.kind === 'refused')
        .map((note) => [note.code, note.params]),
    ).toEqual([
      ['osm.ring-open', { object: 'relation 9 (开口楼)' }],
      ['osm.missing-member', { object: 'relation 10' }],
      ['osm.ring-open', { object: 'way 2 (半座楼)' }],
      ['osm.missing-node-in-area', { object: 'way 3' }],
      ['osm.building-without-outline', { count: 1 }],
    ]);
  });

  it('assumes households by floor area, and leaves unknown what it cannot tell', () => {
    const assume = (building: string, area: number, extra: Record<string, string> = {}, onOtherLanduse = false) =>
      assumeHouseholds(rule, new Map(Object.entries({ building, ...extra })), {
        footprintSquareMetres: area,
        onOtherLanduse,
      });
    expect(assume('yes', 300)).toBe(6);
    expect(assume('yes', 20)).toBe(1);
    expect(assume('apartments', 300, { 'building:levels': '5' })).toBe(15);
    expect(assume('house', 5000)).toBe(1);
    expect(assume('garage', 30)).toBe(0);
    expect(assume('yes', 300, { amenity: 'school' })).toBe(0);
    expect(assume('yes', 300, {}, true)).toBe(0);
    expect(assume('yes', 5000)).toBeNull();
    expect(assume('silo', 300)).toBeNull();
  });
});

describe('osmToStations', () => {
  it('takes what the rules ask for and counts the rest by value', async () => {
    const { log, report } = testLog();
    const nodes = [
      { id: 101, lng: 1, lat: 1, tags: { amenity: 'clinic', name: 'Clinic A', 'name:zh': '甲诊所' } },
      { id: 102, lng: 1, lat: 1, tags: { amenity: 'clinic' } },
      { id: 103, lng: 1, lat: 1, tags: { amenity: 'bench' } },
      { id: 104, lng: 1, lat: 1, tags: { amenity: 'bench' } },
      // The point of the area below, and one of the same name far off.
      { id: 105, lng: 0.0001, lat: 0.0001, tags: { amenity: 'clinic', name: 'b' } },
      { id: 106, lng: 0.1, lat: 0.1, tags: { amenity: 'clinic', name: 'B' } },
      ...square(1, 0, 0, 2000),
    ];
    const ways = [{ id: 5, refs: loop(1), tags: { amenity: 'clinic', name: 'B' } }];
    const rules = [
      { tag: 'amenity', value: 'clinic', kind: 'clinic', tier: 'station', unnamed: { zh: '诊所', en: 'Clinic' } },
    ] as const;
    const stations = osmToStations(await readOsm({ nodes, ways }), rules, 100, new Set(), log);
    expect(stations.map((station) => [station.id, station.name])).toEqual([
      ['w5', { zh: 'B' }],
      ['n101', { zh: '甲诊所', en: 'Clinic A' }],
      ['n102', { zh: '诊所', en: 'Clinic' }],
      ['n106', { zh: 'B' }],
    ]);
    expect(report().files[0]).toMatchObject({ read: 7, kept: 4, refused: 3, repaired: 1 });
    expect(report().noteCounts).toMatchObject({ 'station.not-asked-for': 2, 'station.mapped-twice': 1 });
  });

  it('keeps opening hours as they are mapped, and places where they are of people', async () => {
    const { log, report } = testLog();
    const node = (id: number, tags: Record<string, string>) => ({ id, lng: id, lat: 1, tags });
    const nodes = [
      node(1, { amenity: 'kindergarten', capacity: '90', opening_hours: 'Mo-Fr 07:30-17:00' }),
      node(2, { amenity: 'hospital', capacity: '300', opening_hours: 'Mo-Fr 08:00-12:00; Jan off' }),
      node(3, { amenity: 'hospital', 'capacity:persons': '40' }),
      node(4, { amenity: 'kindergarten', capacity: 'about 40' }),
    ];
    const rules = (['kindergarten', 'hospital'] as const).map((kind) => ({
      ...{ tag: 'amenity', value: kind, kind, tier: 'station' as const },
      unnamed: { zh: kind },
    }));
    const stations = osmToStations(await readOsm({ nodes }), rules, 100, new Set(), log);
    expect(stations.map(({ seats, openingHours }) => [seats, openingHours])).toEqual([
      [90, 'Mo-Fr 07:30-17:00'],
      [null, 'Mo-Fr 08:00-12:00; Jan off'],
      [40, null],
      [null, null],
    ]);
    expect(report().noteCounts).toMatchObject({ 'station.hours-not-understood': 1 });
  });
});

describe('the sea', () => {
  const box: LatticeBox = [0, 0, 1000, 1000];
  const point = (id: number, x: number, y: number) => ({ id, lng: x / 1e7, lat: y / 1e7 });
  const coast = { natural: 'coastline' };
  const seaOf = async (source: OsmSource) => {
    const osm = await readOsm(source);
    return coastlineToWater(osm.ways, osm, box);
  };

  it('lies on the right of the coast, closed along the edge of the box', async () => {
    // Westwards along the middle: the land is south, the sea north.
    const { polygons, loose } = await seaOf({
      nodes: [point(1, 1200, 500), point(2, 500, 500), point(3, -200, 500)],
      ways: [{ id: 1, refs: [1, 2, 3], tags: coast }],
    });
    expect(loose).toBe(0);
    expect(doubledArea(polygons)).toBe(2 * 1000 * 500);
    expect(locatePoint([500, 800], polygons)).toBe('inside');
    expect(locatePoint([500, 200], polygons)).toBe('outside');
  });

  it('leaves islands out', async () => {
    const { polygons } = await seaOf({
      nodes: [point(1, 1200, 500), point(3, -200, 500), point(4, 400, 700), point(5, 600, 700), point(6, 500, 800)],
      ways: [
        { id: 1, refs: [1, 3], tags: coast },
        { id: 2, refs: [4, 5, 6, 4], tags: coast },
      ],
    });
    expect(doubledArea(polygons)).toBe(2 * 1000 * 500 - 200 * 100);
    expect(locatePoint([500, 730], polygons)).toBe('outside');
  });

  it('draws nothing for a coast that ends inside, and says so', async () => {
    const { log, report } = testLog();
    const osm = await readOsm({
      nodes: [point(1, 1200, 500), point(2, 500, 500)],
      ways: [{ id: 1, refs: [1, 2], tags: coast }],
    });
    expect(osmToBasemap(osm, box, log)).toEqual([]);
    expect(report().noteCounts['osm.coastline-loose']).toBe(1);
  });
});
