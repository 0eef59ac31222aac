import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import { previewImport } from '../../services/preview-import';
import type { PreviewQuery } from '../../services/preview-import';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface PreviewImportInput {
  folder: string;
  query: PreviewQuery;
  mapFiles: string[];
}

/** Some of an uploaded file on a map, as gzipped JSON text. */
export const previewImportTask = defineTask(
  async (_context, { folder, query, mapFiles }: PreviewImportInput): Promise<Result<Uint8Array>> => {
    const preview = await previewImport(folder, query, mapFiles);
    return preview.ok ? ok(await pack(JSON.stringify(preview.value))) : preview;
  },
);
