import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnitGraph } from '../../geodata/plan/partition/unit-graph';

/** True where `gpmetis` can be called. */
export function hasMetis(): boolean {
  return spawnSync('gpmetis', ['-help']).error === undefined;
}

/**
 * METIS over the same graph: households as weights of units, price of borders as weights of edges, contiguous parts, the
 * best of `cuts` divisions. `imbalance` is how far above the mean a part may be.
 */
export function runMetis(
  graph: UnitGraph,
  parts: number,
  imbalance: number,
  cuts: number,
): { partOf: number[]; milliseconds: number } {
  const folder = mkdtempSync(join(tmpdir(), 'metis-'));
  try {
    const file = join(folder, 'graph');
    const lines = [`${graph.count} ${graph.edgeCount} 011 1`];
    for (let unit = 0; unit < graph.count; unit++) {
      const line = [graph.households[unit]!];
      for (let i = graph.start[unit]!; i < graph.start[unit + 1]!; i++) {
        line.push(graph.neighbour[i]! + 1, Math.max(1, Math.round(graph.price[graph.edgeOf[i]!]! * 10)));
      }
      lines.push(line.join(' '));
    }
    writeFileSync(file, `${lines.join('\n')}\n`);
    const begin = performance.now();
    const { status, stderr } = spawnSync('gpmetis', [
      file,
      String(parts),
      '-contig',
      '-seed=1',
      `-ncuts=${cuts}`,
      `-ufactor=${Math.round(imbalance * 1000)}`,
    ]);
    const milliseconds = performance.now() - begin;
    if (status !== 0) throw new Error(`gpmetis failed: ${String(stderr)}`);
    const partOf = readFileSync(`${file}.part.${parts}`, 'utf8').trim().split('\n').map(Number);
    return { partOf, milliseconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
