import type { BaseUnitId } from '../schema/ids';
import type { BaseUnit } from '../schema/settlement';
import type { LocalName } from '../schema/place';
import { distance, latticeX, latticeY, toLatticeRing } from './frame';
import type { Metres } from './frame';
import type { Occupants } from './settle-households';
import type { Building, BuildingUse, TownParts } from './town-parts';
import type { TownPlan } from './town-plan';

const plainNames: Partial<Record<BuildingUse, string>> = {
  shop: '商铺',
  school: '教学楼',
  hospital: '医院楼',
  government: '办公楼',
  culture: '文化馆',
  office: '写字楼',
  mall: '商场',
  market: '市场大棚',
  works: '厂房',
  station: '火车站',
};

/** Buildings as base units, numbered as people would number them; order is the order they were built in. */
export function makeBaseUnits(
  parts: TownParts,
  occupants: readonly Occupants[],
  streetOf: (building: Building) => LocalName | null,
  villageFaces: ReadonlySet<number>,
  villages: TownPlan['villages'],
): BaseUnit[] {
  const counters = new Map<string, number>();
  const count = (key: string, step: number): number => {
    const next = (counters.get(key) ?? 0) + step;
    counters.set(key, next);
    return next;
  };
  return parts.buildings.map((building, i): BaseUnit => {
    const compound = building.compound >= 0 ? parts.compounds[building.compound]! : null;
    const street = streetOf(building)?.zh;
    let name: string;
    let address: string | null;
    if (compound) {
      const number = count(compound.name.zh + building.use, 1);
      name = building.use === 'home' ? `${number}号楼` : `${number}号${plainNames[building.use] ?? '楼'}`;
      address = `${compound.name.zh}${name}`;
    } else if (villageFaces.has(building.face)) {
      const village = nearestVillage(villages, building.anchor);
      name = `${count(village, 1)}号`;
      address = `${village}${name}`;
    } else {
      const number = street ? count(street, building.use === 'house' ? 1 : 2) : count('', 1);
      name = building.use === 'house' ? `${number}号` : (plainNames[building.use] ?? `${number}号`);
      address = street ? `${street}${number}号` : null;
    }
    const { households, residents, ages } = occupants[i]!;
    return {
      id: `b${i + 1}` as BaseUnitId,
      kind: 'building',
      name,
      address,
      anchor: [latticeX(building.anchor[0]), latticeY(building.anchor[1])],
      footprint: [[toLatticeRing(building.ring)]],
      compoundId: compound?.id ?? null,
      households,
      residents,
      ages,
      assumed: false,
    };
  });
}

function nearestVillage(villages: TownPlan['villages'], at: Metres): string {
  let best = 0;
  villages.forEach((village, i) => {
    if (distance(village.at, at) < distance(villages[best]!.at, at)) best = i;
  });
  return villages[best]!.name.zh;
}
