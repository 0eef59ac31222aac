import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip, inflate } from 'node:zlib';
import type { Inflate } from '../../geodata/formats/inflate';
import type { ImportTools } from '../../geodata/formats/run-import';
import type { SourceFiles } from '../../geodata/formats/rows/source-row';
import { openGeoPackage } from './open-geopackage';

/** Decompression by Node's zlib, off the main thread and bounded. */
export const nodeInflate: Inflate = (bytes, format, limitBytes) =>
  promisify(format === 'gzip' ? gunzip : inflate)(bytes, { maxOutputLength: Math.max(1, limitBytes) });

/** The same piece by piece; pieces that nobody takes are not unpacked. */
export const nodeGunzip: SourceFiles['gunzip'] = (chunks) => {
  const unpacker = createGunzip();
  const source = Readable.from(chunks);
  source.on('error', (error) => unpacker.destroy(error));
  unpacker.on('close', () => source.destroy());
  return source.pipe(unpacker);
};

/** The files below a folder, and what an import needs to read them. */
export function folderFiles(folder: string): Omit<ImportTools, 'now'> {
  return {
    inflate: nodeInflate,
    gunzip: nodeGunzip,
    openGeoPackage: (file) => openGeoPackage(folder, file),
    readFile: async (file) => {
      try {
        return await readFile(join(folder, file));
      } catch {
        return null;
      }
    },
    readChunks: async (file) => {
      try {
        const handle = await open(join(folder, file));
        const found = await handle.stat();
        if (found.isFile())
          return { size: found.size, chunks: createReadStream('', { fd: handle, highWaterMark: 1 << 18 }) };
        await handle.close();
        return null;
      } catch {
        return null;
      }
    },
  };
}
