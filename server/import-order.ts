import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import type { GivenSpec } from '../geodata/formats/derive-place';
import { isTimeZone } from '../geodata/formats/parse-local-time';
import { fail, ok } from '../geodata/schema/problems';
import type { Result } from '../geodata/schema/problems';
import type { ReportLanguage } from './import-report-text';
import { packageRoot } from './package-root';

/** What `npm run import` is told to do: run a spec, or make one of a map file. */
export type ImportOrder = (
  | { from: 'spec'; specPath: string; specFile: string }
  /** `mapFile` is its path below the data folder, with forward slashes. */
  | { from: 'map'; mapFile: string; given: GivenSpec }
) & {
  dataFolder: string;
  language: ReportLanguage;
  dropEditedPlans: boolean;
  /** Where to write the derived spec, to be corrected by hand; null: nowhere, and the import runs. */
  writeSpec: string | null;
};

const options = {
  data: { type: 'string' },
  lang: { type: 'string' },
  name: { type: 'string' },
  id: { type: 'string' },
  zone: { type: 'string' },
  'write-spec': { type: 'string' },
  'replace-plans': { type: 'boolean', default: false },
} as const;

/** Files that hold a map and are no spec, by name; what is in them is told from their bytes. */
const mapFile = /\.(pbf|osm|graphml|bz2|osm\.xml|gz)$/i;

/** Reads the command line. `callerFolder` is where relative paths start. Problems: `import.usage`, `spec.missing` … */
export function readImportOrder(argv: string[], callerFolder: string, env: NodeJS.ProcessEnv): Result<ImportOrder> {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    return fail('import.usage', { reason: error instanceof Error ? error.message.split('\n')[0]! : String(error) });
  }
  const { values, positionals } = parsed;
  const [name, ...surplus] = positionals;
  if (name === undefined) return fail('import.usage', { reason: '<spec.json | map.osm.pbf> ?' });
  if (surplus.length > 0) return fail('import.usage', { reason: `${surplus[0]} ?` });
  const locale = values.lang ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '';
  const rest = {
    language: locale.startsWith('zh') ? ('zh' as const) : ('en' as const),
    dropEditedPlans: values['replace-plans'],
  };
  const fromCaller = (path: string): string => resolve(callerFolder, path);

  if (mapFile.test(name)) {
    const path = fromCaller(name);
    if (!existsSync(path)) return fail('file.missing-here', { file: name });
    if (values.zone !== undefined && !isTimeZone(values.zone))
      return fail('spec.unknown-zone', { file: '--zone', zone: values.zone });
    const dataFolder = values.data === undefined ? dirname(path) : fromCaller(values.data);
    const below = relative(dataFolder, path).split(sep).join('/');
    if (below.startsWith('../')) return fail('import.usage', { reason: `${name} – --data ${values.data}` });
    const { id, name: called, zone } = values;
    const writeSpec = values['write-spec'] === undefined ? null : fromCaller(values['write-spec']);
    return ok({ ...rest, from: 'map', mapFile: below, given: { id, name: called, zone }, dataFolder, writeSpec });
  }

  for (const option of ['name', 'id', 'zone', 'write-spec'] as const)
    if (values[option] !== undefined) return fail('import.usage', { reason: `--${option} – ${name}` });
  if (values.data === undefined) return fail('import.usage', { reason: '--data ?' });
  const shipped = join(packageRoot(), 'server', 'specs');
  // A shipped spec may be called by its name alone.
  const specPath = [fromCaller(name), join(shipped, `${name}.json`)].find((path) => existsSync(path));
  if (specPath === undefined) {
    const names = readdirSync(shipped).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
    return fail('spec.missing', { file: name, shipped: names.join(', ') });
  }
  const specFile = relative(callerFolder, specPath);
  return ok({ ...rest, from: 'spec', specPath, specFile, dataFolder: fromCaller(values.data), writeSpec: null });
}
