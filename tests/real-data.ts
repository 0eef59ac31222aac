import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe } from 'vitest';

/** The folder `name` of the real data that DATA_FOLDER points at; null where there is none. */
export function realData(name: string): string | null {
  const folder = process.env['DATA_FOLDER'];
  if (!folder) return null;
  const path = resolve(folder, name);
  return existsSync(path) ? path : null;
}

/**
 * A suite over the folder `name` of the real data. Without the data its tests are skipped, under a title that says
 * why; `body` then gets a path that does not exist and must not read it while it registers its tests.
 */
export function describeWithData(name: string, title: string, body: (folder: string) => void): void {
  const folder = realData(name);
  const reason = folder ? '' : ` (skipped: no ${name} under DATA_FOLDER)`;
  describe.skipIf(folder === null)(`${title}${reason}`, () => body(folder ?? join('absent', name)));
}
