import { boundingBox, boxesMeet } from '../../../geodata/geometry/bounding-box';
import { metresPerUnit } from '../../../geodata/geometry/ground-metres';
import { containsPoint } from '../../../geodata/geometry/point-in-polygon';
import type { LatticeBox, LatticePoint, MultiPolygon } from '../../../geodata/schema/coordinates';
import type { CommunityCells } from '../../state/unit-cells';

// Shapes are immutable.
const boxes = new WeakMap<MultiPolygon, LatticeBox>();
function boxOf(cell: MultiPolygon): LatticeBox {
  const known = boxes.get(cell);
  if (known) return known;
  const box = boundingBox(cell);
  boxes.set(cell, box);
  return box;
}

/** The cells a brush touches: those with a base unit within `metres` of a point, and the one under the point. */
export function cellsUnderBrush(cells: CommunityCells, at: LatticePoint, metres: number): number[] {
  const { east, north } = metresPerUnit(at[1]);
  const box: LatticeBox = [
    at[0] - metres / east,
    at[1] - metres / north,
    at[0] + metres / east,
    at[1] + metres / north,
  ];
  return cells.cells.flatMap((cell, i) => {
    if (!boxesMeet(boxOf(cell), box)) return [];
    const isNear = cells.units[i]!.some((unit) => {
      const [dx, dy] = [(cells.xy[2 * unit]! - at[0]) * east, (cells.xy[2 * unit + 1]! - at[1]) * north];
      return Math.hypot(dx, dy) <= metres;
    });
    return isNear || containsPoint(at, cell) ? [i] : [];
  });
}

/** The cells a lasso holds: those whose base units are inside it, or whose middle is, where nobody lives. */
export function cellsInside(cells: CommunityCells, lasso: MultiPolygon): number[] {
  const box = boundingBox(lasso);
  return cells.cells.flatMap((cell, i) => {
    const cellBox = boxOf(cell);
    if (!boxesMeet(cellBox, box)) return [];
    const units = cells.units[i]!;
    const middle: LatticePoint = [Math.round((cellBox[0] + cellBox[2]) / 2), Math.round((cellBox[1] + cellBox[3]) / 2)];
    const isInside =
      units.length > 0
        ? units.some((unit) => containsPoint([cells.xy[2 * unit]!, cells.xy[2 * unit + 1]!], lasso))
        : containsPoint(middle, lasso);
    return isInside ? [i] : [];
  });
}
