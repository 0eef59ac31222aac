import './check-node.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { DerivedRemark } from '../geodata/formats/derive-place';
import type { OsmExtract } from '../geodata/formats/osm-extract';
import { describeProblem, fail, ok } from '../geodata/schema/problems';
import type { Problem, Result } from '../geodata/schema/problems';
import { readConfig } from './config';
import { readImportOrder } from './import-order';
import type { ImportOrder } from './import-order';
import { createProgressLine } from './import-progress-line';
import type { ProgressLine } from './import-progress-line';
import { importReportText } from './import-report-text';
import type { ReportLanguage } from './import-report-text';
import { prepareDataFolder } from './prepare-data-folder';
import { deriveImport } from './services/derive-import';
import { importPlace } from './services/import-place';
import type { ImportSummary } from './services/import-place';

/*
 * `npm run import -- <spec.json> --data <folder>` or `npm run import -- <map.osm.pbf>`: one import, its progress, its
 * report, and a status for scripts.
 */

/** Where relative paths of the command line start: where npm was called, not where it went. */
const npmFolder = process.env['npm_lifecycle_event'] === 'import' ? process.env['INIT_CWD'] : undefined;
const callerFolder = npmFolder ?? process.cwd();

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
      : `Imported ${en ?? zh}: areas ${counts[0]}, base units ${counts[1]}, streets ${counts[2]}, stations ${counts[3]}, incidents ${counts[4]}, grids ${number(grids)}; in ${time} (dataset ${loaded.datasetVersion})`;
  const kept = loaded.keptPlans.join(', ');
  if (kept === '') return line;
  return `${line}\n${language === 'zh' ? `保留了编辑过的方案：${kept}` : `Edited plans kept: ${kept}`}`;
}

interface Prepared {
  specText: string;
  specFile: string;
  extracts?: ReadonlyMap<string, OsmExtract>;
  derived?: readonly DerivedRemark[];
}

/** The spec to run: from its file, or derived from the map file. */
async function prepare(order: ImportOrder, line: ProgressLine, now: number): Promise<Result<Prepared>> {
  if (order.from === 'spec') {
    try {
      return ok({ specText: readFileSync(order.specPath, 'utf8'), specFile: order.specFile });
    } catch {
      return fail('spec.missing', { file: order.specFile, shipped: '—' });
    }
  }
  const derived = await deriveImport(order.dataFolder, order.mapFile, order.given, now, (at) => line.show(at));
  if (!derived.ok) return derived;
  const { spec, remarks, extracts } = derived.value;
  const specText = `${JSON.stringify(spec, null, 2)}\n`;
  return ok({ specText, specFile: order.mapFile, extracts, derived: remarks });
}

async function main(): Promise<void> {
  const started = performance.now();
  const order = valueOrStop(readImportOrder(process.argv.slice(2), callerFolder, process.env));
  const { language } = order;
  const line = createProgressLine(process.stderr, language);
  // Nothing is written before everything is read: until then Ctrl-C leaves the place as it was.
  let isWriting = false;
  process.on('SIGINT', () => {
    if (isWriting) return;
    line.clear();
    console.error(describeProblem({ code: 'import.stopped', params: {} }, language));
    process.exit(130);
  });
  const now = Date.now();
  const prepared = await prepare(order, line, now);
  line.clear();
  const { specText, specFile, extracts, derived } = valueOrStop(prepared);
  if (order.writeSpec !== null) {
    writeFileSync(order.writeSpec, specText);
    const remarks = (derived ?? []).map((remark) => describeProblem(remark, language));
    console.log([...remarks, writtenLine(order, language)].join('\n'));
    return;
  }
  const config = valueOrStop(readConfig({ ...process.env, PORT: '' }));
  valueOrStop(prepareDataFolder(config.dataDir));
  const imported = await importPlace({
    specText,
    specFile,
    dataFolder: order.dataFolder,
    dataDir: config.dataDir,
    now,
    dropEditedPlans: order.dropEditedPlans,
    ...(extracts ? { extracts } : {}),
    ...(derived ? { derived } : {}),
    progress: (at) => line.show(at),
    beforeWriting: async () => void (isWriting = true),
  });
  line.clear();
  const summary = valueOrStop(imported);
  console.log(importReportText(summary.report, language));
  console.log(`\n${closingLine(summary, language, (performance.now() - started) / 1000)}`);
}

function writtenLine(order: ImportOrder, language: ReportLanguage): string {
  const path = relative(callerFolder, order.writeSpec ?? '');
  const folder = relative(callerFolder, order.dataFolder) || '.';
  const command = `npm run import -- ${path} --data ${folder}`;
  return language === 'zh'
    ? `导入说明已写入 ${path}，尚未导入。修改后运行：${command}`
    : `The spec is in ${path}; nothing is imported yet. Correct it, then run: ${command}`;
}

await main();
