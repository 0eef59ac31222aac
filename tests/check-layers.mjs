// `npm run layers`: the import rules of .dependency-cruiser.cjs. A cruise that saw no TypeScript or no Vue component
// (a compiler it does not know) reports no violation either, so what it saw is counted against what lies on the disk.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';

const roots = ['geodata', 'server', 'web', 'tests'];
const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';

const { stdout } = await promisify(execFile)(
  process.execPath,
  [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...roots],
  { maxBuffer: 512 * 1024 * 1024 },
).catch((error) => {
  // It exits with the number of violations; the report is on its standard output all the same.
  if (error.stdout) return error;
  throw error;
});
const { modules, summary } = JSON.parse(stdout);

const cruised = new Set(modules.map((module) => module.source));
const sources = roots
  .flatMap((root) => readdirSync(root, { recursive: true }).map((path) => `${root}/${path}`.replaceAll('\\', '/')))
  .filter((path) => /\.(ts|vue)$/.test(path) && !path.includes('/fixtures/'));
const missed = sources.filter((path) => !cruised.has(path));

for (const { rule, from, to, cycle } of summary.violations) {
  const path = cycle ? cycle.map((step) => step.name ?? step).join(' → ') : to;
  console.error(`${rule.name}: ${from} → ${path}`);
}
for (const path of missed) console.error(`not cruised: ${path}`);

const wrong = summary.violations.length + missed.length;
console.log(
  `${sources.length - missed.length} modules cruised, ${summary.violations.length} violations, ${missed.length} missed`,
);
if (wrong > 0 || sources.length === 0) process.exit(1);
