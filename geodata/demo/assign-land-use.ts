import { centroid, distance } from './frame';
import type { Metres } from './frame';
import type { Block } from './cut-blocks';
import { isStreetClass } from './planar-map';
import type { LineClass, PlanarMap } from './planar-map';
import type { Random } from './prng';
import type { TownPlan } from './town-plan';
import { nearest } from './nearest';
import type { LandUse } from './town-parts';

/** A block or part of one with its use. */
export interface Parcel extends Block {
  use: LandUse;
  /** Name given by the plan (the county hospital, People's Park …). */
  name: { zh: string; en: string } | null;
}

type Shares = Partial<Record<LandUse, number>>;

const shares: Record<Exclude<Block['zone'], 'river' | 'rail'>, Shares> = {
  old: { houses: 0.8, 'homes-old': 0.09, commerce: 0.05, culture: 0.01, vacant: 0.02 },
  mixed: {
    'homes-mixed': 0.27,
    'homes-old': 0.12,
    'homes-resettled': 0.08,
    'homes-new': 0.07,
    commerce: 0.07,
    works: 0.04,
    vacant: 0.05,
    government: 0.02,
    park: 0.03,
  },
  new: { 'homes-new': 0.5, 'homes-resettled': 0.13, commerce: 0.1, government: 0.04, vacant: 0.05, park: 0.035 },
  industry: { works: 0.82, 'homes-mixed': 0.07, vacant: 0.1 },
  suburb: { farmland: 0.5, orchard: 0.12, works: 0.1, 'homes-resettled': 0.07, vacant: 0.1, houses: 0.02, pond: 0.02 },
  rural: { farmland: 0.84, orchard: 0.11, pond: 0.04 },
};

/** Gives every block its use; blocks split by a wall come in as two. */
export function assignLandUse(map: PlanarMap, plan: TownPlan, blocks: readonly Block[], random: Random): Parcel[] {
  const parcels: Parcel[] = blocks.map((block): Parcel => ({
    ...block,
    use: draw(map, plan, block, random),
    name: null,
  }));
  const middles = blocks.map(({ face }) => centroid(map.ring(face)));
  const areas = blocks.map(({ face }) => map.area(face));
  const compact = blocks.map(({ face }) => isCompact(map, face));
  const fixed = new Set<number>();
  const place = (use: LandUse, at: Metres, area: number, name: { zh: string; en: string } | null): void => {
    let best = -1;
    for (let i = 0; i < blocks.length; i++) {
      if (fixed.has(i) || areas[i]! < area || areas[i]! > 90_000 || !compact[i]) continue;
      if (blocks[i]!.zone === 'river' || blocks[i]!.zone === 'rail') continue;
      if (best < 0 || distance(middles[i]!, at) < distance(middles[best]!, at)) best = i;
    }
    fixed.add(best);
    parcels[best]!.use = use;
    parcels[best]!.name = name;
  };
  place('station-square', plan.station, 5_000, { zh: '火车站广场', en: 'Railway Station Square' });
  for (const { use, at, leastSquareMetres, name } of plan.landmarks) place(use, at, leastSquareMetres, name);
  return parcels;
}

function draw(map: PlanarMap, plan: TownPlan, block: Block, random: Random): LandUse {
  if (block.zone === 'river') return 'water';
  if (block.zone === 'rail') return 'railway';
  if (block.village) return random.chance(0.95) ? 'houses' : 'vacant';
  const ring = map.ring(block.face);
  const middle = centroid(ring);
  const own =
    block.zone === 'mixed' && plan.urbanVillages > 0
      ? { ...shares.mixed, houses: plan.urbanVillages }
      : shares[block.zone];
  const uses = Object.keys(own) as LandUse[];
  const weights = uses.map((use) => {
    const weight = own[use]!;
    // Shops gather on arterials near the middle; old staff housing near the old town; towers far from it.
    if (use === 'commerce')
      return (
        weight *
        (touches(map, block.face, 'arterial') ? 2 : 0.35) *
        (nearest(plan.middles.shops, middle) < 1400 ? 1.6 : 0.8)
      );
    if (use === 'homes-old') return weight * (nearest(plan.middles.old, middle) < 1500 ? 1.8 : 0.5);
    if (use === 'homes-new') return weight * (distance(middle, plan.station) < 900 ? 0.5 : 1.2);
    if (use === 'homes-resettled') return weight * (nearest(plan.middles.all, middle) > 1900 ? 1.7 : 0.4);
    return weight;
  });
  const drawn = uses[random.weighted(weights)]!;
  if (!drawn.startsWith('homes') && drawn !== 'works') return drawn;
  if (!isCompact(map, block.face) || map.area(block.face) < 5_500)
    return block.zone === 'rural' || block.zone === 'suburb' ? 'farmland' : random.chance(0.6) ? 'commerce' : 'vacant';
  return drawn;
}

function touches(map: PlanarMap, face: number, lineClass: LineClass): boolean {
  const ring = map.faces[face]!;
  return ring.some((a, i) => map.edgeClass(a, ring[(i + 1) % ring.length]!) === lineClass);
}

/** False for slivers, which nobody builds a compound on. */
export function isCompact(map: PlanarMap, face: number): boolean {
  const ring = map.ring(face);
  let around = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) around += distance(ring[j]!, ring[i]!);
  return (12.566 * map.area(face)) / (around * around) > 0.42;
}

/** Metres of a face's outline that are streets. */
export function streetFront(map: PlanarMap, face: number): number {
  const ring = map.faces[face]!;
  let front = 0;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    if (isStreetClass(map.edgeClass(a, b))) front += distance(map.point(a), map.point(b));
  });
  return front;
}
