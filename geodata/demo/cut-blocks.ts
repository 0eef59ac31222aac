import { centroid } from './frame';
import type { Metres } from './frame';
import { applyCut, findCut } from './cut-face';
import type { Cut } from './cut-face';
import { dominantDirection } from './direction';
import type { LineClass, PlanarMap } from './planar-map';
import type { Random } from './prng';
import type { TownPlan } from './town-plan';
import type { Zone } from './town-parts';
import { zoneOf } from './zones';

/** A face with what it is part of. */
export interface Block {
  face: number;
  zone: Zone;
  /** Index of the quarter (land between arterials and collectors) it lies in. */
  quarter: number;
  /** True in the built-up part of a village. */
  village: boolean;
}

/** How a zone's land is cut: areas in m², corner and snap distances in metres, jitter of angles, bend of lanes. */
interface CutStyle {
  quarterArea: number;
  blockArea: number;
  jitter: number;
  bend: number;
  class: LineClass;
}

const styles: Record<Exclude<Zone, 'river' | 'rail'>, CutStyle> = {
  old: { quarterArea: 150_000, blockArea: 8_500, jitter: 0.16, bend: 0.05, class: 'lane' },
  mixed: { quarterArea: 190_000, blockArea: 24_000, jitter: 0.05, bend: 0, class: 'lane' },
  new: { quarterArea: 230_000, blockArea: 33_000, jitter: 0.015, bend: 0, class: 'lane' },
  industry: { quarterArea: 260_000, blockArea: 62_000, jitter: 0.02, bend: 0, class: 'lane' },
  suburb: { quarterArea: 300_000, blockArea: 45_000, jitter: 0.08, bend: 0.02, class: 'lane' },
  rural: { quarterArea: 420_000, blockArea: 110_000, jitter: 0.12, bend: 0.03, class: 'path' },
};
/** Blocks of a village's houses. */
const villageStyle: CutStyle = { quarterArea: 0, blockArea: 9_500, jitter: 0.1, bend: 0.03, class: 'lane' };

/** Cuts superblocks into quarters along collectors and quarters into blocks along lanes. */
export function cutBlocks(map: PlanarMap, plan: TownPlan, random: Random): Block[] {
  const quarters: { face: number; zone: Zone }[] = [];
  for (let face = 0, n = map.faces.length; face < n; face++) {
    const first = zoneOf(plan, map.ring(face), centroid(map.ring(face)));
    if (first === 'river' || first === 'rail') {
      quarters.push({ face, zone: first });
      continue;
    }
    const lineClass = first === 'rural' ? 'lane' : 'collector';
    for (const part of subdivide(
      map,
      face,
      random,
      (f) => {
        const zone = zoneOf(plan, map.ring(f), centroid(map.ring(f)));
        return { ...styles[zone === 'river' || zone === 'rail' ? 'rural' : zone], class: lineClass };
      },
      'quarter',
    )) {
      quarters.push({ face: part, zone: zoneOf(plan, map.ring(part), centroid(map.ring(part))) });
    }
  }
  const blocks: Block[] = [];
  quarters.forEach(({ face, zone }, quarter) => {
    if (zone === 'river' || zone === 'rail') {
      blocks.push({ face, zone, quarter, village: false });
      return;
    }
    for (const part of subdivide(
      map,
      face,
      random,
      (f) => {
        const village = isVillage(plan, zone, centroid(map.ring(f)), map.area(f));
        if (village) return villageStyle;
        const style = styles[zone];
        const isEstates = zone === 'mixed' || zone === 'new';
        return isEstates ? { ...style, blockArea: style.blockArea * plan.estateScale } : style;
      },
      'block',
    )) {
      blocks.push({
        face: part,
        zone,
        quarter,
        village: isVillage(plan, zone, centroid(map.ring(part)), map.area(part)),
      });
    }
  });
  return blocks;
}

function isVillage(plan: TownPlan, zone: Zone, [x, y]: Metres, area: number): boolean {
  if (zone !== 'rural' && zone !== 'suburb') return false;
  const reach = 150 + Math.sqrt(area) * 0.33;
  return plan.villages.some(({ at: [vx, vy] }) => (x - vx) * (x - vx) + (y - vy) * (y - vy) < reach * reach);
}

function subdivide(
  map: PlanarMap,
  start: number,
  random: Random,
  styleOf: (face: number) => CutStyle,
  stage: 'quarter' | 'block',
): number[] {
  const done: number[] = [];
  const open = [start];
  while (open.length > 0) {
    const face = open.pop()!;
    const style = styleOf(face);
    const target = stage === 'quarter' ? style.quarterArea : style.blockArea;
    const area = map.area(face);
    if (area < target * random.between(1.15, 1.9)) {
      done.push(face);
      continue;
    }
    const cut = bestCut(map, face, random, style, target, stage);
    if (!cut) {
      done.push(face);
      continue;
    }
    const line = map.addLine({ class: style.class, name: null });
    const other = applyCut(map, face, cut, line);
    open.push(face, other);
  }
  return done;
}

/** The best of a handful of cuts across the longer side: even parts, compact parts, streets that go on. */
function bestCut(
  map: PlanarMap,
  face: number,
  random: Random,
  style: CutStyle,
  target: number,
  stage: 'quarter' | 'block',
): Cut | null {
  const ring = map.ring(face);
  const [ex, ey] = dominantDirection(ring);
  const along = extent(ring, [ex, ey]);
  const across = extent(ring, [-ey, ex]);
  const size = Math.sqrt(target);
  const snap = stage === 'quarter' ? 70 : size * 0.22;
  const corner = stage === 'quarter' ? 110 : size * 0.32;
  let best: Cut | null = null;
  let bestScore = -Infinity;
  for (let attempt = 0; attempt < 14; attempt++) {
    const long = attempt < 10 === along[1] - along[0] > across[1] - across[0];
    const axis: Metres = long ? [ex, ey] : [-ey, ex];
    const [low, high] = long ? along : across;
    const share = 0.5 + random.between(-0.17, 0.17);
    const at = low + (high - low) * share;
    const mid = long ? (across[0] + across[1]) / 2 : (along[0] + along[1]) / 2;
    const cross: Metres = long ? [-ey, ex] : [ex, ey];
    const sign = long ? 1 : 1;
    const through: Metres = [axis[0] * at + cross[0] * mid * sign, axis[1] * at + cross[1] * mid * sign];
    const turn = random.normal() * style.jitter;
    const direction = turned(cross, turn);
    const bend = style.bend === 0 ? 0 : random.between(-style.bend, style.bend);
    const cut = findCut(map, face, through, direction, snap, corner, bend);
    if (!cut) continue;
    const balance = Math.min(cut.areas[0], cut.areas[1]) / (cut.areas[0] + cut.areas[1]);
    if (balance < 0.2) continue;
    const score = balance + cut.compactness * 1.3 + cut.meets * 0.13 - (attempt < 10 ? 0 : 0.15);
    if (score > bestScore) {
      best = cut;
      bestScore = score;
    }
  }
  return best;
}

function extent(ring: readonly Metres[], [dx, dy]: Metres): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const [x, y] of ring) {
    const t = x * dx + y * dy;
    low = Math.min(low, t);
    high = Math.max(high, t);
  }
  return [low, high];
}

/** A direction turned by a small tangent. */
function turned([x, y]: Metres, tangent: number): Metres {
  const length = Math.sqrt(1 + tangent * tangent);
  return [(x - y * tangent) / length, (y + x * tangent) / length];
}
