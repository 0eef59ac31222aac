import type { UncoveredPage } from '../../geodata/schema/coverage';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { CoverageSource } from './coverage-network';
import { findUncovered } from './find-uncovered';
import type { UncoveredSelection } from './find-uncovered';

export interface UncoveredQuery extends UncoveredSelection {
  offset: number;
  limit: number;
  nextCursor: string;
}

/** A page of the base units nobody reaches a station from in time. */
export async function listUncovered(source: CoverageSource, query: UncoveredQuery): Promise<Result<UncoveredPage>> {
  const found = await findUncovered(source, query);
  if (!found.ok) return found;
  const { on, units, row } = found.value;
  return ok({
    datasetVersion: on.place.datasetVersion,
    total: units.length,
    rows: units.slice(query.offset, query.offset + query.limit).map(row),
    nextCursor: query.offset + query.limit < units.length ? query.nextCursor : null,
  });
}
