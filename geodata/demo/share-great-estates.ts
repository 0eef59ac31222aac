import type { Parcel } from './assign-land-use';
import { applyCut, findCut } from './cut-face';
import { dominantDirection, southFacing } from './direction';
import { centroid, insideRing } from './frame';
import type { Metres } from './frame';
import { createLocalFrame, localBox } from './local-frame';
import type { PlanarMap } from './planar-map';
import type { Building, TownParts } from './town-parts';

/** Homes above which an estate is shared by several grids. */
const shareAbove = 400;

/**
 * Cuts the ground of great estates between two rows of houses, so that grids can share it, as grids do. The estate
 * keeps its wall, paths and gates; only the land below is in several faces. Answers the new faces' parcels.
 */
export function shareGreatEstates(map: PlanarMap, parcels: readonly Parcel[], parts: TownParts): Parcel[] {
  const housesOf = new Map<number, Building[]>();
  for (const building of parts.buildings) {
    if (!housesOf.has(building.face)) housesOf.set(building.face, []);
    housesOf.get(building.face)!.push(building);
  }
  const out: Parcel[] = [];
  const open = parcels.filter(({ use }) => use.startsWith('homes'));
  for (let parcel = open.pop(); parcel; parcel = open.pop()) {
    const houses = housesOf.get(parcel.face) ?? [];
    const homes = houses.reduce((sum, house) => sum + house.homes, 0);
    if (homes <= shareAbove) continue;
    const other = shareFace(map, parcel.face, houses, homes);
    if (other === null) continue;
    const ring = map.ring(other);
    housesOf.set(
      parcel.face,
      houses.filter((house) => !insideRing(house.anchor, ring)),
    );
    housesOf.set(
      other,
      houses.filter((house) => insideRing(house.anchor, ring)),
    );
    for (const house of housesOf.get(other)!) house.face = other;
    const half = { ...parcel, face: other };
    out.push(half);
    open.push(parcel, half);
  }
  return out;
}

/** The new face left of the most even cut that touches no house; null where there is none. */
function shareFace(map: PlanarMap, face: number, houses: readonly Building[], homes: number): number | null {
  const ring = map.ring(face);
  const east = southFacing(dominantDirection(ring));
  const cuts = [east, [-east[1], east[0]] as const].flatMap((along) => {
    const frame = createLocalFrame(centroid(ring), along);
    const spans = houses.map((house) => ({ ...localBox(house.ring.map(frame.toLocal)), homes: house.homes }));
    const levels = [...new Set(spans.map(({ v1 }) => v1))].sort((p, q) => p - q);
    return levels.flatMap((level) => {
      const next = Math.min(...spans.filter(({ v0 }) => v0 > level).map(({ v0 }) => v0));
      const at = level + Math.min(4, (next - level) / 2);
      if (next === Infinity || spans.some(({ v0, v1 }) => v0 < at && v1 > at)) return [];
      const below = spans.reduce((sum, span) => sum + (span.v1 < at ? span.homes : 0), 0);
      return [{ through: frame.toMetres([0, at]), along, off: Math.abs(below - homes / 2) }];
    });
  });
  cuts.sort((p, q) => p.off - q.off);
  for (const { through, along, off } of cuts) {
    if (off > homes * 0.3) return null;
    const cut = findCut(map, face, through, along as Metres, 0, 6, 0);
    if (cut) return applyCut(map, face, cut, map.addLine({ class: 'wall', name: null }));
  }
  return null;
}
