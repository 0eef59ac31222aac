import { boundingBox, mergeBoxes } from '../../../geodata/geometry/bounding-box';
import { containsPoint } from '../../../geodata/geometry/point-in-polygon';
import { fromLattice, toLattice } from '../../../geodata/schema/coordinates';
import type { LatticeBox, LatticePoint, LngLat } from '../../../geodata/schema/coordinates';
import type { GuideLine } from '../../../geodata/schema/guide-line';
import type { Grid } from '../../../geodata/schema/plan';
import type { IndexedPlan } from '../../../geodata/plan/indexed-plan';
import type { AreaGuides } from '../../state/guides';
import type { MapEngine } from '../map-engine';
import { groundReach } from './ground-reach';
import { holdPointer } from './hold-pointer';
import type { Sketch } from './sketch-gesture';

export interface StreetOptions {
  plan: () => IndexedPlan | null;
  guidesOf: (grid: Grid) => AreaGuides | null;
  /** The street under the pointer and the grid it would cut; null where there is none. */
  onChange(found: { grid: Grid; guide: GuideLine; line: LngLat[] } | null): void;
  /** A click, or Enter, on what `onChange` told last. */
  onFinish(): void;
  onLeave(): void;
}

/** How near the pointer must be to a street to mean it. */
const reachPixels = 14;

/** Cutting along a street, or down the middle of a water, with one click: what is under the pointer, through the grid there. */
export function startStreet(engine: MapEngine, options: StreetOptions): Sketch {
  const { map } = engine;

  function look(at: LngLat): void {
    const plan = options.plan();
    const point: LatticePoint = [toLattice(at[0]), toLattice(at[1])];
    const grid = plan
      ?.near([...point, ...point])
      .find(({ kind, polygons }) => kind !== 'unassigned' && containsPoint(point, polygons));
    const guides = grid && options.guidesOf(grid);
    if (!grid || !guides) return options.onChange(null);
    const metres = groundReach(map, at, reachPixels);
    const found = lineAt(guides, point, aLittleBeyond(grid), metres);
    if (!found) return options.onChange(null);
    const line = found.line.map(([x, y]): LngLat => [fromLattice(x), fromLattice(y)]);
    options.onChange({ grid, guide: found.guide, line });
  }

  const keys: Record<string, () => void> = { Enter: options.onFinish, Escape: options.onLeave };
  const stop = holdPointer(engine, {
    place: (event) => [event.lngLat.lng, event.lngLat.lat],
    lastPoint: () => undefined,
    onMove: look,
    onClick(at) {
      look(at);
      options.onFinish();
    },
    onDoubleClick: () => undefined,
    actOf: (event) => keys[event.key],
  });
  options.onChange(null);
  return { finish: options.onFinish, cancel: options.onLeave, back: options.onLeave, stop };
}

/** What a pointer means: a street or stream near it; on water the middle of it, unless its bank is nearer. */
function lineAt({ network, waters }: AreaGuides, at: LatticePoint, box: LatticeBox, reach: number) {
  const near = network.lineThrough(at, box, reach);
  if (near && near.guide.kind !== 'bank') return near;
  const middle = waters.lineThrough(at, box);
  return middle && (!near || middle.metres <= near.metres) ? middle : near;
}

/** A cut ends outside the grid: what follows the street stops at the first vertex beyond this box. */
function aLittleBeyond(grid: Grid): LatticeBox {
  const box = boundingBox(grid.polygons);
  return mergeBoxes([box, [box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1]]);
}
