import { distance } from './frame';
import type { Metres } from './frame';
import { fenceMetres, riversideMetres } from './town-plan';
import type { TownPlan } from './town-plan';
import type { Zone } from './town-parts';

/** Where a face lies, judged by its middle (and for the river and railway strips by its whole outline). */
export function zoneOf(plan: TownPlan, ring: readonly Metres[], middle: Metres): Zone {
  if (ring.every((p) => nearLine(p, plan.river) < riversideMetres + 12)) return 'river';
  if (ring.every((p) => nearLine(p, plan.railway) < fenceMetres + 8)) return 'rail';
  return plan.characterAt(middle);
}

/** True east of a line that runs from south to north, at the heights it passes. */
export function eastOf(line: readonly Metres[], [x, y]: Metres): boolean {
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1]!;
    const [bx, by] = line[i]!;
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
