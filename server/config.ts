import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok } from '../geodata/schema/problems';
import type { Result } from '../geodata/schema/problems';
import { packageRoot } from './package-root';
import { readBasemaps } from './read-basemaps';
import type { ConfiguredBasemap } from './read-basemaps';

export interface Config {
  /** Address to listen on; 127.0.0.1 unless HOST says otherwise, so that nothing is open to the network by accident. */
  host: string;
  port: number;
  /** Absolute folder of everything that is kept; `places/<place>.db` inside. */
  dataDir: string;
  /** Absolute folder of the built pages. */
  webDir: string;
  /**
   * Places the console is started for: synthetic ones are made where they are missing. Gu'an unless `--place` or
   * DEMO_PLACES names others; none with DEMO=0.
   */
  places: string[];
  /** The place the console opens on: the first that was asked for; null where none was. */
  opensOn: string | null;
  /** Names this build in entity tags. */
  build: string;
  /** Largest request body, megabytes of 1,000,000 bytes. */
  bodyLimitMegabytes: number;
  /** Largest sum of the files of one import by upload, megabytes of 1,000,000 bytes. */
  uploadLimitMegabytes: number;
  /** Log one line a request. */
  logRequests: boolean;
  /** Base maps beside the one drawn from a place's own data; usually none. */
  basemaps: ConfiguredBasemap[];
}

/**
 * Reads the configuration from the environment and the command line.
 * Fails with `start.bad-port` where PORT is not a port number, `start.bad-upload-limit` likewise for UPLOAD_LIMIT_MB,
 * `start.usage` where the command line has something else than `--place`, `start.basemap-…` where a base map cannot be used.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[] = [],
): Result<Config> {
  const portText = env['PORT'] ?? '';
  const port = portText === '' ? 8787 : Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65535) return fail('start.bad-port', { port: portText });
  const uploadText = env['UPLOAD_LIMIT_MB'] ?? '';
  const uploadLimit = uploadText === '' ? 500 : Number(uploadText);
  if (!(uploadLimit > 0 && uploadLimit <= 100_000)) return fail('start.bad-upload-limit', { limit: uploadText });
  const asked = readPlaces(env['DEMO_PLACES'] ?? '', argv);
  if (!asked.ok) return asked;
  const basemaps = readBasemaps(env);
  if (!basemaps.ok) return basemaps;
  const byDefault = env['DEMO'] === '0' ? [] : ['guan'];
  return ok({
    host: env['HOST'] || '127.0.0.1',
    port,
    dataDir: resolve(env['DATA_DIR'] || join(packageRoot(), '.data')),
    webDir: join(packageRoot(), 'dist', 'web'),
    places: asked.value.length > 0 ? asked.value : byDefault,
    opensOn: asked.value[0] ?? null,
    build: readBuild(),
    bodyLimitMegabytes: 8,
    uploadLimitMegabytes: uploadLimit,
    logRequests: env['LOG_REQUESTS'] === '1',
    basemaps: basemaps.value,
  });
}

/** Names after `--place` (again and again, or with commas between), else those of DEMO_PLACES; each once. */
function readPlaces(listed: string, argv: readonly string[]): Result<string[]> {
  let named: readonly string[];
  try {
    const { values } = parseArgs({ args: [...argv], options: { place: { type: 'string', multiple: true } } });
    named = values.place ?? [listed];
  } catch (error) {
    return fail('start.usage', { reason: error instanceof Error ? error.message.split('\n')[0]! : String(error) });
  }
  const names = named.flatMap((text) => text.split(',')).map((name) => name.trim().toLowerCase());
  return ok([...new Set(names.filter((name) => name !== ''))]);
}

/** The hash of the sources the build was made of; from sources, where they may change any time, the time of the start. */
function readBuild(): string {
  const stamp = join(packageRoot(), 'dist', 'source-hash');
  const isBuilt = !import.meta.url.endsWith('.ts') && existsSync(stamp);
  return isBuilt ? readFileSync(stamp, 'utf8').slice(0, 8) : Date.now().toString(36);
}
