import { stat } from 'node:fs/promises';
import type { ImportReport, PlaceDataset } from '../../geodata/schema/dataset';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { readImportSpec } from '../../geodata/formats/read-import-spec';
import { runImport } from '../../geodata/formats/run-import';
import type { ImportTools } from '../../geodata/formats/run-import';
import type { DerivedRemark } from '../../geodata/formats/derive-place';
import type { ImportProgressListener } from '../../geodata/formats/import-progress';
import type { OsmExtract } from '../../geodata/formats/osm-extract';
import { closeDatabase } from '../db/open-database';
import { openPlaceDatabase } from '../db/place-store';
import { folderFiles } from './import-files';
import { loadDataset } from './load-dataset';
import type { LoadOutcome } from './load-dataset';
import { shippedProfiles } from './shipped-profiles';

export interface ImportRequest {
  /** The spec as text, and what to call it in messages. */
  specText: string;
  specFile: string;
  /** Absolute folder that the spec's files lie below. */
  dataFolder: string;
  /** Where place databases are kept. */
  dataDir: string;
  /** UTC milliseconds. */
  now: number;
  /** Replace plans people edited where they no longer fit the areas. */
  dropEditedPlans?: boolean;
  /** Told how far reading has come, and when writing begins. */
  progress?: ImportProgressListener;
  /** Map files that were read before, and what of the spec was derived from them. */
  extracts?: ReadonlyMap<string, OsmExtract>;
  derived?: readonly DerivedRemark[];
  /** Awaited when everything is read and checked, before the database is touched. */
  beforeWriting?: () => Promise<void>;
}

export interface ImportSummary {
  dataset: PlaceDataset;
  report: ImportReport;
  loaded: LoadOutcome;
}

/**
 * Imports one place from a spec and a folder of files into its database. Everything is read and checked before the
 * database is touched, and written in one transaction: a failed import leaves the place as it was, and importing the
 * same files again gives the same place. Problems: those of the spec, of the files, and of `loadDataset`.
 */
export async function importPlace(request: ImportRequest): Promise<Result<ImportSummary>> {
  const spec = readImportSpec(request.specText, request.specFile, shippedProfiles);
  if (!spec.ok) return spec;
  if (!(await isFolder(request.dataFolder))) return fail('file.folder-missing', { folder: request.dataFolder });
  const { progress } = request;
  const tools: ImportTools = {
    ...folderFiles(request.dataFolder),
    now: request.now,
    clock: () => performance.now(),
    ...(progress ? { progress } : {}),
    ...(request.extracts ? { extracts: request.extracts } : {}),
  };
  const outcome = await runImport(spec.value, tools, request.derived);
  if (!outcome.ok) return outcome;
  const { dataset, report } = outcome.value;
  await progress?.({ phase: 'saving', file: null, done: 0, total: 0, unit: 'rows', secondsLeft: null });
  await request.beforeWriting?.();
  const client = await openPlaceDatabase(request.dataDir, dataset.place.id);
  if (!client.ok) return client;
  try {
    const loaded = await loadDataset(client.value, dataset, report, {
      at: request.now,
      dropEditedPlans: request.dropEditedPlans ?? false,
    });
    return loaded.ok ? ok({ dataset, report, loaded: loaded.value }) : loaded;
  } finally {
    await closeDatabase(client.value);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
