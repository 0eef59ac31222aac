import type { Geometry, Position } from 'geojson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineariseArc } from '../../../../../geodata/formats/rows/linearise-arc';
import { readGeoPackageGeometry } from '../../../../../geodata/formats/rows/read-geopackage-geometry';
import type { Result } from '../../../../../geodata/schema/problems';

/** Well-known binary, little-endian: a type, then what follows it. */
const u32 = (value: number): number[] => [...new Uint8Array(new Uint32Array([value]).buffer)];
const f64 = (...values: number[]): number[] => [...new Uint8Array(new Float64Array(values).buffer)];
const wkb = (type: number, ...body: number[][]): number[] => [1, ...u32(type), ...body.flat()];
const points = (...values: number[]): number[] => [...u32(values.length / 2), ...f64(...values)];
const line = (...values: number[]): number[] => wkb(2, points(...values));
const arcs = (...values: number[]): number[] => wkb(8, points(...values));
const compound = (...parts: number[][]): number[] => wkb(9, u32(parts.length), ...parts);
const curvePolygon = (...rings: number[][]): number[] => wkb(10, u32(rings.length), ...rings);
/** Metres as they are: what a projected layer is read by. */
const metres = (position: [number, number]): [number, number] => position;
const read = (body: number[], project: typeof metres | null = metres): Result<Geometry | null> =>
  readGeoPackageGeometry(Uint8Array.from([0x47, 0x50, 0, 1, 0, 0, 0, 0, ...body]), project);
function shapeOf(body: number[]): Geometry {
  const found = read(body);
  if (!found.ok || !found.value) throw new Error(found.ok ? 'empty' : found.problem.code);
  return found.value;
}
const areaOf = (ring: readonly Position[]): number =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0]! * y! - x! * ring[i]![1]!, 0) / 2;

describe('curves of a GeoPackage', () => {
  it('become lines within five centimetres of them', () => {
    // Half a circle of 100 m, then its diameter.
    const half = shapeOf(curvePolygon(compound(arcs(100, 0, 0, 100, -100, 0), line(-100, 0, 100, 0))));
    if (half.type !== 'Polygon') throw new Error(half.type);
    const [ring] = half.coordinates;
    expect(ring!.at(0)).toEqual(ring!.at(-1));
    for (const [i, [x, y]] of ring!.slice(0, -1).entries()) {
      expect(Math.hypot(x!, y!)).toBeCloseTo(100, 9);
      const [nx, ny] = ring![i + 1]!;
      if (ny! + y! > 1e-9) expect(100 - Math.hypot((x! + nx!) / 2, (y! + ny!) / 2)).toBeLessThanOrEqual(0.05);
    }
    expect(areaOf(ring!) / ((Math.PI * 100 * 100) / 2)).toBeCloseTo(1, 2);
    // A chord of 50 arcs would be finer than anybody needs.
    expect(ring!.length).toBeLessThan(60);
  });

  it('of every kind are read: strings, compounds, polygons with holes, several curves and surfaces', () => {
    expect(shapeOf(arcs(0, 0, 1, 1, 2, 0)).type).toBe('LineString');
    expect(shapeOf(compound(line(0, 0, 5, 0), arcs(5, 0, 6, 1, 7, 0))).type).toBe('LineString');
    expect(shapeOf(wkb(11, u32(2), line(0, 0, 1, 1), arcs(0, 0, 1, 1, 2, 0)))).toMatchObject({
      type: 'MultiLineString',
      coordinates: { length: 2 },
    });
    const circle = arcs(10, 0, -10, 0, 10, 0);
    const square = line(-3, -3, -3, 3, 3, 3, 3, -3, -3, -3);
    const surface = shapeOf(
      wkb(12, u32(2), curvePolygon(circle, square), wkb(3, u32(1), points(20, 0, 30, 0, 30, 9, 20, 0))),
    );
    if (surface.type !== 'MultiPolygon') throw new Error(surface.type);
    expect(surface.coordinates.map((rings) => rings.length)).toEqual([2, 1]);
    // A whole circle from one point back to it, across from which the middle lies.
    expect(Math.abs(areaOf(surface.coordinates[0]![0]!))).toBeGreaterThan(Math.PI * 100 * 0.985);
    // Heights are skipped, in the way of ISO.
    const high = wkb(1008, u32(3), f64(0, 0, 5, 1, 1, 5, 2, 0, 5));
    expect(shapeOf(high)).toEqual(shapeOf(arcs(0, 0, 1, 1, 2, 0)));
  });

  it('that two neighbours share come out the same from both sides', () => {
    const far = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(far, far, far, far, far, far, (ax, ay, bx, by, cx, cy) => {
        const there = [[ax, ay], ...lineariseArc([ax, ay], [bx, by], [cx, cy], 0.05)];
        const back = [[cx, cy], ...lineariseArc([cx, cy], [bx, by], [ax, ay], 0.05)];
        expect(back.reverse()).toEqual(there);
        expect(there.length).toBeLessThanOrEqual(4097);
        expect(there.at(-1)).toEqual([cx, cy]);
      }),
      { numRuns: 300 },
    );
  });

  it('run over the middle they name, whichever way round, and straight where three points are in line', () => {
    const far = fc.integer({ min: -200, max: 200 });
    fc.assert(
      fc.property(far, far, far, far, far, far, (ax, ay, bx, by, cx, cy) => {
        fc.pre((ax !== cx || ay !== cy) && (ax !== bx || ay !== by) && (bx !== cx || by !== cy));
        const line_ = [[ax, ay] as const, ...lineariseArc([ax, ay], [bx, by], [cx, cy], 0.05)];
        const away = line_.slice(1).map(([x, y], i) => distance(bx, by, ...line_[i]!, x, y));
        expect(Math.min(...away)).toBeLessThanOrEqual(0.0501);
      }),
      { numRuns: 300 },
    );
    expect(lineariseArc([0, 0], [1, 1], [2, 2], 0.05)).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('that are hostile are refused: cut short, even counts, no numbers, too deep, too much', () => {
    const refused = (body: number[]): boolean => {
      const found = read(body);
      return !found.ok && found.problem.code === 'gpkg.bad-geometry';
    };
    expect(refused(arcs(0, 0, 1, 1))).toBe(true);
    expect(refused(arcs(0, 0, 1, 1, 2, 0, 3, 3))).toBe(true);
    expect(refused(arcs(0, 0, 1, NaN, 2, 0))).toBe(true);
    expect(refused(arcs(0, 0, Infinity, 1, 2, 0))).toBe(true);
    expect(refused(arcs(0, 0, 1, 1, 2, 0).slice(0, -5))).toBe(true);
    expect(refused(wkb(8, u32(4_000_000_000)))).toBe(true);
    expect(refused(curvePolygon(wkb(1, f64(0, 0))))).toBe(true);
    expect(refused(wkb(12, u32(1), line(0, 0, 1, 1)))).toBe(true);
    let deep = line(0, 0, 1, 1);
    for (let i = 0; i < 12; i++) deep = compound(deep);
    expect(refused(deep)).toBe(true);
    for (const type of [15, 16, 17]) expect(refused(wkb(type, u32(0)))).toBe(true);
    // Arcs of a circle as large as the Earth, each of thousands of pieces: a few kilobytes that would come to gigabytes.
    const r = 1e12;
    const many = Array.from({ length: 601 }, (_, i) => [
      r * Math.cos((i * Math.PI) / 2),
      r * Math.sin((i * Math.PI) / 2),
    ]).flat();
    expect(refused(arcs(...many))).toBe(true);
  });
});

function distance(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length));
  return Math.hypot(ax + dx * share - px, ay + dy * share - py);
}
