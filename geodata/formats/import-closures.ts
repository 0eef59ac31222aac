import type { Closure } from '../schema/closure';
import { closureIdSchema } from '../schema/ids';
import type { Street } from '../schema/settlement';
import { cellText } from './cell-text';
import { fillTemplate, templateColumns } from './fill-template';
import type { LayerLog } from './import-log';
import type { ClosureLayerSpec } from './import-spec';
import type { RowImporter } from './row-importer';
import { rowPolygons } from './row-place';
import type { SourceRow } from './rows/source-row';
import { typeCode } from './type-code';

/** Between the names of several streets in one cell. */
const separators = /[;；,，、|]/;
const dayPattern = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/;

/**
 * Rows as closures of streets: a polygon closes every street in it, a cell of names or ids of streets closes those in
 * whole. A row that closes nothing, or says no first day, is refused.
 */
export function importClosures(
  spec: ClosureLayerSpec,
  streets: readonly Street[],
  log: LayerLog,
): RowImporter<Closure[]> {
  const { columns } = spec;
  const idsOf = streetsByName(streets);
  const prefix = typeCode(spec.file.split('/').pop()!.split('.')[0]!) || 'closure';
  const wanted = [
    ...templateColumns(columns.name),
    ...[columns.id, columns.reason, columns.document, columns.from, columns.to, columns.streets],
  ].filter((column) => column !== undefined);
  const closures: Closure[] = [];
  const seen = new Set<string>();

  const take = (row: SourceRow): void => {
    const { number, geometry } = row;
    const text = (column: string | undefined) => (column === undefined ? '' : cellText(row.properties[column]));
    const key = columns.id === undefined ? String(number) : text(columns.id);
    const id = closureIdSchema.safeParse(`${prefix}-${key}`);
    if (key === '' || !id.success) return log.refuse('row.bad-id', number, { column: columns.id ?? '#', value: key });
    if (seen.has(key)) return log.refuse('row.id-twice', number, { column: columns.id ?? '#', value: key });
    const name = fillTemplate(columns.name, text);
    if (name === '') return log.refuse('row.empty-cell', number, { column: columns.name });
    const from = readDay(text(columns.from));
    if (from === null) return log.refuse('closure.no-day', number, { column: columns.from, value: text(columns.from) });
    const written = text(columns.to);
    const to = written === '' ? null : readDay(written);
    if (written !== '' && (to === null || to < from))
      return log.refuse('closure.no-day', number, { column: columns.to!, value: written });
    const named = text(columns.streets)
      .split(separators)
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const unknown = named.filter((one) => !idsOf.has(one));
    if (unknown.length > 0) return log.refuse('closure.unknown-street', number, { streets: unknown });
    const isLand = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
    if (!isLand && named.length === 0) return log.refuse('closure.nothing-closed', number);
    const land = isLand ? rowPolygons(row, spec) : null;
    if (land && !land.ok) return log.refuse(land.problem.code, number, land.problem.params);
    seen.add(key);
    log.kept();
    closures.push({
      id: id.data,
      name: { zh: name },
      reason: text(columns.reason) === '' ? null : { zh: text(columns.reason) },
      document: text(columns.document) || null,
      from,
      to,
      streets: [...new Set(named.flatMap((one) => idsOf.get(one)!))],
      area: land ? land.value.polygons : null,
    });
  };
  return { columns: [...new Set(wanted)], take, finish: () => closures };
}

/** Ids of streets by name, in both languages, and by their own id. */
function streetsByName(streets: readonly Street[]): Map<string, string[]> {
  const idsOf = new Map<string, string[]>();
  for (const { id, name } of streets) {
    for (const key of new Set([id, name?.zh, name?.en])) {
      if (key !== undefined) idsOf.set(key, [...(idsOf.get(key) ?? []), id]);
    }
  }
  return idsOf;
}

/** `2026-03-05`, `2026/3/5`, `2026年3月5日` and what follows of a time; null for anything else, or a day that is none. */
function readDay(text: string): string | null {
  const match = dayPattern.exec(text.trim());
  if (!match) return null;
  const [year, month, day] = [match[1]!, match[2]!.padStart(2, '0'), match[3]!.padStart(2, '0')];
  const written = `${year}-${month}-${day}`;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === written ? written : null;
}
