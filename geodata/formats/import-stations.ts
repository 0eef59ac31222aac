import type { LatticePoint } from '../schema/coordinates';
import { readOpeningHours } from '../coverage/opening-hours';
import { stationIdSchema } from '../schema/ids';
import { LONGEST_HOURS_TEXT, stationPropertiesSchema } from '../schema/station';
import type { Station } from '../schema/station';
import { cellText } from './cell-text';
import { fillTemplate, templateColumns } from './fill-template';
import type { LayerLog } from './import-log';
import type { RowStationLayerSpec } from './import-spec';
import type { RowImporter } from './row-importer';
import { placeColumnsOf, rowPoint } from './row-place';
import type { RowPoint } from './row-place';
import type { SourceRow } from './rows/source-row';
import { typeCode } from './type-code';

/** Stands in a name for which of the stations of its row a station is, from 1. */
const ordinal = '#';
/** More stations than a row can mean: a count above it is a column that was mixed up. */
const largestCount = 1000;

type Rule = RowStationLayerSpec['rules'][number];
type Columns = RowStationLayerSpec['columns'];
type Sizes = Pick<Station, 'floorAreaSquareMetres' | 'seats' | 'staff'>;
type Offer = Sizes & Pick<Station, 'openingHours'>;

/**
 * Rows with a kind as stations, one a row or as many as a column counts. `isInside` says whether a point lies in one of
 * the place's areas. A polygon stands for a point inside it; how many did is reported. `taken` are the ids that an
 * earlier layer of the same file has.
 */
export function importStations(
  spec: RowStationLayerSpec,
  isInside: (point: LatticePoint) => boolean,
  taken: ReadonlySet<string>,
  log: LayerLog,
): RowImporter<Station[]> {
  const { columns } = spec;
  const names = typeof columns.name === 'string' ? { zh: columns.name } : columns.name;
  const templates = [names.zh, names.en ?? ''];
  const wanted = [
    ...templates.flatMap(templateColumns).filter((column) => column !== ordinal),
    ...[columns.id, columns.count, columns.address, columns.openingHours, ...numberColumns(columns)].filter(
      (column) => column !== undefined,
    ),
    ...(columns.services ?? []),
    ...spec.rules.flatMap((rule) => Object.keys(rule.when)),
    ...placeColumnsOf(spec),
  ];
  const prefix = spec.idPrefix ?? (typeCode(spec.file.split('/').pop()!.split('.')[0]!) || 'station');
  const stations: Station[] = [];
  const seen = new Set<string>();
  let outside = 0;
  let counted = 0;
  let fromPolygons = 0;

  const take = (row: SourceRow): void => {
    const { number, properties } = row;
    const text = (column: string) => cellText(properties[column]);
    const count = columns.count === undefined ? 1 : readCount(text(columns.count));
    if (count === null)
      return log.refuse('station.no-count', number, { column: columns.count!, value: text(columns.count!) });
    if (count === 0) return;
    const at = rowPoint(row, spec, true);
    if (!at.ok) return log.refuse(at.problem.code, number, at.problem.params);
    if (!at.value) return log.refuse('row.no-place', number);
    const rule = spec.rules.find(({ when }) => Object.entries(when).every(([column, value]) => text(column) === value));
    if (!rule) {
      const value = [...new Set(spec.rules.flatMap((each) => Object.keys(each.when)))].map(text).join(' / ');
      return log.refuse('station.kind-unmapped', number, { value });
    }
    const { raw, point } = at.value;
    const isOutside = !isInside(point);
    if (isOutside && spec.outsideAreas === 'refuse')
      return log.refuse('row.outside-areas', number, { coordinate: `${raw.x}, ${raw.y}` });
    const key = columns.id === undefined ? String(number) : text(columns.id);
    const ids = Array.from(
      { length: count },
      (_, i) => `${prefix}-${key}${columns.count === undefined ? '' : `-${i + 1}`}`,
    );
    if (key === '' || !ids.every((id) => stationIdSchema.safeParse(id).success))
      return log.refuse('row.bad-id', number, { column: columns.id ?? ordinal, value: key });
    if (seen.has(key)) return log.refuse('row.id-twice', number, { column: columns.id ?? ordinal, value: key });
    if (ids.some((id) => taken.has(id))) return log.refuse('station.taken-before', number, { object: ids[0]! });
    const sizes = readSizes(columns, text);
    for (const { column, value } of sizes.wrong) log.remark('station.bad-number', number, { column, value });
    const hours = columns.openingHours === undefined ? '' : text(columns.openingHours);
    if (hours.length > LONGEST_HOURS_TEXT)
      log.remark('station.hours-too-long', number, { longest: LONGEST_HOURS_TEXT });
    else if (hours !== '' && !readOpeningHours(hours).understood)
      log.remark('station.hours-not-understood', number, { value: hours });
    const more = { ...sizes.read, openingHours: hours.length > LONGEST_HOURS_TEXT ? null : hours || null };
    const made = ids.map((id, i) => makeStation(id, i + 1, row, rule, at.value!, more));
    if (made.some((station) => station.name.zh === ''))
      return log.refuse('row.empty-cell', number, { column: names.zh });
    seen.add(key);
    if (isOutside) outside += count;
    if (columns.count !== undefined) counted++;
    if (row.geometry && row.geometry.type.endsWith('Polygon') && placeColumnsOf(spec).length === 0) fromPolygons++;
    log.kept(count);
    stations.push(...made);
  };

  const makeStation = (id: string, nth: number, row: SourceRow, rule: Rule, at: RowPoint, more: Offer): Station => {
    const text = (column: string) => (column === ordinal ? String(nth) : cellText(row.properties[column]));
    const en = names.en === undefined ? '' : fillTemplate(names.en, text);
    const zh = fillTemplate(names.zh, text);
    return {
      id: id as Station['id'],
      name: en === '' ? { zh } : { zh, en },
      kind: rule.kind,
      tier: rule.tier,
      services: (columns.services ?? [])
        .flatMap((column) => text(column).split(/[、；;|]/))
        .map((service) => service.trim())
        .filter((service) => service !== ''),
      ...more,
      point: at.point,
      address: columns.address === undefined ? null : text(columns.address) || null,
    };
  };

  const finish = (): Station[] => {
    if (outside > 0) log.remark('row.outside-areas-kept', null, { count: outside });
    if (columns.count !== undefined)
      log.remark('station.counted', null, { column: columns.count, rows: counted, stations: stations.length });
    if (fromPolygons > 0) log.remark('station.from-polygon', null, { count: fromPolygons });
    return stations;
  };
  return { columns: [...new Set(wanted)], take, finish };
}

function readCount(text: string): number | null {
  const count = text === '' ? Number.NaN : Number(text);
  return Number.isInteger(count) && count >= 0 && count <= largestCount ? count : null;
}

const sizeColumns = (columns: Columns) =>
  [
    ['floorAreaSquareMetres', columns.floorArea],
    ['seats', columns.seats],
    ['staff', columns.staff],
  ] as const;
const numberColumns = (columns: Columns) => sizeColumns(columns).map(([, column]) => column);

/** Sizes of a row; what is no such number stays unknown and is told. */
function readSizes(columns: Columns, text: (column: string) => string) {
  const read: Sizes = { floorAreaSquareMetres: null, seats: null, staff: null };
  const wrong: { column: string; value: string }[] = [];
  for (const [key, column] of sizeColumns(columns)) {
    const value = column === undefined ? '' : text(column);
    if (value === '') continue;
    // 1,200 平方米 and 1200 are one number.
    const plain = value.replace(/[,，\s]/g, '').replace(/(平方米|平米|㎡|m²|m2|座|个|人|名)$/i, '');
    const size = stationPropertiesSchema.shape[key].safeParse(plain === '' ? Number.NaN : Number(plain));
    if (size.success) read[key] = size.data;
    else wrong.push({ column: column!, value });
  }
  return { read, wrong };
}
