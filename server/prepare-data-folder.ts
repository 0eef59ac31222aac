import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, ok } from '../geodata/schema/problems';
import type { Result } from '../geodata/schema/problems';

/**
 * Makes the data folder and proves that it can be written, before anything is opened in it.
 * Fails with `start.data-path-below-file` or `start.data-path-unwritable`.
 */
export function prepareDataFolder(dataDir: string): Result<string> {
  const places = join(dataDir, 'places');
  const file = fileAbove(places);
  if (file !== null) return fail('start.data-path-below-file', { path: dataDir, file });
  try {
    mkdirSync(places, { recursive: true });
    accessSync(places, constants.R_OK | constants.W_OK | constants.X_OK);
    // Rights are one thing, a read-only or full disk another: write something.
    const probe = join(places, `.write-probe-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
    return ok(dataDir);
  } catch (error) {
    return fail('start.data-path-unwritable', {
      path: dataDir,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** The nearest thing on the way that exists and is not a folder. */
function fileAbove(path: string): string | null {
  let at = path;
  while (!existsSync(at)) {
    const parent = dirname(at);
    if (parent === at) return null;
    at = parent;
  }
  return statSync(at).isDirectory() ? null : at;
}
