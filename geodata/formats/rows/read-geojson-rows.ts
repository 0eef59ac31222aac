import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { isRecord } from '../check-geojson-geometry';
import type { LayerLog } from '../import-log';
import { requireColumns } from '../require-columns';
import { FeatureRows, isBBox } from './feature-rows';
import { JsonPieces } from './json-pieces';
import { openBytes, readingProblem } from './open-bytes';
import type { RowRequest, SourceFacts, SourceFiles } from './source-row';
import { TextStream } from './text-stream';

/**
 * Reads GeoJSON (RFC 7946) feature by feature: a collection, one feature or a bare geometry, plain or gzipped, so that
 * memory does not grow with the file. What is wrong with the file as a whole is a problem; what is wrong with one
 * feature refuses that feature with its number.
 */
export async function readGeoJsonRows(
  source: { file: string },
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  const { file } = source;
  const bytes = await openBytes(files, file);
  if (!bytes.ok) return bytes;
  const reader = new FeatureReader(request, log);
  const pieces = new JsonPieces(file, 'features', reader);
  const text = new TextStream({ file, encoding: 'utf-8' });
  try {
    for await (const chunk of bytes.value) {
      const piece = text.push(chunk);
      if (!piece.ok) return piece;
      const goesOn = pieces.push(piece.value);
      if (!goesOn.ok) return goesOn;
      if (!goesOn.value) return ok(reader.facts());
    }
    const rest = text.push(new Uint8Array(0), true);
    if (!rest.ok) return rest;
  } catch (error) {
    return readingProblem(error, file);
  }
  const ended = pieces.end();
  if (!ended.ok) return ended;
  const whole = reader.finish(file);
  if (!whole.ok) return whole;
  const complete = requireColumns(reader.wantedColumns(), reader.facts().columns, file);
  return complete.ok ? ok(reader.facts()) : complete;
}

/** The pieces of a GeoJSON text: its features as rows, and what they were part of. */
class FeatureReader {
  readonly #rows: FeatureRows;
  readonly #top: Record<string, unknown> = {};
  #root: unknown = this.#top;
  #lists = 0;

  constructor(request: RowRequest, log: LayerLog) {
    this.#rows = new FeatureRows(request, log);
  }

  wantedColumns(): readonly string[] {
    return this.#rows.wantedColumns();
  }

  list(): void {
    this.#lists++;
  }

  item(value: unknown, text: string): boolean | void {
    return this.#rows.take(value, text);
  }

  member(name: string, value: unknown): void {
    this.#top[name] = value;
  }

  root(value: unknown): void {
    this.#root = value;
  }

  /** What the features, which have come by then, were part of. */
  finish(file: string): Result<true> {
    const top = this.#root;
    if (!isRecord(top) || typeof top['type'] !== 'string') return fail('geojson.no-type', { file });
    const { type } = top;
    if (type === 'FeatureCollection') {
      if (!isBBox(top['bbox'])) return fail('geojson.bad-bbox', { file });
      return this.#lists === 1 && !('features' in top) ? ok(true) : fail('geojson.no-features', { file });
    }
    const single = type === 'Feature' ? top : { type: 'Feature', properties: null, geometry: top };
    // RFC 7946, section 7.1: the members of one type may not stand in another.
    const mixed = this.#lists > 0 || 'features' in top;
    if (mixed || (single !== top && ('geometry' in top || 'properties' in top)))
      return fail('geojson.mixed-types', { file, type });
    this.#rows.take(single, '');
    return ok(true);
  }

  facts(): SourceFacts {
    return { columns: this.#rows.columns, crs: crsName(this.#top['crs']), encoding: null };
  }
}

/** The name in the `crs` member that GeoJSON had before RFC 7946 and that programs still write. */
function crsName(crs: unknown): string | null {
  if (!isRecord(crs) || !isRecord(crs['properties'])) return null;
  const { name } = crs['properties'];
  return typeof name === 'string' ? name : null;
}
