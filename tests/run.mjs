// `npm test` on a fresh clone: gets what it needs, then runs every check, two at a time where they do not disturb one
// another, and ends with one line that counts them all. A check that is not a test suite counts as one.
import '../server/check-node.mjs';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install } from '../server/prepare.mjs';
import { installChromium } from './browser/find-chromium.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const reports = mkdtempSync(join(tmpdir(), 'getu-tests-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const began = performance.now();
const minutes = (count) => count * 60_000;

/** Adds what a step came to and says it in one line, with all it said where it failed. */
function conclude(name, start, outcome, said = '') {
  for (const key of Object.keys(total)) total[key] += outcome[key] ?? 0;
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  const counts = Object.entries(outcome).filter(([, count]) => count > 0);
  console.log(`${seconds} s  ${name.padEnd(10)} ${counts.map(([key, count]) => `${count} ${key}`).join(', ')}`);
  if (outcome.failed > 0 && said)
    console.log(
      said
        .replace(/^\s*✓.*\n/gm, '')
        .trim()
        .replace(/^/gm, '    '),
    );
}

/** Steps under way. Each leads a process group, so that the browsers and servers of its tests end with it. */
const running = new Set();
const end = (child) => (process.platform === 'win32' ? child.kill() : process.kill(-child.pid, 'SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) end(child);
    process.exit(130);
  });
}

/** Runs a program to its end or its limit; what it said comes back with whether it succeeded. */
function run(args, limit) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: '1', NO_COLOR: '1' },
      detached: process.platform !== 'win32',
    });
    running.add(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    const timer = setTimeout(() => {
      said += `\nstopped after ${limit / 1000} s`;
      end(child);
    }, limit);
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ succeeded: code === 0, said });
    });
  });
}

/** A check that either holds or does not: its commands one after the other. */
const check = (name, ...commands) => ({
  name,
  async work() {
    for (const command of commands) {
      const { succeeded, said } = await run(command, minutes(8));
      if (!succeeded) return [{ passed: 0, failed: 1 }, said];
    }
    return [{ passed: 1, failed: 0 }];
  },
});

/** A folder of tests: a project of vite.config.ts. */
const suite = (name, limit, alone = false) => ({
  name,
  alone,
  async work() {
    const file = join(reports, `${name}.json`);
    const { succeeded, said } = await run(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--project',
        name,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
      limit,
    );
    const outcome = { passed: 0, failed: 0, skipped: 0 };
    try {
      const report = JSON.parse(readFileSync(file, 'utf8'));
      outcome.passed = report.numPassedTests;
      outcome.skipped = report.numPendingTests + report.numTodoTests;
      // A file that could not be loaded has no failed test of its own.
      const unloaded = report.testResults.filter(
        (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
      );
      outcome.failed = report.numFailedTests + unloaded.length;
    } catch {
      outcome.failed = 1;
    }
    if (!succeeded && outcome.failed === 0) outcome.failed = 1;
    if (succeeded && outcome.passed + outcome.skipped === 0) outcome.failed = 1;
    return [outcome, said];
  },
});

const bin = (path) => `node_modules/${path}`;
const steps = [
  check('types', [bin('vue-tsc/bin/vue-tsc.js'), '--noEmit'], [bin('typescript/bin/tsc'), '--noEmit', '-p', 'geodata']),
  suite('property', minutes(12)),
  check('lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  suite('unit', minutes(8)),
  check('format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  check('layers', ['tests/check-layers.mjs']),
  suite('api', minutes(14)),
  // It measures what a person sees, so nothing else runs beside it.
  suite('browser', minutes(45), true),
];

async function take(step) {
  const start = performance.now();
  const [outcome, said] = await step.work().catch((error) => [{ passed: 0, failed: 1 }, error.message]);
  conclude(step.name, start, outcome, said);
}

/** Gets something that checks stand on; resolves to whether it is there. */
async function prepare(name, work) {
  const start = performance.now();
  try {
    await work();
    conclude(name, start, { passed: 1, failed: 0 });
    return true;
  } catch (error) {
    conclude(name, start, { passed: 0, failed: 1 }, error.message);
    return false;
  }
}

if (await prepare('install', install)) {
  // Fetched beside everything else: only what stands last needs it.
  const chromium = prepare('chromium', async () => void (process.env.CHROMIUM_PATH = await installChromium()));
  await prepare('build', build);
  const together = steps.filter((step) => !step.alone);
  const lane = async () => {
    for (let step = together.shift(); step; step = together.shift()) await take(step);
  };
  await Promise.all([lane(), lane()]);
  await chromium;
  for (const step of steps) if (step.alone) await take(step);
}

rmSync(reports, { recursive: true, force: true });
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s in all`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
