import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Imports a place that comes with the product (`baltimore`, `taipei`) from `source` into a data folder no server uses
 * yet, as `npm run import` does. Throws with what it said where it fails.
 */
export async function importPlace(spec: string, source: string, dataFolder: string): Promise<void> {
  const args = ['server/import.mjs', `server/specs/${spec}.json`, '--data', source];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, DATA_DIR: dataFolder } });
}
