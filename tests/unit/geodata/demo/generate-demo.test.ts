import { fullTimePosts, sumPosts } from '../../../../geodata/plan/grid-workers';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import gcoord from 'gcoord';
import { readOpeningHours } from '../../../../geodata/coverage/opening-hours';
import { generateDemo } from '../../../../geodata/demo/generate-demo';
import { normalAddress } from '../../../../geodata/incidents/normal-address';
import { findCrossing } from '../../../../geodata/geometry/find-crossing';
import { doubledArea } from '../../../../geodata/geometry/ring-area';
import { locatePoint } from '../../../../geodata/geometry/point-in-polygon';
import guAn from '../../../../geodata/places/gu-an.json';
import { fromLattice } from '../../../../geodata/schema/coordinates';
import type { PlaceDataset } from '../../../../geodata/schema/dataset';
import { profileSchema } from '../../../../geodata/schema/place';
import { clashes, householdsByGrid, outlineOf, walkableParts } from '../../../fixtures/demo-invariants';

const profile = profileSchema.parse(guAn);
let dataset: PlaceDataset;
let cpuMilliseconds: number;

beforeAll(() => {
  const before = process.cpuUsage();
  dataset = generateDemo(profile);
  const { user, system } = process.cpuUsage(before);
  cpuMilliseconds = (user + system) / 1000;
});

describe('the demo county', () => {
  it('gives some side gates opening hours, and leaves every compound a gate that is never shut by them', () => {
    const { gates, compounds } = dataset;
    const timed = gates.filter(({ openingHours }) => openingHours);
    expect(timed.length).toBeGreaterThan(100);
    expect(timed.every(({ open, openingHours }) => open && readOpeningHours(openingHours!).understood)).toBe(true);
    const always = new Set(
      gates.flatMap(({ open, openingHours, compoundId }) => (open && !openingHours ? [compoundId] : [])),
    );
    const opened = new Set(gates.flatMap(({ open, compoundId }) => (open ? [compoundId] : [])));
    expect(compounds.filter(({ id }) => opened.has(id) && !always.has(id))).toEqual([]);
  });

  it('has the same bytes on every machine', () => {
    const hash = createHash('sha256').update(JSON.stringify(dataset)).digest('hex');
    expect(hash).toBe('2a09363b85feff529f86a7ca95d279a44a8c94179937c1f034495257a5dc3ab8');
  });

  it('names every station once, and says 社区 once in a name', () => {
    const names = dataset.stations.map(({ name }) => name.zh);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.includes('社区社区') || /\(\d+店\)/.test(name))).toEqual([]);
  });

  it('is made in at most six seconds of one processor', () => {
    expect(cpuMilliseconds).toBeLessThan(6000);
  });

  it('has the published counts', () => {
    const { areas, plans, stations, incidents, baseUnits } = dataset;
    const { grids } = plans[0]!;
    expect(areas.filter(({ level }) => level === 2)).toHaveLength(32);
    expect(grids).toHaveLength(246);
    expect(sumPosts(grids.map(({ workers }) => workers))).toEqual({ 'full-time': 245, 'part-time': 925, mobile: 421 });
    expect(grids.filter(({ workers }) => fullTimePosts(workers) === 0)).toHaveLength(1);
    const centres = stations.filter(({ kind }) => kind === 'service-centre');
    expect(centres).toHaveLength(32);
    expect(centres.every(({ floorAreaSquareMetres }) => floorAreaSquareMetres! >= 500)).toBe(true);
    expect(stations.filter(({ kind }) => kind === 'rest-station')).toHaveLength(75);
    expect(stations.filter(({ kind }) => kind === 'elder-canteen')).toHaveLength(7);
    expect(incidents).toHaveLength(2094);
    expect(incidents.filter(({ state }) => state === 'closed')).toHaveLength(2080);
    expect(baseUnits.length).toBeGreaterThanOrEqual(8500);
    expect(baseUnits.length).toBeLessThanOrEqual(9500);
  });

  it('gives every grid 300 to 500 households', () => {
    const counts = householdsByGrid(dataset);
    const [low, high] = profile.grid.householdBand;
    expect(counts.filter((count) => count < low || count > high)).toEqual([]);
    const all = dataset.baseUnits.reduce((sum, { households }) => sum + households!, 0);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all);
    expect(all).toBeGreaterThan(80_000);
    expect(all).toBeLessThan(95_500);
  });

  it('tiles county, subdistricts, communities and grids exactly', () => {
    const { areas, plans } = dataset;
    for (const parent of areas) {
      const children = areas.filter(({ parentId }) => parentId === parent.id).map(({ geometry }) => geometry);
      const grids = plans[0]!.grids
        .filter(({ communityId }) => communityId === parent.id)
        .map(({ polygons }) => polygons);
      const faces = [...children, ...grids];
      expect(faces.reduce((sum, face) => sum + doubledArea(face), 0)).toBe(doubledArea(parent.geometry));
      expect(outlineOf(faces)).toEqual(outlineOf([parent.geometry]));
    }
  });

  it('draws every face as one part without crossings', () => {
    for (const { polygons } of dataset.plans[0]!.grids) {
      expect(polygons).toHaveLength(1);
      expect(findCrossing(polygons)).toBeNull();
    }
    for (const { geometry } of dataset.areas) expect(findCrossing(geometry)).toBeNull();
  });

  it('numbers grids with fifteen digits, west to east, and names each once', () => {
    const { grids } = dataset.plans[0]!;
    expect(grids.every(({ code }) => /^131022\d{9}$/.test(code!))).toBe(true);
    expect(new Set(grids.map(({ code }) => code)).size).toBe(246);
    expect(new Set(grids.map(({ name }) => name)).size).toBe(246);
    const west = grids.map(({ polygons }) => {
      const xs = polygons[0]![0]!.filter((_, i) => i % 2 === 0);
      return Math.min(...xs) + Math.max(...xs);
    });
    for (let i = 1; i < grids.length; i++) {
      if (grids[i]!.communityId === grids[i - 1]!.communityId) expect(west[i]).toBeGreaterThanOrEqual(west[i - 1]!);
    }
  });

  it('joins all walkable streets and paths into one network', () => {
    expect(walkableParts(dataset)).toHaveLength(1);
    for (const { line, nodes } of dataset.streets) expect(nodes.length * 2).toBe(line.length);
    const place = new Map<number, string>();
    for (const { line, nodes } of dataset.streets) {
      nodes.forEach((node, i) => {
        const at = `${line[2 * i]} ${line[2 * i + 1]}`;
        expect(place.get(node) ?? at).toBe(at);
        place.set(node, at);
      });
    }
  });

  it('has streets of four classes, bridges, underpasses, stairs and footbridges', () => {
    expect(new Set(dataset.streets.map((street) => street.class))).toEqual(
      new Set(['arterial', 'collector', 'lane', 'path']),
    );
    const kinds = dataset.streets.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'bridge').length).toBeGreaterThanOrEqual(5);
    expect(kinds.filter((kind) => kind === 'underpass').length).toBeGreaterThanOrEqual(5);
    expect(kinds.filter((kind) => kind === 'footbridge').length).toBeGreaterThanOrEqual(8);
    expect(kinds.filter((kind) => kind === 'steps').length).toBeGreaterThanOrEqual(16);
  });

  it('stands gates in walls and on street nodes', () => {
    const wallOf = new Map(dataset.compounds.map((compound) => [compound.id, compound.boundary[0]!]));
    const nodes = new Map<number, string>();
    for (const { line, nodes: own } of dataset.streets) {
      own.forEach((node, i) => nodes.set(node, `${line[2 * i]} ${line[2 * i + 1]}`));
    }
    for (const gate of dataset.gates) {
      const wall = wallOf.get(gate.compoundId)!;
      const onWall = wall.some((x, i) => i % 2 === 0 && x === gate.point[0] && wall[i + 1] === gate.point[1]);
      expect(onWall).toBe(true);
      expect(nodes.get(gate.node)).toBe(`${gate.point[0]} ${gate.point[1]}`);
    }
    expect(new Set(dataset.gates.map(({ access }) => access))).toEqual(new Set(['all', 'residents', 'visitors']));
    expect(dataset.gates.some(({ open }) => !open)).toBe(true);
    for (const { id } of dataset.compounds) {
      expect(dataset.gates.some(({ compoundId, open }) => compoundId === id && open)).toBe(true);
    }
  });

  it('reaches the inside of a compound through its gates only', () => {
    const gates = new Set(dataset.gates.map(({ node }) => node));
    const ownerOf = new Map<number, string>();
    for (const { compoundId, nodes } of dataset.streets) {
      if (compoundId) for (const node of nodes) if (!gates.has(node)) ownerOf.set(node, compoundId);
    }
    for (const { compoundId, nodes } of dataset.streets) {
      for (const node of nodes) if (ownerOf.has(node)) expect(ownerOf.get(node)).toBe(compoundId);
    }
  });

  it('keeps buildings apart from one another, from streets and from walls', () => {
    expect(clashes(dataset)).toEqual({ buildings: 0, streets: 0, walls: 0, outsideCompound: 0 });
    for (const { anchor, footprint } of dataset.baseUnits) expect(locatePoint(anchor, footprint!)).toBe('inside');
  });

  it('counts people by age, and calls none of it assumed', () => {
    for (const { residents, ages, assumed, households } of dataset.baseUnits) {
      expect(ages!.reduce((sum, count) => sum + count, 0)).toBe(residents);
      expect(assumed).toBe(false);
      expect(residents! >= households!).toBe(true);
    }
  });

  it('uses every id once and leaves no reference open', () => {
    for (const list of [
      dataset.areas,
      dataset.compounds,
      dataset.gates,
      dataset.baseUnits,
      dataset.streets,
      dataset.stations,
      dataset.incidents,
    ]) {
      expect(new Set(list.map(({ id }) => id as string)).size).toBe(list.length);
    }
    const compounds = new Set(dataset.compounds.map(({ id }) => id));
    expect(new Set(dataset.compounds.map(({ name }) => name.zh)).size).toBe(dataset.compounds.length);
    expect(new Set(dataset.stations.map(({ name }) => name.zh)).size).toBe(dataset.stations.length);
    expect(dataset.gates.every(({ compoundId }) => compounds.has(compoundId))).toBe(true);
    expect(dataset.baseUnits.every(({ compoundId }) => compoundId === null || compounds.has(compoundId))).toBe(true);
    const types = new Set(dataset.incidentTypes.map(({ code }) => code));
    expect(dataset.incidents.every(({ typeCode }) => types.has(typeCode))).toBe(true);
  });

  it('puts every community centre into its community', () => {
    const centres = dataset.stations.filter(({ kind }) => kind === 'service-centre');
    for (const { geometry } of dataset.areas.filter(({ level }) => level === 2)) {
      expect(centres.filter(({ point }) => locatePoint(point, geometry) === 'inside')).toHaveLength(1);
    }
  });

  it('says who works on each report and when they took it up, between its coming and its closing', () => {
    const { incidents } = dataset;
    const sent = incidents.filter(({ owner }) => owner !== null);
    expect(new Set(sent.map(({ owner }) => owner)).size).toBe(9);
    expect(sent.length).toBeGreaterThan(2080);
    const waiting = incidents.filter(({ owner }) => owner === null).map(({ state }) => state);
    expect(waiting.filter((state) => state === 'closed' || state === 'processing')).toEqual([]);
    const answered = incidents.filter(({ respondedAt }) => respondedAt !== null);
    expect(answered.length).toBeGreaterThan(2080);
    expect(answered.every(({ owner }) => owner !== null)).toBe(true);
    const end = Date.parse(`${dataset.place.dataDate}T24:00:00+08:00`);
    expect(
      answered.filter(
        ({ respondedAt, reportedAt, closedAt }) => respondedAt! < reportedAt || respondedAt! > (closedAt ?? end),
      ),
    ).toEqual([]);
  });

  it('notes how exactly most places are known, as phones do: a few metres, some far worse', () => {
    const noted = dataset.incidents.flatMap(({ accuracyMetres }) => accuracyMetres ?? []).sort((a, b) => a - b);
    expect(noted.length / dataset.incidents.length).toBeCloseTo(0.84, 1);
    expect([noted[0], noted.at(-1)! <= 90]).toEqual([4, true]);
    expect(noted[noted.length >> 1]).toBeLessThan(10);
    expect(noted.filter((metres) => metres > 13).length / noted.length).toBeCloseTo(0.12, 1);
    expect(dataset.incidents.some(({ point, accuracyMetres }) => point === null && accuracyMetres != null)).toBe(false);
  });

  it('reports over one year, fewer in the Spring Festival, with late ones and a few without a place', () => {
    const { incidents } = dataset;
    const start = Date.UTC(2024, 11, 31, 16);
    expect(incidents.every(({ reportedAt }) => reportedAt >= start && reportedAt < start + 365 * 86_400_000)).toBe(
      true,
    );
    const perDay = (from: number, to: number): number =>
      incidents.filter(({ reportedAt }) => reportedAt >= from && reportedAt < to).length / ((to - from) / 86_400_000);
    expect(perDay(Date.UTC(2025, 0, 28), Date.UTC(2025, 1, 4))).toBeLessThan(
      0.5 * perDay(Date.UTC(2025, 5, 1), Date.UTC(2025, 6, 1)),
    );
    const late = incidents.filter(({ closedAt, dueAt }) => closedAt !== null && closedAt > dueAt!).length;
    expect(late).toBeGreaterThan(60);
    expect(late).toBeLessThan(260);
    expect(incidents.filter(({ point }) => point === null).length).toBeGreaterThan(5);
    expect(incidents.every(({ closedAt, reportedAt }) => closedAt === null || closedAt > reportedAt)).toBe(true);
    // Nothing is known beyond the data date: what is closed was closed by then.
    const end = Date.parse(`${dataset.place.dataDate}T24:00:00+08:00`);
    expect(incidents.filter(({ closedAt }) => closedAt !== null && closedAt > end)).toEqual([]);
  });

  it('says in the title of a report what and where, and names nobody', () => {
    const { incidents, baseUnits, compounds, streets } = dataset;
    expect(incidents.filter(({ title }) => !/^[^：]{3,}：.{4,}$/.test(title)).length).toBeLessThan(20);
    const lamp = incidents.find(({ title }) => /[东西南北]门口$/.test(title))!;
    const compound = compounds.find(({ name }) => lamp.title.includes(name.zh));
    const street = streets.find(({ name, compoundId }) => name && !compoundId && lamp.title.includes(`：${name.zh}`));
    expect([compound, street]).not.toContain(undefined);
    const addresses = new Set(baseUnits.map(({ address }) => normalAddress(address)));
    expect(incidents.every(({ address }) => addresses.has(normalAddress(address)))).toBe(true);
  });

  it('keeps raw coordinates that lead back to the point', () => {
    const systems = new Set<string>();
    for (const { raw, point } of dataset.incidents) {
      if (!raw || !point) continue;
      systems.add(raw.crs);
      const forward =
        raw.crs === 'GCJ02'
          ? gcoord.transform([fromLattice(point[0]), fromLattice(point[1])], gcoord.WGS84, gcoord.GCJ02)
          : [fromLattice(point[0]), fromLattice(point[1])];
      expect(Math.abs(forward[0]! - raw.x)).toBeLessThan(1.1e-7);
      expect(Math.abs(forward[1]! - raw.y)).toBeLessThan(1.1e-7);
    }
    expect(systems).toEqual(new Set(['WGS84', 'GCJ02']));
  });
});
