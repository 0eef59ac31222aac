import type { LocalName } from '../schema/place';
import { centroid, doubledArea, latticeX, latticeY, toLatticeRing } from './frame';
import type { Metres } from './frame';
import type { Parcel } from './assign-land-use';
import { applyCut, findCut } from './cut-face';
import { dominantDirection } from './direction';
import { streetFront } from './assign-land-use';
import { layPathsAndGates, openCompound } from './lay-out-compound';
import type { CompoundYard, RowPath } from './lay-out-compound';
import { clearIntervals, localBox } from './local-frame';
import type { NameGiver } from './names';
import { parcelYard } from './parcel-yard';
import { placeHouses } from './place-houses';
import { placeLandmark, placeRows, openGround } from './place-public';
import type { Ground } from './place-public';
import { placeShops, shopStripMetres } from './place-shops';
import { placeSlabs, placeTowers } from './place-homes';
import type { PlanarMap } from './planar-map';
import type { Random } from './prng';
import { findStreetAccess } from './street-access';
import { emptyParts, sceneryPolygon } from './town-parts';
import type { Building, LandUse, TownParts } from './town-parts';

/** Splits the larger residential blocks along a wall into two compounds, as if sold to two builders. */
export function splitParcels(map: PlanarMap, parcels: readonly Parcel[], random: Random): Parcel[] {
  const out: Parcel[] = [];
  for (const parcel of parcels) {
    out.push(parcel);
    const homes = parcel.use.startsWith('homes');
    const least = parcel.use === 'homes-new' ? 62_000 : 25_000;
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

/** Builds every parcel by its use. */
export function buildParcels(map: PlanarMap, parcels: readonly Parcel[], names: NameGiver, random: Random): TownParts {
  const parts = emptyParts();
  for (const parcel of parcels) {
    if (parcel.use === 'water' || parcel.use === 'railway') continue;
    const narrow = parcel.zone === 'old' || parcel.village;
    const own = homesKind(parcel.use) && streetFront(map, parcel.face) > 40;
    if (own && buildHomes(map, parts, parcel, names, random)) continue;
    const yard = parcelYard(map, parcel.face, narrow);
    if (!yard) continue;
    if (own || parcel.use.startsWith('homes')) land(parts, 'grass', yard, null);
    else buildOther(map, parts, parcel, yard, names, random);
  }
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

function buildHomes(map: PlanarMap, parts: TownParts, parcel: Parcel, names: NameGiver, random: Random): boolean {
  const kind = homesKind(parcel.use)!;
  const strip = { arterial: shopStripMetres, collector: random.chance(0.6) ? shopStripMetres : 0 };
  const yardRing = parcelYard(map, parcel.face, parcel.zone === 'old', strip);
  if (!yardRing) return false;
  const name = names.compound(kind);
  const before = { paths: parts.paths.length, compounds: parts.compounds.length, gates: parts.gates.length };
  const yard = openCompound(parts, parcel.face, yardRing, kind, name, true, random);
  if (!yard) return false;
  const towers = kind === 'new' ? placeTowers(yard, random) : null;
  const placed = towers && towers.buildings.length > 2 ? towers : placeSlabs(yard, parcel.use, random);
  if (placed.buildings.length < 2 || !layPathsAndGates(map, parts, yard, placed.rows, random)) {
    parts.compounds.length = before.compounds;
    return false;
  }
  parts.buildings.push(...placed.buildings);
  parts.scenery.push(sceneryPolygon('land', 'residential', [parts.compounds[yard.compound]!.boundary]));
  parts.buildings.push(...shopsOf(map, parts, parcel, yardRing, before.gates, strip, random));
  return true;
}

function shopsOf(
  map: PlanarMap,
  parts: TownParts,
  parcel: Parcel,
  yard: readonly Metres[],
  firstGate: number,
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
  const opened = new Set(parts.gates.slice(firstGate).map(({ node }) => node));
  const paths = parts.paths.flatMap(({ points, nodes, compound }): [Metres, Metres][] =>
    compound < 0 && nodes.length === 2 && opened.has(nodes[1]!) ? [[points[1]!, points[0]!]] : [],
  );
  return placeShops(fronts, paths, parcel.face, ring, random);
}

const land = (parts: TownParts, landClass: string, yard: readonly Metres[], name: LocalName | null): void => {
  parts.scenery.push(
    sceneryPolygon(
      landClass === 'park' || landClass === 'grass' || landClass === 'pitch'
        ? 'green'
        : landClass === 'lake'
          ? 'water'
          : 'land',
      landClass,
      [[toLatticeRing(yard)]],
      name,
    ),
  );
};

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
      land(parts, parcel.village ? 'village' : 'residential', yard, null);
      put(...placeHouses(yard, parcel.face, parcel.village || parcel.zone === 'suburb', random));
      return;
    case 'farmland':
    case 'orchard':
      land(parts, parcel.use, yard, null);
      return;
    case 'pond':
      land(parts, 'farmland', yard, null);
      land(parts, 'lake', shrunk(yard, random.between(0.3, 0.55), random), null);
      return;
    case 'park':
      land(parts, 'park', yard, name);
      layParkPaths(map, parts, parcel.face, yard, random);
      return;
    case 'vacant':
      land(parts, 'grass', yard, null);
      return;
    case 'station-square':
      land(parts, 'square', yard, name);
      put(placeLandmark(ground, 'station', 'box', 90, 24, 0.12, 2));
      return;
    case 'commerce':
      land(parts, 'commercial', yard, name);
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
      land(parts, 'commercial', yard, name);
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
      land(parts, 'civic', yard, name);
      put(placeLandmark(ground, 'culture', random.pick(['u', 'hall']), 96, 62, 0.6, 4));
      return;
    default:
      buildInstitution(map, parts, parcel, yard, names, random);
  }
}

/** Walled grounds that are not housing: schools, hospitals, works, offices of the county. */
function buildInstitution(
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
  const name = parcel.name ?? (parcel.use === 'works' ? worksName(names) : names.office());
  land(parts, landClass, yard, parcel.name);
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

function worksName(names: NameGiver): LocalName {
  const { zh, en } = names.street('巷');
  return { zh: zh.replace(/巷$/, '工业园'), en: `${en ?? zh}`.replace(/ Lane$/, ' Works') };
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
  land(parts, 'pitch', local.map(ground.frame.toMetres), null);
}

/** Paths from the middle of a park to the streets round it, and a lake in the widest corner between them. */
function layParkPaths(map: PlanarMap, parts: TownParts, face: number, yard: readonly Metres[], random: Random): void {
  const [cx, cy] = centroid(yard);
  const turn = random.between(-0.3, 0.3);
  const middle = parts.nextNode++;
  parts.parkMiddles.set(face, [latticeX(cx), latticeY(cy)]);
  for (const [x, y] of [
    [1, turn],
    [-turn, 1],
    [-1, -turn],
    [turn, -1],
  ] as const) {
    const length = Math.sqrt(x * x + y * y);
    const access = findStreetAccess(map, face, [cx, cy], [x / length, y / length], 400);
    if (!access) continue;
    const node = map.splitEdgeOrVertex(access.a, access.b, access.at);
    // A bend, because park paths do not run like streets.
    const end = map.point(node);
    const bend: Metres = [(cx + end[0]) / 2 + (end[1] - cy) * 0.09, (cy + end[1]) / 2 - (end[0] - cx) * 0.09];
    parts.paths.push({
      kind: 'footway',
      points: [[cx, cy], bend, end],
      nodes: [middle, parts.nextNode++, node],
      compound: -1,
      name: null,
    });
  }
  if (doubledArea(yard) < 34_000) return;
  const corner = yard.reduce((best, p) => (p[0] - cx + (p[1] - cy) > best[0] - cx + (best[1] - cy) ? p : best));
  const shift: Metres = [(corner[0] - cx) * 0.42, (corner[1] - cy) * 0.42];
  land(
    parts,
    'lake',
    shrunk(yard, 0.27, random).map(([x, y]): Metres => [x + shift[0], y + shift[1]]),
    null,
  );
}

/** A pond's shape: the yard drawn towards its middle, unevenly, with its corners rounded. */
function shrunk(yard: readonly Metres[], share: number, random: Random): Metres[] {
  const [cx, cy] = centroid(yard);
  let ring = yard.map(([x, y]): Metres => {
    const s = share * random.between(0.75, 1.25);
    return [cx + (x - cx) * s, cy + (y - cy) * s];
  });
  for (let pass = 0; pass < 3; pass++) {
    ring = ring.flatMap((p, i): Metres[] => {
      const q = ring[(i + 1) % ring.length]!;
      return [
        [p[0] * 0.75 + q[0] * 0.25, p[1] * 0.75 + q[1] * 0.25],
        [p[0] * 0.25 + q[0] * 0.75, p[1] * 0.25 + q[1] * 0.75],
      ];
    });
  }
  return ring;
}
