import { createHash } from 'node:crypto';
import type { ImportReport, PlaceDataset } from '../../geodata/schema/dataset';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import { countClosureEdits } from '../db/queries/closures';
import { datasetRows, selectAreaGeometries, selectEditedPlans, writeDataset } from '../db/queries/write-dataset';
import type { DatasetRows } from '../db/queries/write-dataset';

export interface LoadOptions {
  /** True: plans people edited may be dropped where they no longer fit the new areas. */
  dropEditedPlans?: boolean;
  /** UTC milliseconds; the clock unless given. */
  at?: number;
}

export interface LoadOutcome {
  /** 16 hex digits of the content, and how often closures were changed by hand; equal data has equal versions. */
  datasetVersion: string;
  /** Plans people edited, left as they are. */
  keptPlans: string[];
  /** Plans people edited that are gone because the areas they tile have changed. */
  droppedPlans: string[];
}

/**
 * Writes a dataset into a place's database (opened with `openPlaceDatabase`), replacing what was imported
 * before, in one transaction; a load that fails leaves the place as it was. Plans people have edited stay
 * as long as the areas are the same; otherwise the load fails with `place.edited-plans`, unless told to drop them.
 * Base units keep their order: `seq` from 0 is the `index` of columns. Takes about a second for a county and
 * blocks its thread: call it from a worker or a command line.
 */
export async function loadDataset(
  client: Client,
  dataset: PlaceDataset,
  report: ImportReport | null = null,
  options: LoadOptions = {},
): Promise<Result<LoadOutcome>> {
  const rows = datasetRows(dataset);
  const edited = await selectEditedPlans(client);
  const sameAreas = edited.length > 0 && hasSameAreas(await selectAreaGeometries(client), rows);
  if (edited.length > 0 && !sameAreas && !options.dropEditedPlans) {
    return fail('place.edited-plans', { place: dataset.place.id, plans: edited.join(', ') });
  }
  const edits = await countClosureEdits(client);
  const content = contentVersion(dataset, rows);
  const outcome: LoadOutcome = {
    // As `bumpDatasetVersion` writes it: closures made by hand stay, and are part of what the place is.
    datasetVersion: edits > 0 ? `${content}-${edits}` : content,
    keptPlans: sameAreas ? edited : [],
    droppedPlans: sameAreas ? [] : edited,
  };
  await writeDataset(client, {
    dataset,
    rows,
    datasetVersion: outcome.datasetVersion,
    at: options.at ?? Date.now(),
    keepPlans: outcome.keptPlans,
    report,
  });
  return ok(outcome);
}

function hasSameAreas(stored: ReadonlyMap<string, Uint8Array>, rows: DatasetRows): boolean {
  const areas = rows.find(([table]) => table === 'area')?.[1] ?? [];
  if (areas.length !== stored.size) return false;
  return areas.every((row) => {
    const before = stored.get(String(row[1]));
    const after = row[6];
    return before !== undefined && after instanceof Uint8Array && Buffer.compare(before, after) === 0;
  });
}

/** A hash of every imported value, so that it changes exactly when the data does. */
function contentVersion(dataset: PlaceDataset, rows: DatasetRows): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(dataset.place));
  for (const [table, tableRows] of rows) {
    hash.update(`\n${table}\n`);
    for (const row of tableRows) {
      // Bytes go in as they are, everything else as one JSON array a row.
      hash.update(JSON.stringify(row.map((value) => (value instanceof Uint8Array ? value.length : value))));
      for (const value of row) if (value instanceof Uint8Array) hash.update(value);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
