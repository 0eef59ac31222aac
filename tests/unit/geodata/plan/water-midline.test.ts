import { describe, expect, it } from 'vitest';
import { groundMetres, metresPerUnit } from '../../../../geodata/geometry/ground-metres';
import { WaterGuides } from '../../../../geodata/plan/water-guides';
import { WaterMidline } from '../../../../geodata/plan/water-midline';
import type { LatticeBox, LatticePoint, Polygon } from '../../../../geodata/schema/coordinates';
import type { GuideLine } from '../../../../geodata/schema/guide-line';

const origin = [1_163_000_000, 394_300_000] as const;
const { east, north } = metresPerUnit(origin[1]);
/** A point in metres from the origin. */
const at = (x: number, y: number): LatticePoint => [
  Math.round(origin[0] + x / east),
  Math.round(origin[1] + y / north),
];
const boxOf = (west: number, south: number, right: number, top: number): LatticeBox => [
  ...at(west, south),
  ...at(right, top),
];
/** A river from west to east whose middle and width follow two functions of the way. */
function river(middle: (x: number) => number, width: (x: number) => number, from = -1000, to = 2000): Polygon {
  const ways = Array.from({ length: 61 }, (_, i) => from + ((to - from) * i) / 60);
  const south = ways.map((x) => at(x, middle(x) - width(x) / 2));
  const banks = [...south, ...ways.map((x) => at(x, middle(x) + width(x) / 2)).reverse()];
  return [banks.flat()];
}
const metresOf = ([x, y]: LatticePoint): [number, number] => [(x - origin[0]) * east, (y - origin[1]) * north];

/** Points along a line every twentieth of each piece, metres. */
function along(line: readonly LatticePoint[]): [number, number][] {
  const points = line.map(metresOf);
  return points.slice(1).flatMap(([x, y], i) => {
    const [ax, ay] = points[i]!;
    return Array.from({ length: 20 }, (_, k): [number, number] => [ax + ((x - ax) * k) / 20, ay + ((y - ay) * k) / 20]);
  });
}

describe('the middle of a water', () => {
  const land = boxOf(0, -300, 600, 300);

  it('runs half way between straight banks to the centimetre, from end to end of the land', () => {
    const water = river(
      () => 20,
      () => 40,
    );
    const found = new WaterMidline(water, land).lineThrough(at(300, 27))!;
    expect(found.metres).toBeCloseTo(7, 1);
    const inner = along(found.line).filter(([x]) => x > -150 && x < 750);
    for (const [, y] of inner) expect(y).toBeCloseTo(20, 1);
    const ways = found.line.map((point) => metresOf(point)[0]);
    expect(Math.min(...ways)).toBeLessThan(-100);
    expect(Math.max(...ways)).toBeGreaterThan(700);
  });

  it('follows bends and widths: within a tenth of the width of the middle everywhere', () => {
    const middle = (x: number): number => 60 * Math.sin(x / 150);
    const width = (x: number): number => 40 + 12 * Math.cos(x / 90);
    const found = new WaterMidline(river(middle, width), land).lineThrough(at(250, middle(250)))!;
    const points = along(found.line).filter(([x]) => x > -100 && x < 700);
    expect(points.length).toBeGreaterThan(10);
    for (const [x, y] of points) expect(Math.abs(y - middle(x))).toBeLessThan(width(x) * 0.1);
    // It goes one way: no step back, no spur into the bank.
    for (let i = 1; i < points.length; i++)
      expect((points[i]![0] - points[i - 1]![0]) * (points[1]![0] - points[0]![0])).toBeGreaterThan(0);
  });

  it('goes round an island on the side of the pointer', () => {
    const [outer] = river(
      () => 0,
      () => 100,
    );
    const island = [at(250, -15), at(250, 15), at(350, 15), at(350, -15)].flat();
    const midline = new WaterMidline([outer!, island], land);
    for (const side of [1, -1]) {
      const { line } = midline.lineThrough(at(300, side * 33))!;
      const beside = along(line).filter(([x]) => x > 240 && x < 360);
      expect(beside.length).toBeGreaterThan(0);
      for (const [, y] of beside) expect(y * side).toBeGreaterThan(14);
    }
  });

  it('has none for a water without an inside', () => {
    expect(new WaterMidline([[...at(0, 0), ...at(10, 0), ...at(20, 0)]], land).lineThrough(at(5, 0))).toBeNull();
    expect(
      new WaterMidline(
        [at(5000, 0), at(5100, 0), at(5100, 90)].map((corner) => [...corner]),
        land,
      ).lineThrough(at(0, 0)),
    ).toBeNull();
  });
});

describe('waters of an area', () => {
  const bank = (id: string, ring: readonly number[], name: string): GuideLine => ({
    id,
    kind: 'bank',
    class: 'river',
    name: { zh: name },
    compoundId: null,
    line: [...ring, ring[0]!, ring[1]!],
  });
  const middle = (): number => 0;
  const width = (): number => 40;

  it('drawn in pieces are one river, and land is none', () => {
    const [west] = river(middle, width, -1000, 300);
    const [rest] = river(middle, width, 300, 2000);
    const waters = new WaterGuides([bank('a', west!, '清渠河'), bank('b', rest!, '清渠河')]);
    const box = boxOf(0, -300, 600, 300);
    const found = waters.lineThrough(at(100, 3), box)!;
    expect(found.guide).toMatchObject({ kind: 'waterway', name: { zh: '清渠河' } });
    const ways = found.line.map((point) => metresOf(point)[0]);
    expect(Math.min(...ways)).toBeLessThan(-100);
    expect(Math.max(...ways)).toBeGreaterThan(700);
    expect(waters.lineThrough(at(100, 30), box)).toBeNull();
  });

  it('are looked at once for a grid', () => {
    const waters = new WaterGuides([bank('a', river((x) => 60 * Math.sin(x / 150), width)[0]!, '河')]);
    const box = boxOf(0, -300, 600, 300);
    const one = waters.lineThrough(at(300, 60 * Math.sin(2)), box)!;
    const again = waters.lineThrough(at(300, 60 * Math.sin(2)), box)!;
    expect(again.line).toBe(one.line);
    const length = one.line.reduce(
      (sum, point, i) => (i === 0 ? 0 : sum + groundMetres(...one.line[i - 1]!, ...point)),
      0,
    );
    expect(length).toBeGreaterThan(900);
  });
});
