import type { Geometry } from 'geojson';
import type { ProblemCode } from '../../schema/problems';
import { checkGeometry, isRecord } from '../check-geojson-geometry';
import type { LayerLog } from '../import-log';
import { fingerprintOf } from './fingerprint';
import { pickColumns } from './source-row';
import type { RowRequest } from './source-row';

/** GeoJSON features as rows: each is checked, numbered in the order it comes, and refused by its number where it is none. */
export class FeatureRows {
  readonly #columns = new Set<string>();
  #number = 0;

  constructor(
    private readonly request: RowRequest,
    private readonly log: LayerLog,
  ) {}

  /** The columns that came so far. */
  get columns(): string[] {
    return [...this.#columns];
  }

  /** The columns that have to be there. Features name theirs themselves: without any, nothing can be missed. */
  wantedColumns(): readonly string[] {
    return this.request.columns === 'all' || this.#columns.size === 0 ? [] : this.request.columns;
  }

  /** Takes the next feature and the text it was written in; `false` where no more is wanted. */
  take(entry: unknown, text: string): boolean | void {
    const number = ++this.#number;
    this.log.read();
    const fault = checkFeature(entry, this.request.roughRings ?? false);
    if (fault) return this.log.refuse(fault, number);
    // Checked just above: what passes is a feature.
    const feature = entry as { properties?: Record<string, unknown> | null; geometry?: Geometry | null };
    const properties = feature.properties ?? {};
    for (const column of Object.keys(properties)) this.#columns.add(column);
    const { columns, fingerprints } = this.request;
    return this.request.take({
      number,
      properties: pickColumns(properties, columns),
      geometry: feature.geometry ?? null,
      ...(fingerprints ? { fingerprint: fingerprintOf(text || JSON.stringify(entry)) } : {}),
    });
  }
}

function checkFeature(entry: unknown, takesRough: boolean): ProblemCode | null {
  if (!isRecord(entry) || entry['type'] !== 'Feature') return 'geojson.not-a-feature';
  const { properties, geometry, id } = entry;
  if (properties !== null && properties !== undefined && !isRecord(properties)) return 'geojson.bad-properties';
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number') return 'geojson.bad-id';
  if (!isBBox(entry['bbox'])) return 'geojson.bad-bbox';
  if (geometry === null || geometry === undefined) return null;
  return isRecord(geometry) && !isBBox(geometry['bbox']) ? 'geojson.bad-bbox' : checkGeometry(geometry, takesRough);
}

/** True where a `bbox` member is one, or is not there. */
export function isBBox(value: unknown): boolean {
  if (value === undefined) return true;
  const size = Array.isArray(value) ? value.length : 0;
  return (size === 4 || size === 6) && (value as unknown[]).every((edge) => typeof edge === 'number');
}
