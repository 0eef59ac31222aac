import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../package-root';

export interface WorkerEntry {
  /** File the thread starts with. */
  file: string;
  /** Module that file imports next, where it is only a bootstrap. */
  entry: string | null;
}

/** Where a thread starts, by the name of its entry: the bundle beside us in the build, the TypeScript source through its loader otherwise. */
export function findWorkerEntry(
  name: 'compute-worker' | 'demo-worker' | 'import-worker' | 'siting-worker',
): WorkerEntry {
  const root = packageRoot();
  if (!import.meta.url.endsWith('.ts')) return { file: join(root, 'dist', 'server', `${name}.js`), entry: null };
  const folder = join(root, 'server', 'workers');
  return {
    file: join(folder, 'start-worker.mjs'),
    entry: pathToFileURL(join(folder, `${name}.ts`)).href,
  };
}
