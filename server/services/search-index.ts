import { boundingBox, lineBox, mergeBoxes } from '../../geodata/geometry/bounding-box';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { BBox, LatticeBox } from '../../geodata/schema/coordinates';
import type { LocalName } from '../../geodata/schema/place';
import type { SearchKind } from '../../geodata/schema/search';
import type { Client } from '../db/open-database';
import { selectAreas } from '../db/queries/areas';
import { selectPlace } from '../db/queries/places';
import { selectGrids } from '../db/queries/plans';
import { selectNamedBaseUnits, selectNamedStations, selectNamedStreets } from '../db/queries/search';
import type { NamedPoint } from '../db/queries/search';
import { selectCompounds } from '../db/queries/settlement';
import type { StoredPlan } from '../db/rows';

/** One thing that can be found. */
export interface SearchEntry {
  kind: Exclude<SearchKind, 'coordinate'>;
  id: string;
  name: LocalName;
  detail: LocalName | null;
  lng: number;
  lat: number;
  bbox: BBox | null;
  /** Folded for comparison (`foldText`); '' where there is none. */
  code: string;
  /** Chinese and English name, folded. */
  names: string[];
  /** Address, parents' names …: matched, but never as well as a name. Folded. */
  rest: string;
}

/** Case, width and spaces do not matter in a search: `３ 号楼` finds `3号楼`. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** What an import brought: areas, compounds, stations, streets, base units. */
export async function indexDataset(client: Client): Promise<SearchEntry[]> {
  const place = await selectPlace(client);
  const areas = await selectAreas(client);
  const areaById = new Map(areas.map((area) => [area.id as string, area]));
  const levels = place?.profile.levels ?? [];
  return [
    ...areas.map(({ id, code, name, level, parentId, geometry }) => {
      const parent = parentId ? areaById.get(parentId) : undefined;
      const detail = joinNames([levels[level]?.name, parent?.name]);
      return entry('area', id, name, detail, boundingBox(geometry), code, parent?.name.zh ?? '');
    }),
    ...(await selectCompounds(client)).map(({ id, name, boundary }) =>
      entry('compound', id, name, null, boundingBox([boundary])),
    ),
    ...(await selectNamedStations(client)).map((station) => pointEntry('station', station)),
    ...joinStreets(await selectNamedStreets(client)),
    ...(await selectNamedBaseUnits(client)).map((unit) => pointEntry('base-unit', unit)),
  ];
}

/** The grids of one plan as it stands. */
export async function indexGrids(client: Client, plan: StoredPlan): Promise<SearchEntry[]> {
  const areaName = new Map((await selectAreas(client)).map(({ id, name }) => [id, name]));
  const grids = (await selectGrids(client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
  return grids.map(({ id, name, code, communityId, polygons }) => {
    const community = areaName.get(communityId);
    const detail = joinNames([community, code ? { zh: code } : undefined]);
    return entry('grid', id, { zh: name }, detail, boundingBox(polygons), code ?? '', community?.zh ?? '');
  });
}

/** Pieces of one name are one street; it is found at the middle of its longest piece. */
function joinStreets(pieces: { id: string; name: LocalName; line: number[] }[]): SearchEntry[] {
  const byName = new Map<string, { id: string; name: LocalName; longest: number[]; box: LatticeBox }>();
  for (const { id, name, line } of pieces) {
    const box = lineBox(line);
    const known = byName.get(name.zh);
    if (!known) byName.set(name.zh, { id, name, longest: line, box });
    else {
      known.box = mergeBoxes([known.box, box]);
      if (line.length > known.longest.length) known.longest = line;
    }
  }
  return Array.from(byName.values(), ({ id, name, longest, box }) => {
    const middle = Math.floor(longest.length / 4) * 2;
    const at = [longest[middle]!, longest[middle + 1]!] as const;
    return { ...entry('street', id, name, null, box), lng: fromLattice(at[0]), lat: fromLattice(at[1]) };
  });
}

function pointEntry(kind: 'station' | 'base-unit', { id, name, address, x, y }: NamedPoint): SearchEntry {
  const found = entry(kind, id, name, address ? { zh: address } : null, [x, y, x, y], '', address ?? '');
  return { ...found, bbox: null };
}

function entry(
  kind: SearchEntry['kind'],
  id: string,
  name: LocalName,
  detail: LocalName | null,
  [minX, minY, maxX, maxY]: LatticeBox,
  code = '',
  rest = '',
): SearchEntry {
  return {
    kind,
    id,
    name,
    detail,
    lng: fromLattice(Math.round((minX + maxX) / 2)),
    lat: fromLattice(Math.round((minY + maxY) / 2)),
    bbox: [fromLattice(minX), fromLattice(minY), fromLattice(maxX), fromLattice(maxY)],
    code: foldText(code),
    names: [name.zh, name.en ?? ''].map(foldText).filter((text) => text !== ''),
    rest: foldText(rest),
  };
}

/** `A · B` in each language, as far as there is one. */
function joinNames(names: (LocalName | undefined)[]): LocalName | null {
  const present = names.filter((name) => name !== undefined);
  if (present.length === 0) return null;
  return {
    zh: present.map((name) => name.zh).join(' · '),
    en: present.map((name) => name.en ?? name.zh).join(' · '),
  };
}
