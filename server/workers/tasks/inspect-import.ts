import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ReadingChoice } from '../../../geodata/schema/import-inspection';
import type { UploadedFile } from '../../../geodata/schema/import-session';
import { inspectImport } from '../../services/inspect-import';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface InspectImportInput {
  folder: string;
  files: UploadedFile[];
  language: 'zh' | 'en';
  today: string;
  reading: ReadingChoice[];
}

/** What uploaded files are, as gzipped JSON text. */
export const inspectImportTask = defineTask(
  async (_context, { folder, files, ...rest }: InspectImportInput): Promise<Uint8Array> =>
    pack(JSON.stringify(await inspectImport(folder, files, rest))),
);
