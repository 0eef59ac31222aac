import type { LatticeBox, LatticePoint } from '../schema/coordinates';
import type { GuideLine } from '../schema/guide-line';
import { groundMetres, metresPerUnit } from '../geometry/ground-metres';

/** A step along a guide line: from one of its vertices to the next one. */
interface Stretch {
  guide: GuideLine;
  from: LatticePoint;
  to: LatticePoint;
}

/** A street goes on where it bends less than this; cosine of 60°. */
const goesOn = 0.5;
/** The same street by name may bend as far as this; cosine of 110°. */
const goesOnByName = -0.34;
const mostSteps = 20_000;

/**
 * Streets, streams, banks and railways as one network of the vertices they share, for following one of them: outlines of
 * compounds and buildings are to snap to, not to follow.
 */
export class GuideNetwork {
  private readonly from = new Map<string, Stretch[]>();
  private readonly stretches: Stretch[] = [];

  constructor(guides: Iterable<GuideLine>) {
    for (const guide of guides) {
      if (guide.kind === 'compound' || guide.kind === 'building') continue;
      const { line } = guide;
      for (let i = 2; i < line.length; i += 2) {
        const a: LatticePoint = [line[i - 2]!, line[i - 1]!];
        const b: LatticePoint = [line[i]!, line[i + 1]!];
        if (a[0] === b[0] && a[1] === b[1]) continue;
        this.stretches.push({ guide, from: a, to: b });
        this.add({ guide, from: a, to: b });
        this.add({ guide, from: b, to: a });
      }
    }
  }

  /**
   * The line through the guide nearest to a point, followed straight on at both ends until it leaves the box, ends or comes
   * back to itself, and how far from the point it is. Null where none is nearer than `reach` (metres).
   */
  lineThrough(
    at: LatticePoint,
    box: LatticeBox,
    reach: number,
  ): { guide: GuideLine; line: LatticePoint[]; metres: number } | null {
    const start = this.nearest(at, reach);
    if (!start) return null;
    const used = new Set([stretchKey(start)]);
    const ahead = this.follow(start, box, used);
    const behind = this.follow({ guide: start.guide, from: start.to, to: start.from }, box, used);
    const metres = metresBetween(footOf(start, at), at);
    return { guide: start.guide, line: [...behind.reverse(), start.from, start.to, ...ahead], metres };
  }

  /**
   * The shortest way along the network between two of its points, each put onto the nearest guide. Null where one is further
   * than `reach` metres from any, or they do not hang together.
   */
  pathBetween(a: LatticePoint, b: LatticePoint, reach: number): LatticePoint[] | null {
    const [one, other] = [this.nearest(a, reach), this.nearest(b, reach)];
    if (!one || !other) return null;
    const [start, end] = [footOf(one, a), footOf(other, b)];
    if (stretchKey(one) === stretchKey(other)) return [start, end];
    const ends = new Map(
      [one.from, one.to].map((point) => [keyOf(point), { point, cost: metresBetween(start, point) }]),
    );
    const goals = new Map([other.from, other.to].map((point) => [keyOf(point), metresBetween(point, end)]));
    const best = new Map<string, { point: LatticePoint; cost: number; before: string | null }>();
    const open = new Map<string, number>();
    for (const [key, { point, cost }] of ends) {
      best.set(key, { point, cost, before: null });
      open.set(key, cost);
    }
    let found: { key: string; cost: number } | null = null;
    for (let step = 0; open.size > 0 && step < mostSteps; step++) {
      let next = '';
      let least = Infinity;
      for (const [key, cost] of open) if (cost < least) [next, least] = [key, cost];
      if (found && least >= found.cost) break;
      open.delete(next);
      const here = best.get(next)!;
      const rest = goals.get(next);
      if (rest !== undefined && (!found || least + rest < found.cost)) found = { key: next, cost: least + rest };
      for (const { to } of this.from.get(next) ?? []) {
        const cost = least + metresBetween(here.point, to);
        const key = keyOf(to);
        if ((best.get(key)?.cost ?? Infinity) <= cost) continue;
        best.set(key, { point: to, cost, before: next });
        open.set(key, cost);
      }
    }
    if (!found) return null;
    const path: LatticePoint[] = [end];
    for (let key: string | null = found.key; key !== null; key = best.get(key)!.before) path.push(best.get(key)!.point);
    path.push(start);
    return path.reverse();
  }

  /** Vertices of a stretch's continuation. */
  private follow(start: Stretch, box: LatticeBox, used: Set<string>): LatticePoint[] {
    const line: LatticePoint[] = [];
    let current = start;
    while (line.length < mostSteps) {
      const [x, y] = current.to;
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) break;
      const next = this.straightOn(current, used);
      if (!next) break;
      used.add(stretchKey(next));
      line.push(next.to);
      current = next;
    }
    return line;
  }

  private straightOn(current: Stretch, used: ReadonlySet<string>): Stretch | null {
    let best: Stretch | null = null;
    let most = -Infinity;
    for (const next of this.from.get(keyOf(current.to)) ?? []) {
      if (used.has(stretchKey(next)) || next.guide.kind !== current.guide.kind) continue;
      const straight = cosineBetween(current, next);
      const isSame = next.guide.id === current.guide.id;
      const { name } = next.guide;
      const isNamesake = name !== null && name.zh === current.guide.name?.zh;
      if (!isSame && straight < (isNamesake ? goesOnByName : goesOn)) continue;
      const score = straight + (isSame || isNamesake ? 2 : 0);
      if (score > most) [best, most] = [next, score];
    }
    return best;
  }

  private nearest(at: LatticePoint, reach: number): Stretch | null {
    let best: Stretch | null = null;
    let least = reach;
    for (const stretch of this.stretches) {
      const away = metresBetween(footOf(stretch, at), at);
      if (away <= least) [best, least] = [stretch, away];
    }
    return best;
  }

  private add(stretch: Stretch): void {
    const key = keyOf(stretch.from);
    const list = this.from.get(key);
    if (list) list.push(stretch);
    else this.from.set(key, [stretch]);
  }
}

const keyOf = ([x, y]: LatticePoint): string => `${x},${y}`;

/** The same for both directions. */
function stretchKey({ from, to }: Pick<Stretch, 'from' | 'to'>): string {
  const [a, b] = [keyOf(from), keyOf(to)];
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

const metresBetween = (a: LatticePoint, b: LatticePoint): number => groundMetres(a[0], a[1], b[0], b[1]);

/** The point of a stretch nearest to `at`. */
function footOf({ from, to }: Stretch, at: LatticePoint): LatticePoint {
  const { east, north } = metresPerUnit(at[1]);
  const dx = (to[0] - from[0]) * east;
  const dy = (to[1] - from[1]) * north;
  const along = ((at[0] - from[0]) * east * dx + (at[1] - from[1]) * north * dy) / (dx * dx + dy * dy);
  const share = Math.min(1, Math.max(0, along));
  return [Math.round(from[0] + (to[0] - from[0]) * share), Math.round(from[1] + (to[1] - from[1]) * share)];
}

function cosineBetween(a: Stretch, b: Stretch): number {
  const { east, north } = metresPerUnit(a.to[1]);
  const [ax, ay] = [(a.to[0] - a.from[0]) * east, (a.to[1] - a.from[1]) * north];
  const [bx, by] = [(b.to[0] - b.from[0]) * east, (b.to[1] - b.from[1]) * north];
  return (ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by));
}
