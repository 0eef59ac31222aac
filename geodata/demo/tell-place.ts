import type { Gate, BaseUnit } from '../schema/settlement';
import type { LocalName } from '../schema/place';
import { metresX, metresY } from './frame';
import type { Metres } from './frame';
import type { TypeHabit } from './incident-types';
import type { TownParts } from './town-parts';

/** What is reported outdoors is told by the street and the nearest gate; what is reported at home by the address. */
const outdoors: ReadonlySet<TypeHabit['near']> = new Set(['market', 'street', 'school', 'station']);

/**
 * Tells where a report at a building is, as a reporter would: `幸福路锦绣小区南门口`, `锦绣小区3号楼`. Names places only,
 * never people. Null where neither a street nor an address is known.
 */
export function createPlaceTeller(
  parts: TownParts,
  baseUnits: readonly BaseUnit[],
  streetAt: (face: number, at: Metres) => LocalName | null,
): (building: number, habit: TypeHabit) => string | null {
  const gatesOf = new Map<string, Gate[]>();
  for (const gate of parts.gates) gatesOf.set(gate.compoundId, [...(gatesOf.get(gate.compoundId) ?? []), gate]);

  return (building, { near }) => {
    const { face, anchor, compound: index } = parts.buildings[building]!;
    const unit = baseUnits[building]!;
    const compound = index >= 0 ? parts.compounds[index]! : null;
    if (near === 'river') return unit.address && `${unit.address}附近河边`;
    if (!outdoors.has(near)) return unit.address;
    if (!compound) return unit.address && `${unit.address}门前`;
    const gate = nearestGate(gatesOf.get(compound.id) ?? [], unit.anchor);
    const at: Metres = gate ? [metresX(gate.point[0]), metresY(gate.point[1])] : anchor;
    const street = streetAt(face, at)?.zh ?? '';
    return `${street}${compound.name.zh}${gate ? `${sideOf(gate.point, compound.boundary[0]!)}门口` : '门口'}`;
  };
}

function nearestGate(gates: readonly Gate[], [x, y]: readonly [number, number]): Gate | null {
  const away = ({ point }: Gate): number => Math.abs(point[0] - x) + Math.abs(point[1] - y);
  return gates.reduce<Gate | null>((best, gate) => (!best || away(gate) < away(best) ? gate : best), null);
}

/** Which side of a ring's box a point of the ring is on. */
function sideOf(point: readonly [number, number], ring: ArrayLike<number>): '东' | '西' | '南' | '北' {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    west = Math.min(west, ring[i]!);
    east = Math.max(east, ring[i]!);
    south = Math.min(south, ring[i + 1]!);
    north = Math.max(north, ring[i + 1]!);
  }
  // Offsets from the middle in halves of the box, so that a long compound has short sides too.
  const x = (point[0] - (west + east) / 2) / (east - west);
  const y = (point[1] - (south + north) / 2) / (north - south);
  if (Math.abs(x) > Math.abs(y)) return x > 0 ? '东' : '西';
  return y > 0 ? '北' : '南';
}
