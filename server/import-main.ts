import './check-node.mjs';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeProblem, fail, ok } from '../geodata/schema/problems';
import type { Problem, Result } from '../geodata/schema/problems';
import { readConfig } from './config';
import { importReportText } from './import-report-text';
import type { ReportLanguage } from './import-report-text';
import { packageRoot } from './package-root';
import { prepareDataFolder } from './prepare-data-folder';
import { importPlace } from './services/import-place';
import type { ImportSummary } from './services/import-place';

/* `npm run import -- <spec.json> --data <folder>`: one import, its report, and a status for scripts. */

interface Order {
  specPath: string;
  specFile: string;
  dataFolder: string;
  language: ReportLanguage;
  dropEditedPlans: boolean;
}

/** Where relative paths of the command line start: where npm was called, not where it went. */
const callerFolder = process.env['npm_lifecycle_event'] === 'import' ? process.env['INIT_CWD'] : undefined;
const fromCaller = (path: string): string => resolve(callerFolder ?? process.cwd(), path);

function readOrder(argv: string[]): Result<Order> {
  const options = {
    data: { type: 'string' },
    lang: { type: 'string' },
    'replace-plans': { type: 'boolean', default: false },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    return fail('import.usage', { reason: error instanceof Error ? error.message.split('\n')[0]! : String(error) });
  }
  const [specName, ...surplus] = parsed.positionals;
  if (specName === undefined) return fail('import.usage', { reason: '<spec.json> ?' });
  if (surplus.length > 0) return fail('import.usage', { reason: `${surplus[0]} ?` });
  if (parsed.values.data === undefined) return fail('import.usage', { reason: '--data ?' });
  const shipped = join(packageRoot(), 'server', 'specs');
  // A shipped spec may be called by its name alone.
  const candidates = [fromCaller(specName), join(shipped, `${specName}.json`)];
  const specPath = candidates.find((path) => existsSync(path));
  if (specPath === undefined) {
    const names = readdirSync(shipped).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
    return fail('spec.missing', { file: specName, shipped: names.join(', ') });
  }
  const locale = parsed.values.lang ?? process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
  return ok({
    specPath,
    specFile: relative(callerFolder ?? process.cwd(), specPath),
    dataFolder: fromCaller(parsed.values.data),
    language: locale.startsWith('zh') ? 'zh' : 'en',
    dropEditedPlans: parsed.values['replace-plans'],
  });
}

function readSpecText(order: Order): Result<string> {
  try {
    return ok(readFileSync(order.specPath, 'utf8'));
  } catch {
    return fail('spec.missing', { file: order.specFile, shipped: '—' });
  }
}

/** One line in both languages, and out. */
function stop(problem: Problem): never {
  console.error(`${describeProblem(problem, 'zh')} · ${describeProblem(problem, 'en')}`);
  process.exit(1);
}

function valueOrStop<T>(result: Result<T>): T {
  return result.ok ? result.value : stop(result.problem);
}

function closingLine({ dataset, loaded }: ImportSummary, language: ReportLanguage, seconds: number): string {
  const number = (count: number) => count.toLocaleString('en-US');
  const { areas, baseUnits, streets, stations, incidents, plans } = dataset;
  const grids = plans.reduce((sum, plan) => sum + plan.grids.filter((grid) => grid.kind !== 'unassigned').length, 0);
  const counts = [areas, baseUnits, streets, stations, incidents].map((list) => number(list.length));
  const time = `${seconds.toFixed(1)} s`;
  const { zh, en } = dataset.place.name;
  const line =
    language === 'zh'
      ? `已导入${zh}：区域 ${counts[0]}，基础单元 ${counts[1]}，道路 ${counts[2]}，服务站 ${counts[3]}，事件 ${counts[4]}，网格 ${number(grids)}；用时 ${time}（数据版本 ${loaded.datasetVersion}）`
      : `Imported ${en ?? zh}: ${counts[0]} areas, ${counts[1]} base units, ${counts[2]} streets, ${counts[3]} stations, ${counts[4]} incidents, ${number(grids)} grids in ${time} (dataset ${loaded.datasetVersion})`;
  const kept = loaded.keptPlans.join(', ');
  if (kept === '') return line;
  return `${line}\n${language === 'zh' ? `保留了编辑过的方案:${kept}` : `Edited plans kept: ${kept}`}`;
}

async function main(): Promise<void> {
  const started = performance.now();
  const order = valueOrStop(readOrder(process.argv.slice(2)));
  const specText = valueOrStop(readSpecText(order));
  const config = valueOrStop(readConfig({ ...process.env, PORT: '' }));
  valueOrStop(prepareDataFolder(config.dataDir));
  const summary = valueOrStop(
    await importPlace({
      specText,
      specFile: order.specFile,
      dataFolder: order.dataFolder,
      dataDir: config.dataDir,
      now: Date.now(),
      dropEditedPlans: order.dropEditedPlans,
    }),
  );
  console.log(importReportText(summary.report, order.language));
  console.log(`\n${closingLine(summary, order.language, (performance.now() - started) / 1000)}`);
}

await main();
