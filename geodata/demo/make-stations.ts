import Flatbush from 'flatbush';
import type { StationId } from '../schema/ids';
import type { LocalName } from '../schema/place';
import type { BaseUnit } from '../schema/settlement';
import type { Station, StationKind, StationTier } from '../schema/station';
import { distance } from './frame';
import type { Metres } from './frame';
import type { Parcel } from './assign-land-use';
import type { DemoCounts } from './demo-counts';
import { drawByWeight } from './draw-by-weight';
import type { Random } from './prng';
import type { TownParts } from './town-parts';
import type { LatticePoint } from '../schema/coordinates';

/** What the stations are set out over. */
export interface StationSites {
  parts: TownParts;
  parcels: readonly Parcel[];
  baseUnits: readonly BaseUnit[];
  communityOfFace: readonly number[];
  gridOfFace: readonly number[];
  communityNames: readonly LocalName[];
  hearts: readonly Metres[];
}

/** Kinds spread over the town by where people live: tier, floor area, name ending, services. */
const spread: readonly [StationKind, StationTier, readonly [number, number], string, string, string[]][] = [
  ['elder-canteen', 'station', [120, 320], '老年食堂', 'Elder Canteen', ['午餐', '晚餐', '助餐配送']],
  ['clinic', 'station', [150, 600], '社区卫生服务站', 'Community Clinic', ['门诊', '疫苗', '慢病随访']],
  ['pharmacy', 'point', [60, 180], '药房', 'Pharmacy', ['药品']],
  ['kindergarten', 'station', [900, 2600], '幼儿园', 'Kindergarten', ['学前教育']],
  ['community-centre', 'station', [300, 900], '文化活动中心', 'Activity Centre', ['阅览', '棋牌', '排练']],
  ['police-post', 'point', [60, 160], '警务室', 'Police Post', ['报警求助', '流动人口登记']],
  ['elder-care', 'station', [600, 1800], '日间照料中心', 'Day Care for Elders', ['日托', '康复']],
  ['child-care', 'station', [200, 600], '托育园', 'Nursery', ['托育']],
  ['disability-care', 'station', [300, 700], '残疾人之家', 'Disability Care Home', ['辅助就业', '康复']],
];

/** Stations of every kind; service centres one a community, all of the published floor area or more. */
export function makeStations(
  sites: StationSites,
  counts: DemoCounts['stations'],
  leastCentre: number,
  random: Random,
): Station[] {
  const { parts, baseUnits, communityNames } = sites;
  const stations: Station[] = [];
  const taken = new Set<number>();
  const open = parts.buildings.flatMap((building, i) =>
    building.compound < 0 && (building.use === 'shop' || building.use === 'office' || building.use === 'house')
      ? [i]
      : [],
  );
  const add = (
    name: LocalName,
    kind: StationKind,
    tier: StationTier,
    services: string[],
    floorArea: number | null,
    point: LatticePoint,
    address: string | null,
  ): void => {
    stations.push({
      id: `st-${stations.length + 1}` as StationId,
      name,
      kind,
      tier,
      services,
      floorAreaSquareMetres: floorArea,
      seats: null,
      staff: null,
      openingHours: null,
      point,
      address,
    });
  };
  const addAt = (
    i: number,
    name: LocalName,
    kind: StationKind,
    tier: StationTier,
    services: string[],
    floorArea: number,
  ): void => {
    taken.add(i);
    add(name, kind, tier, services, floorArea, baseUnits[i]!.anchor, baseUnits[i]!.address);
  };
  const indexOf = (members: readonly number[]): ((at: Metres, fits: (i: number) => boolean) => number) => {
    if (members.length === 0) return () => -1;
    const index = new Flatbush(members.length);
    for (const i of members) index.add(...parts.buildings[i]!.anchor);
    index.finish();
    return ([x, y], fits) => {
      const [found] = index.neighbors(x, y, 1, Infinity, (k) => fits(members[k]!));
      return found === undefined ? -1 : members[found]!;
    };
  };
  const communityOf = (i: number): number => sites.communityOfFace[parts.buildings[i]!.face]!;
  const shops = indexOf(open.filter((i) => parts.buildings[i]!.use !== 'house'));
  const houses = indexOf(open.filter((i) => parts.buildings[i]!.use === 'house'));
  // A house is as good as a shop half as far again.
  const nearestOpen = (at: Metres): number => {
    const free = (i: number): boolean => !taken.has(i);
    const [shop, house] = [shops(at, free), houses(at, free)];
    const away = (i: number): number => (i < 0 ? Infinity : distance(parts.buildings[i]!.anchor, at));
    return away(shop) <= away(house) * 1.5 ? shop : house;
  };

  /** One in each of as many grids as the counts say, at the grid's busiest open door; the grids spread over the list. */
  const addGridStations = (): void => {
    const wanted = counts['grid-station'] ?? 0;
    const doorOf = new Map<number, number>();
    for (const i of open) {
      const grid = sites.gridOfFace[parts.buildings[i]!.face]!;
      if (!taken.has(i) && !doorOf.has(grid)) doorOf.set(grid, i);
    }
    const grids = [...doorOf.keys()].sort((p, q) => p - q);
    if (grids.length < wanted) throw new Error(`${wanted} grid stations, but doors in ${grids.length} grids only`);
    const perCommunity = new Map<number, number>();
    for (let k = 0; k < wanted; k++) {
      const i = doorOf.get(grids[Math.floor((k * grids.length) / wanted)]!)!;
      const community = communityOf(i);
      const order = (perCommunity.get(community) ?? 0) + 1;
      perCommunity.set(community, order);
      const name = communityNames[community]!;
      addAt(
        i,
        { zh: `${name.zh}网格服务站（${order}号）`, en: `${ending(name, '', 'Grid Station').en} ${order}` },
        'grid-station',
        'point',
        ['便民代办', '矛盾调解', '信息采集'],
        random.int(24, 80),
      );
    }
  };

  const centreServices = [
    '政务代办',
    '志愿服务',
    '议事协商',
    '儿童阅览',
    '健康小屋',
    '矛盾调解',
    '就业帮扶',
    '便民充电',
  ];
  const doorsOf = new Map<number, number[]>();
  for (const i of open) {
    const community = communityOf(i);
    if (!doorsOf.has(community)) doorsOf.set(community, []);
    doorsOf.get(community)!.push(i);
  }
  const nearestOf = (doors: readonly number[], at: Metres): number => {
    let best = -1;
    let nearest = Infinity;
    for (const i of doors) {
      const away = distance(parts.buildings[i]!.anchor, at) * (parts.buildings[i]!.use === 'house' ? 1.5 : 1);
      if (taken.has(i) || away >= nearest) continue;
      nearest = away;
      best = i;
    }
    if (best < 0) throw new Error('a community without an open door');
    return best;
  };
  communityNames.forEach((name, community) => {
    const at = sites.hearts[community]!;
    const i = nearestOf(doorsOf.get(community) ?? [], at);
    const area = leastCentre + Math.floor(random.unit() * random.unit() * 900) + random.int(0, 60);
    const services = centreServices.filter((_, k) => k < 4 || random.chance(0.6));
    addAt(i, ending(name, '党群服务中心', 'Service Centre'), 'service-centre', 'centre', services, area);
  });
  addGridStations();
  const restServices = ['饮水', '充电', '热饭', '休息', '急救包', '如厕', '读书角', '法律咨询'];
  const rests: Metres[] = [];
  const fronts = random.shuffle(open.filter((i) => parts.buildings[i]!.use !== 'house'));
  const restStations = counts['rest-station'] ?? 0;
  for (let apart = 420; rests.length < restStations; apart *= 0.8) {
    for (const i of fronts) {
      const at = parts.buildings[i]!.anchor;
      if (rests.length >= restStations || taken.has(i) || rests.some((p) => distance(p, at) < apart)) continue;
      rests.push(at);
      const road = (baseUnits[i]!.address ?? '').replace(/\d+号$/, '');
      const name = { zh: `${road}骑手驿站（${rests.length}号）`, en: `Couriers’ Rest Station ${rests.length}` };
      addAt(
        i,
        name,
        'rest-station',
        'point',
        restServices.filter((_, k) => k < 3 || random.chance(0.55)),
        random.int(18, 90),
      );
    }
  }
  const names = new Set<string>();
  for (const [kind, tier, size, suffix, en, services] of spread) {
    const count = counts[kind] ?? 0;
    const used = new Map<number, number>();
    const homes = drawByWeight(homesFor(kind, baseUnits));
    const placed: Metres[] = [];
    for (let k = 0; k < count; k++) {
      const at = farthestDemand(sites, homes, placed, random);
      const i = nearestOpen(at);
      const community = communityOf(i);
      const order = (used.get(community) ?? 0) + 1;
      used.set(community, order);
      placed.push(parts.buildings[i]!.anchor);
      const base = ending(communityNames[community]!, suffix, en);
      // A second one of a community is told apart by its street, as people do; by its number where that is taken too.
      const address = baseUnits[i]!.address ?? `${order}`;
      const street = `${base.zh}（${address.replace(/\d+号$/, '')}）`;
      const zh = names.has(street) ? `${base.zh}（${address}）` : street;
      const name = order === 1 ? base : { zh, en: `${base.en} ${order}` };
      names.add(name.zh);
      addAt(i, name, kind, tier, services, random.int(...size));
    }
  }
  addLandmarks(sites, add, random);
  return stations;
}

type Add = (
  name: LocalName,
  kind: StationKind,
  tier: StationTier,
  services: string[],
  floorArea: number | null,
  point: LatticePoint,
  address: string | null,
) => void;

/** Schools and hospitals at their main gates, markets, parks and the library where the plan put them. */
function addLandmarks(sites: StationSites, add: Add, random: Random): void {
  const kinds: Partial<Record<Parcel['use'], [StationKind, StationTier, string[], readonly [number, number]]>> = {
    school: ['school', 'station', ['义务教育'], [6000, 18000]],
    hospital: ['hospital', 'centre', ['急诊', '门诊', '住院'], [20000, 52000]],
    market: ['market', 'station', ['农副产品'], [2400, 5200]],
    park: ['park', 'station', ['健身', '休闲'], [0, 0]],
    culture: ['library', 'station', ['借阅', '自习'], [2600, 7800]],
  };
  const { compounds, gates, buildings } = sites.parts;
  const compoundOf = firstBy(
    compounds,
    ({ face }) => face,
    (compound) => compound,
  );
  const gateOf = firstBy(
    gates,
    ({ compoundId }) => compoundId,
    (gate) => gate,
  );
  const buildingOf = firstBy(
    buildings,
    ({ face }) => face,
    (_, i) => i,
  );
  for (const parcel of sites.parcels) {
    const entry = kinds[parcel.use];
    if (!entry || !parcel.name) continue;
    if (parcel.use === 'culture' && !parcel.name.zh.includes('图书馆') && !parcel.name.zh.includes('文化')) continue;
    const [kind, tier, services, size] = entry;
    const compound = compoundOf.get(parcel.face);
    const gate = compound && gateOf.get(compound.id);
    const building = buildingOf.get(parcel.face) ?? -1;
    const square = sites.parts.parkMiddles.get(parcel.face);
    const point = gate?.point ?? square ?? sites.baseUnits[building]?.anchor;
    if (!point) continue;
    const area = size[1] === 0 ? null : random.int(...size);
    add(parcel.name, kind, tier, services, area, point, sites.baseUnits[building]?.address ?? null);
  }
}

/** The first of each key, as what is taken of it. */
function firstBy<T, K, V>(list: readonly T[], keyOf: (item: T) => K, take: (item: T, i: number) => V): Map<K, V> {
  const out = new Map<K, V>();
  list.forEach((item, i) => {
    const key = keyOf(item);
    if (!out.has(key)) out.set(key, take(item, i));
  });
  return out;
}

const ending = (name: LocalName, zh: string, en: string): LocalName => ({
  // 新昌社区 + 社区卫生服务站: the word is said once.
  zh: zh.startsWith('社区') && name.zh.endsWith('社区') ? name.zh + zh.slice(2) : name.zh + zh,
  en: `${(name.en ?? name.zh).replace(/ Community$/, '')} ${en}`,
});

/** Who a kind is for: elders for canteens and care, children for nurseries and schools, else households. */
function homesFor(kind: StationKind, baseUnits: readonly BaseUnit[]): number[] {
  return baseUnits.map(({ households, ages }) => {
    if (kind === 'elder-canteen' || kind === 'elder-care') return (ages?.[3] ?? 0) + (ages?.[4] ?? 0);
    if (kind === 'kindergarten' || kind === 'child-care') return ages?.[0] ?? 0;
    return households ?? 0;
  });
}

/** A place drawn from where the demand is and far from what is placed already. */
function farthestDemand(
  sites: StationSites,
  demand: (random: Random) => number,
  placed: readonly Metres[],
  random: Random,
): Metres {
  let best: Metres = [0, 0];
  let bestScore = -1;
  for (let k = 0; k < 14; k++) {
    const i = demand(random);
    const at = sites.parts.buildings[i]!.anchor;
    const away = placed.reduce((least, p) => Math.min(least, distance(p, at)), 4000);
    const score = away * (0.6 + 0.4 * random.unit());
    if (score > bestScore) {
      bestScore = score;
      best = at;
    }
  }
  return best;
}
