import { assignPoints } from '../../geodata/geometry/assign-points';
import { boundingBox, lineBox, mergeBoxes } from '../../geodata/geometry/bounding-box';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { BBox, LatticeBox } from '../../geodata/schema/coordinates';
import type { Area, LocalName } from '../../geodata/schema/place';
import type { SearchKind } from '../../geodata/schema/search';
import type { StationKind } from '../../geodata/schema/station';
import type { Client } from '../db/open-database';
import { selectAreas } from '../db/queries/areas';
import { selectPlace } from '../db/queries/places';
import { selectGrids } from '../db/queries/plans';
import { selectNamedBaseUnits, selectNamedStations, selectNamedStreets } from '../db/queries/search';
import type { NamedPoint } from '../db/queries/search';
import { selectCompounds } from '../db/queries/settlement';
import type { StoredPlan } from '../db/rows';
import { stationWords } from './search-words';

export interface SearchSource {
  client: Client;
  /** Keeps what `build` made until the place's data changes. */
  cached<T>(key: string, build: () => Promise<T>): Promise<T>;
  /** UTC ms: says which plan is in force. */
  now: number;
}

/** One thing that can be found. */
export interface SearchEntry {
  kind: Exclude<SearchKind, 'coordinate' | 'incident'>;
  id: string;
  name: LocalName;
  /** Level of an area, code of a grid, address of a building. */
  detail: LocalName | null;
  /** The area it lies in. */
  where: LocalName | null;
  stationKind: StationKind | null;
  lng: number;
  lat: number;
  bbox: BBox | null;
  /** Folded for comparison (`foldText`); '' where there is none. */
  code: string;
}

/** Where the texts of an entry stand in its row of `SearchIndex.columns`. */
export const textColumns = {
  /** Chinese and English name. */
  names: [0, 1],
  /** Address in both languages, what a station is called besides: matched, but never as well as a name. */
  rest: [2, 3, 4, 5],
  /** Names of the area it lies in: count beside other words only. */
  community: [6, 7],
  /** 1 where the entry has a code. */
  code: 8,
  width: 9,
} as const;

/** Entries of equal match stand in the order they are listed in: kind, shorter name, number, address. */
export interface SearchIndex {
  entries: SearchEntry[];
  /** Numbers of `texts`, -1 for none, a row an entry: a search reads this one array and only looks up what it found. */
  columns: Int32Array;
  /** Folded. Each once: 90,000 buildings have a few hundred names on a few hundred streets. */
  texts: string[];
}

/** Kinds in the order of equal matches. */
export const kindOrder = ['area', 'grid', 'compound', 'station', 'street', 'base-unit'] as const;

/** Case, width and spaces do not matter in a search: `３ 号楼` finds `3号楼`. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** What an import brought: areas, compounds, stations, streets, base units. */
export async function indexDataset(client: Client): Promise<SearchIndex> {
  const place = await selectPlace(client);
  const areas = await selectAreas(client);
  const areaById = new Map(areas.map((area) => [area.id as string, area]));
  const levels = place?.profile.levels ?? [];
  const compounds = await selectCompounds(client);
  const streets = joinStreets(await selectNamedStreets(client));
  const inEnglish = addressReader([...compounds.map(({ name }) => name), ...streets.map(({ name }) => name)]);
  const parentOf = ({ parentId }: Area): Area | undefined => (parentId ? areaById.get(parentId) : undefined);
  const addressOf = ({ address }: NamedPoint): string[] =>
    address ? [...splitAddress(address), inEnglish(address)] : [];

  const placed: Draft[] = [
    ...compounds.map(({ id, name, boundary }) => draft('compound', id, name, boundingBox([boundary]))),
    ...(await selectNamedStations(client)).map((station) => ({
      ...pointDraft('station', station),
      detail: localAddress(station.address, inEnglish),
      stationKind: station.kind,
      rest: [...addressOf(station), stationWords[station.kind]],
    })),
    ...streets,
    ...(await selectNamedBaseUnits(client)).map((unit) => ({
      ...pointDraft('base-unit', unit),
      rest: addressOf(unit),
    })),
  ];
  const innermost = areas.filter(({ level }) => level === levels.length - 1);
  const holders = assignPoints(
    placed.flatMap(({ lng, lat }) => [toLattice(lng), toLattice(lat)]),
    innermost.map(({ geometry }) => geometry),
  );
  for (const [i, one] of placed.entries()) {
    const holder = innermost[holders[i]!];
    // A street runs through several communities: the area above them says enough.
    const area = holder && one.kind === 'street' ? (parentOf(holder) ?? holder) : holder;
    one.where = area?.name ?? null;
  }
  return toIndex([
    ...areas.map((area) => ({
      ...draft('area', area.id, area.name, boundingBox(area.geometry), area.code),
      detail: levels[area.level]?.name ?? null,
      where: parentOf(area)?.name ?? null,
    })),
    ...placed,
  ]);
}

/** The grids of one plan as it stands. */
export async function indexGrids(client: Client, plan: StoredPlan): Promise<SearchIndex> {
  const areaName = new Map((await selectAreas(client)).map(({ id, name }) => [id, name]));
  const grids = (await selectGrids(client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
  return toIndex(
    grids.map(({ id, name, code, communityId, polygons }) => ({
      ...draft('grid', id, { zh: name }, boundingBox(polygons), code ?? ''),
      detail: code ? { zh: code } : null,
      where: areaName.get(communityId) ?? null,
    })),
  );
}

/** Street and number apart, so that each is one of few texts: `朝阳路23号` is 朝阳路, 23号; `23 Main St` is 23, Main St. */
function splitAddress(address: string): string[] {
  const parts = /^(\d+\S*)\s+(.+)$/.exec(address) ?? /^(\D+)(\d.*)$/.exec(address);
  return parts ? [parts[1]!, parts[2]!] : [address];
}

/** The English name of the street or compound an address begins with; '' where it begins with none. */
function addressReader(names: readonly LocalName[]): (address: string | null) => string {
  const english = new Map(names.flatMap(({ zh, en }) => (en ? [[zh, en] as const] : [])));
  const longest = Math.max(0, ...Array.from(english.keys(), (name) => name.length));
  return (address) => {
    for (let length = Math.min(longest, address?.length ?? 0); length > 0; length--) {
      const found = english.get(address!.slice(0, length));
      if (found) return found;
    }
    return '';
  };
}

/** `朝阳路23号` is `23 Chaoyang Road` in English, where the street has an English name. */
function localAddress(address: string | null, inEnglish: (address: string | null) => string): LocalName | null {
  if (!address) return null;
  const number = /(\d+)号$/.exec(address)?.[1];
  const street = number ? inEnglish(address) : '';
  return street === '' ? { zh: address } : { zh: address, en: `${number} ${street}` };
}

/** Pieces of one name are one street; it is found at the middle of its longest piece. */
function joinStreets(pieces: { id: string; name: LocalName; line: number[] }[]): Draft[] {
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
    return { ...draft('street', id, name, box), lng: fromLattice(at[0]), lat: fromLattice(at[1]) };
  });
}

/** An entry before its texts are numbered. */
type Draft = SearchEntry & { rest: string[] };

function pointDraft(kind: 'station' | 'base-unit', { id, name, x, y }: NamedPoint): Draft {
  return { ...draft(kind, id, name, [x, y, x, y]), bbox: null };
}

function draft(
  kind: SearchEntry['kind'],
  id: string,
  name: LocalName,
  [minX, minY, maxX, maxY]: LatticeBox,
  code = '',
): Draft {
  return {
    kind,
    id,
    name,
    detail: null,
    where: null,
    stationKind: null,
    lng: fromLattice(Math.round((minX + maxX) / 2)),
    lat: fromLattice(Math.round((minY + maxY) / 2)),
    bbox: [fromLattice(minX), fromLattice(minY), fromLattice(maxX), fromLattice(maxY)],
    code: foldText(code),
    rest: [],
  };
}

const collator = new Intl.Collator('zh', { numeric: true });

function toIndex(drafts: readonly Draft[]): SearchIndex {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const numberOf = (raw: string): number => {
    const known = numbers.get(raw);
    if (known !== undefined) return known;
    const number = texts.push(foldText(raw)) - 1;
    numbers.set(raw, number);
    return number;
  };
  const numbered = (raw: readonly (string | undefined)[]): number[] =>
    raw.filter((text): text is string => text !== undefined && text !== '').map(numberOf);
  const rows = drafts.map(({ rest, ...entry }) => ({
    entry,
    names: numbered([entry.name.zh, entry.name.en]),
    rest: numbered(rest),
    community: numbered([entry.where?.zh, entry.where?.en]),
  }));
  // Comparing by a collation is dear, so each text is placed once.
  const place = new Int32Array(texts.length);
  const inOrder = texts.map((_, number) => number).sort((a, b) => collator.compare(texts[a]!, texts[b]!));
  for (const [at, number] of inOrder.entries()) place[number] = at;
  const placeOf = (list: readonly number[], i: number): number => (list[i] === undefined ? -1 : place[list[i]]!);
  rows.sort(
    (a, b) =>
      kindOrder.indexOf(a.entry.kind) - kindOrder.indexOf(b.entry.kind) ||
      a.entry.name.zh.length - b.entry.name.zh.length ||
      placeOf(a.names, 0) - placeOf(b.names, 0) ||
      placeOf(a.rest, 0) - placeOf(b.rest, 0) ||
      placeOf(a.rest, 1) - placeOf(b.rest, 1) ||
      (a.entry.id < b.entry.id ? -1 : 1),
  );
  const columns = new Int32Array(rows.length * textColumns.width).fill(-1);
  for (const [i, row] of rows.entries()) {
    const start = i * textColumns.width;
    for (const part of ['names', 'rest', 'community'] as const)
      for (const [j, column] of textColumns[part].entries()) columns[start + column] = row[part][j] ?? -1;
    if (row.entry.code !== '') columns[start + textColumns.code] = 1;
  }
  return { entries: rows.map(({ entry }) => entry), columns, texts };
}
