import { distance, insideRing } from './frame';
import type { Metres } from './frame';
import { fenceMetres, riversideMetres } from './town-plan';
import type { TownPlan } from './town-plan';

/** The character of a part of the county; it sets how finely land is cut and what is built. */
export type Zone = 'old' | 'mixed' | 'new' | 'industry' | 'suburb' | 'rural' | 'river' | 'rail';

/** The middle of the walled old town and its half axes in metres. */
const oldTown: Metres = [-830, 330];
const oldHalf: Metres = [760, 700];
/** Villages that stood before the fields around them. */
export const villages: readonly Metres[] = [
  [-3550, 2350],
  [-2550, 2750],
  [-1150, 2930],
  [250, 3080],
  [1650, 3020],
  [3300, 2350],
  [3720, 1050],
  [3600, -420],
  [3450, -1550],
  [2700, -2750],
  [600, -2950],
  [-1050, -3000],
  [-2400, -2550],
  [-3350, -1750],
  [-3700, -350],
  [-3560, 720],
];

/** Where a face lies, judged by its middle (and for the river and railway strips by its whole outline). */
export function zoneOf(plan: TownPlan, ring: readonly Metres[], middle: Metres): Zone {
  if (ring.every((p) => nearLine(p, plan.river) < riversideMetres + 12)) return 'river';
  if (ring.every((p) => nearLine(p, plan.railway) < fenceMetres + 8)) return 'rail';
  const [x, y] = middle;
  const ox = (x - oldTown[0]) / oldHalf[0];
  const oy = (y - oldTown[1]) / oldHalf[1];
  if (ox * ox + oy * oy < 1) return 'old';
  if (x > -620 && x < 1250 && y < -1480 && y > -2700) return 'industry';
  if (x > 2950 && y > -1900 && y < -150 && x < 3900) return 'industry';
  if (insideRing(middle, plan.ring)) return eastOfRailway(plan, middle) && y > -1500 ? 'new' : 'mixed';
  return nearLine(middle, plan.ring) < 330 ? 'suburb' : 'rural';
}

function eastOfRailway(plan: TownPlan, [x, y]: Metres): boolean {
  for (let i = 1; i < plan.railway.length; i++) {
    const [ax, ay] = plan.railway[i - 1]!;
    const [bx, by] = plan.railway[i]!;
    if (y >= ay && y < by) return x > ax + ((bx - ax) * (y - ay)) / (by - ay);
  }
  return false;
}

/** Metres from a point to a polyline. */
export function nearLine(p: Metres, line: readonly Metres[]): number {
  let best = Infinity;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1]!;
    const [bx, by] = line[i]!;
    const dx = bx - ax;
    const dy = by - ay;
    const t = Math.max(0, Math.min(1, ((p[0] - ax) * dx + (p[1] - ay) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, distance(p, [ax + t * dx, ay + t * dy]));
  }
  return best;
}
