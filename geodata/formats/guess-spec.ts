import type { ColumnMeaning, FileMapping, ImportMapping, InspectedFile } from '../schema/import-inspection';
import { emptyPlan, extentArea, mapLayers } from './map-layers';
import { accuracyRadius } from './guess-column';
import { typeCode } from './type-code';

/** An import spec as it is written, before it is checked. */
export type SpecDraft = { format: 'getu-import/1' } & Record<string, unknown>;

/**
 * The import spec a mapping stands for. What nobody has answered yet is left out, so that reading the spec says what is
 * missing; ask `checkMapping` first.
 */
export function specFromMapping({ place, files }: ImportMapping, inspected: readonly InspectedFile[]): SpecDraft {
  const used = files.filter(({ use }) => use !== 'unused');
  const units = used.filter(({ use }) => use === 'base-units');
  const name = { zh: place.nameZh, ...(place.nameEn.trim() === '' ? {} : { en: place.nameEn }) };
  const levels = areaLevels(units[0], used);
  return {
    format: 'getu-import/1',
    place: {
      id: place.id,
      name,
      dataDate: place.dataDate,
      profile: {
        from: 'generic',
        id: place.id,
        name,
        countyCode: place.countyCode,
        timeZone: place.timeZone,
        ...(levels.length > 0 ? { levels: levels.map(({ level }) => level) } : {}),
      },
      sources: place.sources
        .filter((source) => source.name.trim() !== '')
        .map(({ name: from, licence, ...rest }) => ({ name: from.trim(), licence: licence.trim() || '—', ...rest })),
    },
    layers: used.flatMap((file) => layersOf(file, units.length === 0, inspected)),
    areas:
      levels.length > 0 ? { from: 'base-units', levels: levels.map(({ area }) => area) } : extentArea(place.id, name),
    plans: [planOf(place.id, name, units[0])],
  };
}

/** Where the rows of a file come from. */
function sourceOf({ file, format, crs, encoding, oddLineEncoding, part }: FileMapping): Record<string, unknown> {
  const partKey = { xlsx: 'sheet', topojson: 'object', shapefile: 'shapefile', gpkg: 'table' } as Readonly<
    Record<string, string>
  >;
  return {
    file,
    format,
    ...(crs === null ? {} : { crs }),
    ...(format === 'csv' ? { encoding: encoding ?? 'utf-8' } : {}),
    ...(format === 'csv' && oddLineEncoding !== null ? { oddLineEncoding } : {}),
    ...(format === 'shapefile' && encoding !== null ? { encoding } : {}),
    ...(part !== null && partKey[format] ? { [partKey[format]]: part } : {}),
  };
}

/** The columns of a mapping under the keys of a layer, without those that are not there. */
function columnsOf({ columns }: FileMapping, meanings: readonly ColumnMeaning[]): Record<string, string> {
  return Object.fromEntries(
    meanings.flatMap((meaning) => {
      const column = columns[meaning];
      return column === undefined ? [] : [[meaning, column]];
    }),
  );
}

function layersOf(mapping: FileMapping, osmCounts: boolean, inspected: readonly InspectedFile[]): object[] {
  const { file, use } = mapping;
  switch (use) {
    case 'map': {
      const facts = inspected.find(({ name }) => name === file)?.map;
      return facts ? mapLayers(file, facts, osmCounts) : [];
    }
    case 'base-units':
      return [
        {
          layer: 'base-units',
          ...sourceOf(mapping),
          kind: mapping.columns.cell === undefined ? mapping.unitKind : 'hexagon',
          columns: {
            ...columnsOf(mapping, ['cell', 'id', 'households', 'residents', 'address']),
            name: `{${mapping.columns.name ?? mapping.columns.id ?? ''}}`,
          },
        },
      ];
    case 'stations':
      return [stationLayer(mapping)];
    case 'incidents':
      return [incidentLayer(mapping, inspected)];
    default:
      return [];
  }
}

function stationLayer(mapping: FileMapping): object {
  const { columns, kinds } = mapping;
  const ofKind = Object.entries(kinds).filter(([, kind]) => kind !== null);
  return {
    layer: 'stations',
    ...sourceOf(mapping),
    outsideAreas: 'keep',
    columns: {
      ...columnsOf(mapping, ['x', 'y', 'cell', 'address', 'floorArea', 'seats', 'staff', 'openingHours']),
      ...(columns.services === undefined ? {} : { services: [columns.services] }),
      name: `{${columns.name ?? ''}}`,
    },
    rules:
      columns.kind === undefined || ofKind.length === 0
        ? [{ when: {}, kind: mapping.stationKind, tier: 'point' }]
        : ofKind.map(([value, kind]) => ({ when: { [columns.kind!]: value }, kind, tier: 'point' })),
  };
}

function incidentLayer(mapping: FileMapping, inspected: readonly InspectedFile[]): object {
  const { columns, times, states, types } = mapping;
  const timeOf = (meaning: 'reportedAt' | 'dueAt' | 'respondedAt' | 'closedAt') =>
    columns[meaning] === undefined ? {} : { [meaning]: { column: columns[meaning], pattern: times[meaning] ?? '' } };
  const file = inspected.find(({ name }) => name === mapping.file);
  const addresses = file?.columns.find(({ name }) => name === columns.address);
  return {
    layer: 'incidents',
    ...sourceOf(mapping),
    outsideAreas: 'keep',
    badCoordinates: 'without-point',
    columns: {
      ...columnsOf(mapping, ['x', 'y', 'cell', 'id', 'caseNumber', 'address', 'owner']),
      ...(columns.accuracy === undefined
        ? {}
        : { accuracy: { column: columns.accuracy, radius: accuracyRadius(columns.accuracy) } }),
      ...timeOf('reportedAt'),
      ...timeOf('dueAt'),
      ...timeOf('respondedAt'),
      ...timeOf('closedAt'),
      title: `{${columns.title ?? columns.type ?? ''}}`,
    },
    source: typeCode(mapping.file.replace(/\.[^.]+$/, '')) || 'upload',
    level: 3,
    types: { column: columns.type, groups: [], names: typeNames(types) },
    state:
      columns.state === undefined
        ? { value: columns.closedAt === undefined ? 'closed' : 'processing' }
        : {
            column: columns.state,
            values: Object.fromEntries(Object.entries(states).filter(([, state]) => state !== null)),
          },
    checks: [
      { find: 'without-point' },
      ...(columns.dueAt === undefined ? [] : [{ find: 'without-due-date' }, { find: 'closed-late' }]),
      ...(columns.closedAt === undefined ? [] : [{ find: 'closed-when-created' }]),
      ...(addresses ? [{ find: 'repeated-address', atLeast: 10 }] : []),
    ],
  };
}

/** Names with codes for values that have no Latin letters or digits to make one of. */
function typeNames(types: readonly string[]): Record<string, { code: string; zh: string }> {
  return Object.fromEntries(
    types.filter((type) => typeCode(type) === '').map((type) => [type, { code: `t-${hash(type)}`, zh: type }]),
  );
}

/** FNV-1a, 32 bits: the same value has the same code in every import. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return (value >>> 0).toString(36);
}

interface Level {
  level: { key: string; name: { zh: string; en: string } };
  area: { column: string; name: { zh: string } | Record<string, unknown> };
}

/** Levels of areas that are unions of base units, outermost first; empty where the mapping names none. */
function areaLevels(units: FileMapping | undefined, used: readonly FileMapping[]): Level[] {
  if (!units || units.columns.cell !== undefined) return [];
  const names = used.find(
    ({ use, columns, crs }) => use === 'area-names' && columns.name !== undefined && crs !== null,
  );
  const levelOf = (meaning: 'district' | 'community', name: { zh: string; en: string }): Level[] => {
    const column = units.columns[meaning];
    return column === undefined ? [] : [{ level: { key: meaning, name }, area: { column, name: { zh: '{code}' } } }];
  };
  const levels = [
    ...levelOf('district', { zh: '街道', en: 'Subdistrict' }),
    ...levelOf('community', { zh: '社区', en: 'Community' }),
  ];
  const outermost = levels[0];
  if (outermost && names) outermost.area.name = { ...sourceOf(names), column: names.columns.name!, english: {} };
  return levels;
}

function planOf(placeId: string, name: { zh: string; en?: string }, units: FileMapping | undefined): object {
  const column = units?.columns.grid;
  if (column === undefined) return emptyPlan(placeId, name);
  return {
    ...emptyPlan(placeId, name),
    from: 'base-units',
    name: { zh: '导入的网格', en: 'Imported grids' },
    column,
    gridName: `{${column}}`,
    workersPerGrid: 1,
  };
}
