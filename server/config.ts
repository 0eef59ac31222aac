import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { availableParallelism } from 'node:os';
import { fail, ok } from '../geodata/schema/problems';
import type { Result } from '../geodata/schema/problems';
import { packageRoot } from './package-root';

export interface Config {
  /** Address to listen on; 127.0.0.1 unless HOST says otherwise, so that nothing is open to the network by accident. */
  host: string;
  port: number;
  /** Absolute folder of everything that is kept; `places/<place>.db` inside. */
  dataDir: string;
  /** Absolute folder of the built pages. */
  webDir: string;
  /** Make the demo county where it is missing; DEMO=0 leaves it out. */
  demo: boolean;
  /** Names this build in entity tags. */
  build: string;
  /** Largest request body, megabytes of 1,000,000 bytes. */
  bodyLimitMegabytes: number;
  /** Largest sum of the files of one import by upload, megabytes of 1,000,000 bytes. */
  uploadLimitMegabytes: number;
  /** Threads for analysis, beside the one for tiles. */
  analysisWorkers: number;
  /** Log one line a request. */
  logRequests: boolean;
}

/**
 * Reads the configuration from the environment.
 * Fails with `start.bad-port` where PORT is not a port number, `start.bad-upload-limit` likewise for UPLOAD_LIMIT_MB.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<Config> {
  const portText = env['PORT'] ?? '';
  const port = portText === '' ? 8787 : Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65535) return fail('start.bad-port', { port: portText });
  const uploadText = env['UPLOAD_LIMIT_MB'] ?? '';
  const uploadLimit = uploadText === '' ? 500 : Number(uploadText);
  if (!(uploadLimit > 0 && uploadLimit <= 100_000)) return fail('start.bad-upload-limit', { limit: uploadText });
  return ok({
    host: env['HOST'] || '127.0.0.1',
    port,
    dataDir: resolve(env['DATA_DIR'] || join(packageRoot(), '.data')),
    webDir: join(packageRoot(), 'dist', 'web'),
    demo: env['DEMO'] !== '0',
    build: readBuild(),
    bodyLimitMegabytes: 8,
    uploadLimitMegabytes: uploadLimit,
    analysisWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)),
    logRequests: env['LOG_REQUESTS'] === '1',
  });
}

/** The hash of the sources the build was made of; from sources, where they may change any time, the time of the start. */
function readBuild(): string {
  const stamp = join(packageRoot(), 'dist', 'source-hash');
  const isBuilt = !import.meta.url.endsWith('.ts') && existsSync(stamp);
  return isBuilt ? readFileSync(stamp, 'utf8').slice(0, 8) : Date.now().toString(36);
}
