import { centroid, doubledArea } from './frame';
import type { Metres } from './frame';
import { streetFront } from './assign-land-use';
import type { Parcel } from './assign-land-use';
import { buildInstitution } from './build-institution';
import { applyCut, findCut } from './cut-face';
import { dominantDirection } from './direction';
import { drawLand } from './draw-land';
import { layPathsAndGates, openCompound } from './lay-out-compound';
import { layOutPark, pondRing } from './lay-out-park';
import { localBox } from './local-frame';
import type { NameGiver } from './names';
import { parcelYard } from './parcel-yard';
import { placeHouses } from './place-houses';
import { placeLandmark, placeRows, openGround } from './place-public';
import { placeShops, shopStripMetres } from './place-shops';
import { placeSlabs, placeTowers } from './place-homes';
import type { PlanarMap } from './planar-map';
import type { Random } from './prng';
import type { TownPlan } from './town-plan';
import { emptyParts, sceneryPolygon } from './town-parts';
import type { Building, LandUse, TownParts } from './town-parts';

/** Splits the larger residential blocks along a wall into two compounds, as if sold to two builders. */
export function splitParcels(map: PlanarMap, plan: TownPlan, parcels: readonly Parcel[], random: Random): Parcel[] {
  const out: Parcel[] = [];
  for (const parcel of parcels) {
    out.push(parcel);
    const homes = parcel.use.startsWith('homes');
    const least = (parcel.use === 'homes-new' ? 62_000 : 25_000) * plan.estateScale;
    if (!homes || map.area(parcel.face) < least || !random.chance(0.62)) continue;
    const ring = map.ring(parcel.face);
    const [ex, ey] = dominantDirection(ring);
    const { u0, u1, v0, v1 } = localBox(ring.map(([x, y]) => [x * ex + y * ey, y * ex - x * ey]));
    const across: Metres = u1 - u0 > v1 - v0 ? [-ey, ex] : [ex, ey];
    const cut = findCut(map, parcel.face, centroid(ring), across, 0, 22, 0);
    if (!cut || cut.compactness < 0.55 || Math.min(...cut.areas) < 8_000) continue;
    const other = applyCut(map, parcel.face, cut, map.addLine({ class: 'wall', name: null }));
    out.push({ ...parcel, face: other });
  }
  return out;
}

/**
 * Builds every parcel by its use. With a number of `estates`, that many are built, in an order by lot so that no side
 * of the town goes without, and the blocks left over stay green. Throws where there is not room for as many.
 */
export function buildParcels(
  map: PlanarMap,
  plan: TownPlan,
  parcels: readonly Parcel[],
  names: NameGiver,
  estates: number | undefined,
  random: Random,
): TownParts {
  const parts = emptyParts();
  let built = 0;
  const spare: Parcel[] = [];
  for (const parcel of estates === undefined ? parcels : random.shuffle(parcels)) {
    const isEstate = parcel.use.startsWith('homes') && parcel.use !== 'homes-old';
    if (parcel.use === 'water' || parcel.use === 'railway') continue;
    const narrow = parcel.zone === 'old' || parcel.village;
    const own = homesKind(parcel.use) && streetFront(map, parcel.face) > 40;
    const isFull = isEstate && estates !== undefined && built >= estates;
    if (own && !isFull && buildHomes(map, plan, parts, parcel, names, random)) {
      if (isEstate) built++;
      continue;
    }
    const yard = parcelYard(map, parcel.face, narrow);
    if (!yard) continue;
    if (parcel.use === 'vacant' && streetFront(map, parcel.face) > 40) spare.push({ ...parcel, use: 'homes-new' });
    if (own || parcel.use.startsWith('homes')) drawLand(parts, 'grass', yard, null);
    else buildOther(map, parts, parcel, yard, names, random);
  }
  // Where blocks meant for estates were too narrow for as many, the last ones stand on vacant ground.
  for (const parcel of spare) {
    if (estates === undefined || built >= estates) break;
    if (buildHomes(map, plan, parts, parcel, names, random)) built++;
  }
  if (estates !== undefined && built < estates) throw new Error(`room for ${built} of ${estates} estates`);
  return parts;
}

function homesKind(use: LandUse): 'new' | 'mixed' | 'resettled' | 'old' | null {
  return use === 'homes-new'
    ? 'new'
    : use === 'homes-mixed'
      ? 'mixed'
      : use === 'homes-resettled'
        ? 'resettled'
        : use === 'homes-old'
          ? 'old'
          : null;
}

function buildHomes(
  map: PlanarMap,
  plan: TownPlan,
  parts: TownParts,
  parcel: Parcel,
  names: NameGiver,
  random: Random,
): boolean {
  const kind = homesKind(parcel.use)!;
  const strip = { arterial: shopStripMetres, collector: random.chance(0.6) ? shopStripMetres : 0 };
  const yardRing = parcelYard(map, parcel.face, parcel.zone === 'old', strip);
  if (!yardRing) return false;
  const name = names.compound(kind);
  const before = { paths: parts.paths.length, compounds: parts.compounds.length, gates: parts.gates.length };
  const yard = openCompound(parts, parcel.face, yardRing, kind, name, true, random);
  if (!yard) return false;
  const towers = kind === 'new' ? placeTowers(yard, plan.mostHomes, random) : null;
  const placed = towers && towers.buildings.length > 2 ? towers : placeSlabs(yard, parcel.use, plan.mostHomes, random);
  if (placed.buildings.length < 2 || !layPathsAndGates(map, parts, yard, placed.rows, random)) {
    parts.compounds.length = before.compounds;
    return false;
  }
  parts.buildings.push(...placed.buildings);
  parts.scenery.push(sceneryPolygon('land', 'residential', [parts.compounds[yard.compound]!.boundary]));
  parts.buildings.push(...shopsOf(map, parts, parcel, yardRing, before, strip, random));
  return true;
}

function shopsOf(
  map: PlanarMap,
  parts: TownParts,
  parcel: Parcel,
  yard: readonly Metres[],
  before: { gates: number; paths: number },
  strip: { arterial: number; collector: number },
  random: Random,
): Building[] {
  const ring = map.ring(parcel.face);
  const vertices = map.faces[parcel.face]!;
  const fronts = yard
    .map((p, i): [Metres, Metres] => [p, yard[(i + 1) % yard.length]!])
    .filter(([p, q]) => {
      // The street this wall looks at: the nearest border that runs along with it.
      let best = Infinity;
      let wide = 0;
      vertices.forEach((a, i) => {
        const b = vertices[(i + 1) % vertices.length]!;
        const [s, t] = [ring[i]!, ring[(i + 1) % ring.length]!];
        const length = Math.sqrt((t[0] - s[0]) * (t[0] - s[0]) + (t[1] - s[1]) * (t[1] - s[1])) || 1;
        const off =
          Math.abs((t[0] - s[0]) * ((p[1] + q[1]) / 2 - s[1]) - (t[1] - s[1]) * ((p[0] + q[0]) / 2 - s[0])) / length;
        const dot = ((t[0] - s[0]) * (q[0] - p[0]) + (t[1] - s[1]) * (q[1] - p[1])) / length;
        if (dot <= 0.9 * Math.sqrt((q[0] - p[0]) * (q[0] - p[0]) + (q[1] - p[1]) * (q[1] - p[1])) || off >= best)
          return;
        best = off;
        const lineClass = map.edgeClass(a, b);
        wide = lineClass === 'arterial' ? strip.arterial : lineClass === 'collector' ? strip.collector : 0;
      });
      return wide > 0;
    });
  const opened = new Set(parts.gates.slice(before.gates).map(({ node }) => node));
  const paths = parts.paths
    .slice(before.paths)
    .flatMap(({ points, nodes, compound }): [Metres, Metres][] =>
      compound < 0 && nodes.length === 2 && opened.has(nodes[1]!) ? [[points[1]!, points[0]!]] : [],
    );
  return placeShops(fronts, paths, parcel.face, ring, random);
}

function buildOther(
  map: PlanarMap,
  parts: TownParts,
  parcel: Parcel,
  yard: Metres[],
  names: NameGiver,
  random: Random,
): void {
  const ground = openGround(yard, parcel.face);
  const { name } = parcel;
  const put = (...buildings: (Building | null)[]): void => {
    for (const building of buildings) if (building) parts.buildings.push(building);
  };
  switch (parcel.use) {
    case 'houses':
      drawLand(parts, parcel.village ? 'village' : 'residential', yard, null);
      put(...placeHouses(yard, parcel.face, parcel.village || parcel.zone === 'suburb', random));
      return;
    case 'farmland':
    case 'orchard':
      drawLand(parts, parcel.use, yard, null);
      return;
    case 'pond':
      drawLand(parts, 'farmland', yard, null);
      drawLand(parts, 'lake', pondRing(yard, random.between(0.3, 0.55), random), null);
      return;
    case 'park':
      drawLand(parts, 'park', yard, name);
      layOutPark(map, parts, parcel.face, yard, random);
      return;
    case 'vacant':
      drawLand(parts, 'grass', yard, null);
      return;
    case 'station-square':
      drawLand(parts, 'square', yard, name);
      put(placeLandmark(ground, 'station', 'box', 90, 24, 0.12, 2));
      return;
    case 'commerce':
      drawLand(parts, 'commercial', yard, name);
      if (name || random.chance(0.4))
        put(placeLandmark(ground, 'mall', random.pick(['hall', 'hall', 'l', 'u']), 130, 80, 0.55, 5));
      else if (doubledArea(yard) < 20_000)
        put(
          ...placeRows(
            ground,
            'shop',
            { width: [18, 40], depth: [12, 18], gap: [3, 9], margin: 3, left: 0.08, storeys: [2, 4] },
            random,
          ),
        );
      else
        put(
          ...placeRows(
            ground,
            'office',
            { width: [26, 48], depth: [20, 30], gap: [16, 26], margin: 8, left: 0.15, storeys: [5, 16] },
            random,
          ),
        );
      return;
    case 'market':
      drawLand(parts, 'commercial', yard, name);
      put(
        ...placeRows(
          ground,
          'market',
          { width: [34, 62], depth: [16, 22], gap: [7, 9], margin: 3, left: 0.05, storeys: [1, 1] },
          random,
        ),
      );
      return;
    case 'culture':
      drawLand(parts, 'civic', yard, name);
      put(placeLandmark(ground, 'culture', random.pick(['u', 'hall']), 96, 62, 0.6, 4));
      return;
    default:
      buildInstitution(map, parts, parcel, yard, names, random);
  }
}
