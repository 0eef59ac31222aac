import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The absolute path of the folder that holds package.json. Files read at run time (migrations, import specs,
 * dist/web) are found from here, so that they are the same files from the TypeScript sources (dev, tests)
 * and from the bundle in dist/server. Throws if the program was moved out of its package.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${import.meta.url}`);
    folder = parent;
  }
  return folder;
}
