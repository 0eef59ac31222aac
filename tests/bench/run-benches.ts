import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Bench, BenchCase } from './bench-case';

/** A line of the table as it is printed. */
type Row = readonly string[];

interface Timing {
  p50: number;
  p95: number;
  runs: number;
}

const headings: Row = ['what', 'input', 'runs', 'p50', 'p95', 'a second', '÷ yardstick', 'growth'];

/**
 * Prints one table of every bench whose file name contains one of `names` (all, where there are none).
 * "÷ yardstick" is p50 in units of a fixed piece of work on the same machine, so that tables of different machines can
 * be laid side by side. "a second" is the size of the input over p50. "growth" is how many times the time grew for each time the size of the line above grew:
 * 1.0 is linear. Exits non-zero where a bench throws.
 */
export async function runBenches(names: readonly string[]): Promise<void> {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.bench.ts'))
    .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
    .sort();
  const processor = cpus();
  console.log(
    `Node ${process.versions.node}, ${processor.length} × ${processor[0]?.model ?? 'unknown'}, ${gibibytes()} GiB`,
  );
  const yardstick = (await time(yardstickCase)).p50;
  console.log(`yardstick: ${yardstickCase.input}, ${milliseconds(yardstick)}\n`);

  for (const file of files) {
    const { default: bench } = (await import(`./${file}`)) as { default: Bench };
    console.log(`## ${bench.title}\n`);
    const rows = await rowsOf(bench, yardstick);
    if (rows.length > 0) console.log(table([headings, ...rows]));
    if (bench.report) console.log(`${await bench.report()}\n`);
  }
}

async function rowsOf(bench: Bench, yardstick: number): Promise<Row[]> {
  const rows: Row[] = [];
  let above: { group: string; size: number; p50: number } | null = null;
  for (const benchCase of bench.cases ?? []) {
    const { p50, p95, runs } = await time(benchCase);
    const { group, input, size } = benchCase;
    const isGrown = above !== null && size !== null && above.group === group && size > above.size;
    const growth = isGrown && above && size ? (p50 / above.p50 / (size / above.size)).toFixed(2) : '';
    rows.push([
      group,
      input,
      String(runs),
      milliseconds(p50),
      milliseconds(p95),
      rate(benchCase, p50),
      (p50 / yardstick).toPrecision(2),
      growth,
    ]);
    if (size !== null) above = { group, size, p50 };
  }
  for (const { group, input, unit, measure } of bench.figures ?? []) {
    rows.push([group, input, '1', `${figureText(await measure())} ${unit}`, '', '', '', '']);
  }
  return rows;
}

/** Whole from ten upwards, two digits below. */
const figureText = (value: number): string => (value < 10 ? value.toPrecision(2) : value.toFixed(0));

async function time(benchCase: BenchCase): Promise<Timing> {
  const runs = benchCase.runs ?? 20;
  const input = await benchCase.prepare();
  const times: number[] = [];
  try {
    for (let run = -1; run < runs; run++) {
      const start = performance.now();
      const result = await benchCase.run(input);
      const took = performance.now() - start;
      if (run >= 0 && result !== times) times.push(took);
    }
  } finally {
    await benchCase.dispose?.(input);
  }
  times.sort((a, b) => a - b);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), runs };
}

/** The smallest value that at least `share` of the sorted values do not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

const yardstickCase: BenchCase = {
  group: 'yardstick',
  input: 'sort 200,000 doubles',
  size: null,
  prepare: () => Float64Array.from({ length: 200_000 }, (_, i) => Math.sin(i * 12.9898) * 43758.5453),
  run: (numbers) => (numbers as Float64Array).slice().sort(),
};

/** What is worked off in a second at the median: of what the input counts, and MB where it says how many it has. */
function rate({ size, megabytes }: BenchCase, p50: number): string {
  const seconds = p50 / 1000;
  return [
    ...(size === null ? [] : [Number((size / seconds).toPrecision(2)).toLocaleString('en')]),
    ...(megabytes === undefined ? [] : [`${(megabytes / seconds).toPrecision(2)} MB`]),
  ].join(', ');
}

const gibibytes = (): string => (totalmem() / 2 ** 30).toFixed(0);

const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

/** A Markdown table with its columns in line. */
function table(rows: readonly Row[]): string {
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string =>
    `| ${row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head, ...body] = rows;
  return `${[head ? line(head) : '', rule, ...body.map(line)].join('\n')}\n`;
}
