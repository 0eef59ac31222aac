import { centroid, distance } from './frame';
import type { Metres } from './frame';
import type { Block } from './cut-blocks';
import { isStreetClass } from './planar-map';
import type { LineClass, PlanarMap } from './planar-map';
import type { Random } from './prng';
import type { TownPlan } from './town-plan';
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

/** Landmarks: the block nearest to a place that is large enough. */
const landmarks: readonly [LandUse, Metres, number, string, string][] = [
  ['government', [-120, 1560], 15_000, '县人民政府', 'County Government'],
  ['hospital', [-1230, 1180], 15_000, '县人民医院', 'County People’s Hospital'],
  ['hospital', [2450, 250], 20_000, '东区医院', 'East District Hospital'],
  ['hospital', [-1500, -1000], 14_000, '县中医院', 'County Hospital of Chinese Medicine'],
  ['park', [-230, 960], 14_000, '人民公园', 'People’s Park'],
  ['park', [2050, 800], 30_000, '东湖公园', 'East Lake Park'],
  ['park', [-2350, -200], 16_000, '西苑公园', 'Xiyuan Park'],
  ['park', [900, 2000], 16_000, '北苑公园', 'Beiyuan Park'],
  ['park', [300, -950], 16_000, '河畔公园', 'Riverside Park'],
  ['culture', [2150, -450], 18_000, '文化艺术中心', 'Culture and Arts Centre'],
  ['culture', [-560, 1150], 7_000, '县图书馆', 'County Library'],
  ['culture', [2650, 950], 20_000, '体育馆', 'Sports Hall'],
  ['commerce', [-520, 560], 5_000, '百货大楼', 'Department Store'],
  ['commerce', [1900, 100], 18_000, '东方广场', 'Dongfang Plaza'],
  ['commerce', [700, 1150], 14_000, '万福商城', 'Wanfu Mall'],
  ['commerce', [-1650, 1750], 14_000, '迎宾商场', 'Yingbin Store'],
  ['market', [-1080, 620], 4_500, '老城农贸市场', 'Old Town Market'],
  ['market', [-700, 80], 4_500, '粮市街市场', 'Liangshi Market'],
  ['market', [350, 900], 10_000, '站前集贸市场', 'Zhanqian Market'],
  ['market', [-1950, 900], 10_000, '文昌农贸市场', 'Wenchang Market'],
  ['market', [-2200, -1000], 10_000, '西关农贸市场', 'Xiguan Market'],
  ['market', [1800, -700], 14_000, '朝阳农贸市场', 'Chaoyang Market'],
  ['market', [150, 2100], 10_000, '城北批发市场', 'Chengbei Wholesale Market'],
];
const schools: readonly [Metres, string, string][] = [
  [[-1350, 560], '实验小学', 'Experimental Primary School'],
  [[-1100, -350], '第一小学', 'No. 1 Primary School'],
  [[-2000, 1500], '第二小学', 'No. 2 Primary School'],
  [[-150, 2050], '第三小学', 'No. 3 Primary School'],
  [[350, 700], '第四小学', 'No. 4 Primary School'],
  [[-2350, -700], '第五小学', 'No. 5 Primary School'],
  [[-1250, -1700], '第六小学', 'No. 6 Primary School'],
  [[2600, -150], '东方小学', 'Dongfang Primary School'],
  [[1700, -1000], '河东小学', 'Hedong Primary School'],
  [[2350, 1700], '新城小学', 'Xincheng Primary School'],
  [[1300, 1850], '北苑小学', 'Beiyuan Primary School'],
  [[-900, 1800], '县第一中学', 'No. 1 Middle School'],
  [[-2350, 500], '县第二中学', 'No. 2 Middle School'],
  [[2500, 600], '县第三中学', 'No. 3 Middle School'],
  [[-1300, -1100], '育才中学', 'Yucai Middle School'],
  [[200, 1150], '职业技术学校', 'Vocational School'],
];

/** Gives every block its use; blocks split by a wall come in as two. */
export function assignLandUse(map: PlanarMap, plan: TownPlan, blocks: readonly Block[], random: Random): Parcel[] {
  const parcels: Parcel[] = blocks.map((block): Parcel => ({
    ...block,
    use: draw(map, plan, block, random),
    name: null,
  }));
  const middles = blocks.map(({ face }) => centroid(map.ring(face)));
  const areas = blocks.map(({ face }) => map.area(face));
  const fixed = new Set<number>();
  const place = (use: LandUse, at: Metres, area: number, name: { zh: string; en: string } | null): void => {
    let best = -1;
    for (let i = 0; i < blocks.length; i++) {
      if (fixed.has(i) || areas[i]! < area || areas[i]! > 90_000 || !isCompact(map, blocks[i]!.face)) continue;
      if (blocks[i]!.zone === 'river' || blocks[i]!.zone === 'rail') continue;
      if (best < 0 || distance(middles[i]!, at) < distance(middles[best]!, at)) best = i;
    }
    fixed.add(best);
    parcels[best]!.use = use;
    parcels[best]!.name = name;
  };
  place('station-square', plan.station, 5_000, { zh: '火车站广场', en: 'Railway Station Square' });
  for (const [use, at, area, zh, en] of landmarks) place(use, at, area, { zh, en });
  for (const [at, zh, en] of schools) place('school', at, 14_000, { zh, en });
  return parcels;
}

function draw(map: PlanarMap, plan: TownPlan, block: Block, random: Random): LandUse {
  if (block.zone === 'river') return 'water';
  if (block.zone === 'rail') return 'railway';
  if (block.village) return random.chance(0.95) ? 'houses' : 'vacant';
  const ring = map.ring(block.face);
  const middle = centroid(ring);
  const own = shares[block.zone];
  const uses = Object.keys(own) as LandUse[];
  const weights = uses.map((use) => {
    const weight = own[use]!;
    // Shops gather on arterials near the middle; old staff housing near the old town; towers far from it.
    if (use === 'commerce')
      return (
        weight * (touches(map, block.face, 'arterial') ? 2 : 0.35) * (distance(middle, [-400, 400]) < 1400 ? 1.6 : 0.8)
      );
    if (use === 'homes-old') return weight * (distance(middle, [-700, 300]) < 1500 ? 1.8 : 0.5);
    if (use === 'homes-new') return weight * (distance(middle, plan.station) < 900 ? 0.5 : 1.2);
    if (use === 'homes-resettled') return weight * (distance(middle, [-300, 300]) > 1900 ? 1.7 : 0.4);
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
