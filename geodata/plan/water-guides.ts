import type { LatticeBox, LatticePoint, MultiPolygon } from '../schema/coordinates';
import type { GuideLine } from '../schema/guide-line';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { containsPoint } from '../geometry/point-in-polygon';
import { WaterMidline } from './water-midline';

/** The waters of an area between their banks, for cutting along the middle of one. */
export class WaterGuides {
  private readonly banks: readonly GuideLine[];
  private waters: MultiPolygon | null = null;
  private last: { key: string; midline: WaterMidline } | null = null;

  constructor(guides: Iterable<GuideLine>) {
    this.banks = [...guides].filter(({ kind }) => kind === 'bank');
  }

  /**
   * The middle of the water at a point, through the land of a box and a little beyond, and how far from the point it runs; null
   * where the point is on land. A river drawn in pieces that share their edges is one water.
   */
  lineThrough(at: LatticePoint, box: LatticeBox): { guide: GuideLine; line: LatticePoint[]; metres: number } | null {
    const bank = this.banks.find(({ line }) => containsPoint(at, [[open(line)]]));
    if (!bank) return null;
    this.waters ??= dissolveFaces(this.banks.map(({ line }): MultiPolygon => [[open(line)]]));
    const water = this.waters.findIndex((polygon) => containsPoint(at, [polygon]));
    if (water === -1) return null;
    const key = `${water} ${box.join()}`;
    if (this.last?.key !== key) this.last = { key, midline: new WaterMidline(this.waters[water]!, box) };
    const found = this.last.midline.lineThrough(at);
    return found && { guide: { ...bank, kind: 'waterway', line: found.line.flat() }, ...found };
  }
}

/** A bank without its last point, which repeats the first. */
const open = (line: readonly number[]): number[] => line.slice(0, -2);
