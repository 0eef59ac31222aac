import type { Parcel } from './assign-land-use';
import { drawLand } from './draw-land';
import type { Metres } from './frame';
import { layPathsAndGates, openCompound } from './lay-out-compound';
import type { CompoundYard, RowPath } from './lay-out-compound';
import { clearIntervals, localBox } from './local-frame';
import type { NameGiver } from './names';
import { openGround, placeRows } from './place-public';
import type { Ground } from './place-public';
import type { PlanarMap } from './planar-map';
import type { Random } from './prng';
import type { TownParts } from './town-parts';

/** Walled grounds that are not housing: schools, hospitals, works, offices of the county. */
export function buildInstitution(
  map: PlanarMap,
  parts: TownParts,
  parcel: Parcel,
  yard: Metres[],
  names: NameGiver,
  random: Random,
): void {
  const landClass =
    { school: 'school', hospital: 'hospital', government: 'civic', works: 'industrial' }[parcel.use as 'school'] ??
    'civic';
  const name = parcel.name ?? (parcel.use === 'works' ? names.works() : names.office());
  drawLand(parts, landClass, yard, parcel.name);
  const before = parts.compounds.length;
  const compound = openCompound(parts, parcel.face, yard, 'institution', name, true, random);
  if (!compound) return;
  const rows = institutionRows(compound);
  if (!layPathsAndGates(map, parts, compound, rows, random)) parts.compounds.length = before;
  const inside = parts.compounds.length > before;
  const ground: Ground = {
    ...openGround(yard, parcel.face),
    compound: inside ? compound.compound : -1,
    spine: compound.spine,
    levels: rows.map(({ v }) => v),
  };
  if (parcel.use === 'works') {
    parts.buildings.push(
      ...placeRows(
        ground,
        'works',
        { width: [44, 120], depth: [26, 54], gap: [10, 20], margin: 7, left: 0.14, storeys: [1, 2] },
        random,
      ),
    );
    return;
  }
  const use = parcel.use === 'school' ? 'school' : parcel.use === 'hospital' ? 'hospital' : 'government';
  const { v0, v1 } = localBox(ground.ring);
  const size = {
    width: [22, use === 'hospital' ? 64 : 54],
    depth: [13, use === 'hospital' ? 19 : 15],
    gap: [16, 24],
    margin: 7,
    left: use === 'government' ? 0.12 : 0,
    storeys: [use === 'hospital' ? 5 : 3, use === 'hospital' ? 14 : 5],
    top: use === 'school' ? v0 + (v1 - v0) * 0.62 : v1,
  } as const;
  parts.buildings.push(...placeRows(ground, use, size, random));
  if (use === 'school') pitch(parts, ground, v0 + (v1 - v0) * 0.68, v1 - 8);
}

function institutionRows(yard: CompoundYard): RowPath[] {
  const { v0, v1 } = localBox(yard.wall);
  const rows: RowPath[] = [];
  for (const share of [0.05, 0.64]) {
    const v = v0 + (v1 - v0) * share;
    const clear = clearIntervals(yard.wall, v - 0.6, v + 0.6).find(
      ([a, b]) => a + 6 < yard.spine && b - 6 > yard.spine,
    );
    if (clear)
      rows.push({ v, u0: Math.max(clear[0] + 2, yard.spine - 20), u1: Math.min(clear[1] - 2, yard.spine + 20) });
  }
  return rows;
}

function pitch(parts: TownParts, ground: Ground, v0: number, v1: number): void {
  const free = clearIntervals(ground.ring, v0, v1);
  if (free.length === 0 || v1 - v0 < 18) return;
  const [a, b] = free.reduce((best, next) => (next[1] - next[0] > best[1] - best[0] ? next : best));
  const half = Math.min(48, (b - a) / 2 - 8);
  const middle = (a + b) / 2;
  if (half < 16) return;
  const end = Math.min((v1 - v0) / 2, 22);
  const mid = (v0 + v1) / 2;
  // A running track: straight sides and two eight-sided ends.
  const local: Metres[] = [
    [middle - half + end, mid - end],
    [middle + half - end, mid - end],
    [middle + half - end * 0.3, mid - end * 0.7],
    [middle + half, mid],
    [middle + half - end * 0.3, mid + end * 0.7],
    [middle + half - end, mid + end],
    [middle - half + end, mid + end],
    [middle - half + end * 0.3, mid + end * 0.7],
    [middle - half, mid],
    [middle - half + end * 0.3, mid - end * 0.7],
  ];
  drawLand(parts, 'pitch', local.map(ground.frame.toMetres), null);
}
