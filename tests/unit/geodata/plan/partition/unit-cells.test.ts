import { describe, expect, it } from 'vitest';
import { graphOfCells, makeUnitCells } from '../../../../../geodata/plan/partition/unit-cells';
import { dissolveFaces } from '../../../../../geodata/geometry/dissolve-faces';
import { insertVertices } from '../../../../../geodata/geometry/insert-vertices';
import { groundMetres } from '../../../../../geodata/geometry/ground-metres';
import type { MultiPolygon } from '../../../../../geodata/schema/coordinates';

/** Near the equator, where a unit of longitude is as long as one of latitude, give or take a percent. */
const land: MultiPolygon = [[[0, 0, 40_000, 0, 40_000, 20_000, 0, 20_000]]];
const street = { line: [20_000, -100, 20_000, 20_100], borderClass: 1 as const };

describe('cells of units', () => {
  it('are the blocks between the streets, divided by nearness', () => {
    const points = [5_000, 5_000, 5_000, 15_000, 30_000, 10_000];
    const made = makeUnitCells({ faces: [land], lines: [street], points });
    expect(made.units).toEqual([[0], [1], [2]]);
    expect(made.cells[0]).toEqual([[[0, 0, 20_000, 0, 20_000, 10_000, 0, 10_000]]]);
    expect(made.cells[2]).toEqual([[[20_000, 0, 40_000, 0, 40_000, 20_000, 20_000, 20_000, 20_000, 10_000]]]);
    // Between the two units of the west block, and each of them across the street.
    expect(made.borders.map(({ a, b, borderClass }) => [a, b, borderClass])).toEqual([
      [0, 1, 4],
      [0, 2, 1],
      [1, 2, 1],
    ]);
    expect(made.borders[0]!.metres).toBeCloseTo(groundMetres(0, 10_000, 20_000, 10_000), 6);
    const rim = [0, 1, 2].reduce((sum, cell) => sum + made.outerMetres[cell]!, 0);
    expect(rim).toBeCloseTo(
      2 * groundMetres(0, 10_000, 0, 0) * 2 + groundMetres(0, 0, 40_000, 0) + groundMetres(0, 20_000, 40_000, 20_000),
      3,
    );
  });

  it('count a wall between two compounds as a lane, and nothing as a wall within one', () => {
    const points = [5_000, 10_000, 15_000, 10_000, 25_000, 10_000];
    const made = makeUnitCells({ faces: [land], lines: [], points, compounds: [1, 1, 2] });
    expect(made.borders.map(({ borderClass }) => borderClass)).toEqual([4, 2]);
    expect(Array.from(made.compounds)).toEqual([1, 1, 2]);
  });

  it('are shared by units at one point', () => {
    const made = makeUnitCells({ faces: [land], lines: [], points: [9_000, 9_000, 30_000, 9_000, 9_000, 9_000] });
    expect(made.units).toEqual([[0, 2], [1]]);
    expect(Array.from(made.cellOf)).toEqual([0, 1, 0]);
    expect(Array.from(graphOfCells(made, [5, -1, 7]).households)).toEqual([12, 0]);
  });

  it('leave out units beyond the land', () => {
    const made = makeUnitCells({ faces: [land], lines: [], points: [9_000, 9_000, 90_000, 9_000] });
    expect(made.cells).toEqual([land]);
    expect(Array.from(made.cellOf)).toEqual([0, -1]);
  });

  it('are blocks of their own where nobody lives, and one where there is nobody at all', () => {
    expect(makeUnitCells({ faces: [land], lines: [street], points: [5_000, 5_000] }).units).toEqual([[0], []]);
    expect(makeUnitCells({ faces: [land], lines: [], points: [] }).cells).toEqual([land]);
  });

  it('take in the sliver a street leaves beside a border', () => {
    const along = { line: [-100, 19_995, 40_100, 19_995], borderClass: 2 as const };
    const made = makeUnitCells({ faces: [land], lines: [along], points: [5_000, 5_000] });
    expect(made.cells).toHaveLength(1);
    expect(dissolveFaces(made.cells)).toEqual([insertVertices(land, made.insertions)[0]]);
  });

  it('do not reach across faces', () => {
    const west: MultiPolygon = [[[0, 0, 20_000, 0, 20_000, 20_000, 0, 20_000]]];
    const east: MultiPolygon = [[[20_000, 0, 40_000, 0, 40_000, 20_000, 20_000, 20_000]]];
    const made = makeUnitCells({ faces: [west, east], lines: [], points: [19_000, 9_000] });
    expect(made.cells).toEqual([west, east]);
    expect(Array.from(made.faceOf)).toEqual([0, 1]);
  });

  it('keep a part cut off from its unit with the cell it has the longest border with', () => {
    // A block round a corner: what is nearest to the west unit across the notch is not joined to it there.
    const notched: MultiPolygon = [
      [[0, 0, 30_000, 0, 30_000, 20_000, 20_000, 20_000, 20_000, 4_000, 10_000, 4_000, 10_000, 20_000, 0, 20_000]],
    ];
    const made = makeUnitCells({ faces: [notched], lines: [], points: [9_500, 18_000, 25_000, 1_000] });
    expect(made.cells.map((cell) => cell.length)).toEqual([1, 1]);
    expect(made.units).toEqual([[0], [1]]);
  });
});
