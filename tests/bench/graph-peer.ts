import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Python with scipy, and networkx where it has that, that searches the same arrays. */
export interface GraphPeer {
  scipy: string;
  networkx: string | null;
  /** Gives it a graph: arcs as from, to, milliseconds one after another; of parallel arcs only the shortest. */
  load(nodeCount: number, arcs: Int32Array): Promise<void>;
  /** Least time from any of the sources to every node, -1 where there is none within the limit. */
  times(sources: readonly number[], limit: number | null): Promise<Int32Array>;
  /** Processor milliseconds of a command of `graph_peer.py`. */
  measure(command: { do: string } & Record<string, unknown>): Promise<number>;
  close(): void;
}

/** Every Python of this machine that has a scipy of its own version; `PYTHON` names one more. */
export async function graphPeers(): Promise<GraphPeer[]> {
  const peers: GraphPeer[] = [];
  for (const python of [process.env['PYTHON'] ?? 'python3', 'python3', '/usr/bin/python3']) {
    if (spawnSync(python, ['-c', 'import scipy, numpy']).status !== 0) continue;
    const peer = await openPeer(python);
    if (peers.some(({ scipy }) => scipy === peer.scipy)) peer.close();
    else peers.push(peer);
  }
  return peers;
}

async function openPeer(python: string): Promise<GraphPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'getu-peer-'));
  const child = spawn(python, [join(import.meta.dirname, 'graph_peer.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: { answer: (line: string) => void; fail: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.answer(line));
  child.on('exit', (code) => waiting.forEach(({ fail }) => fail(new Error(`${python} ended with ${code}`))));
  const ask = async <T>(command: object): Promise<T> => {
    const line = await new Promise<string>((answer, fail) => {
      waiting.push({ answer, fail });
      child.stdin.write(`${JSON.stringify(command)}\n`);
    });
    return JSON.parse(line) as T;
  };
  const { scipy, networkx } = await ask<{ scipy: string; networkx: string | null }>({ do: 'versions' });
  return {
    scipy,
    networkx,
    async load(nodeCount, arcs) {
      const file = join(folder, 'arcs');
      writeFileSync(file, arcs);
      await ask({ do: 'load', file, nodes: nodeCount });
    },
    async times(sources, limit) {
      const out = join(folder, 'times');
      await ask({ do: 'times', sources, limit, out });
      const bytes = readFileSync(out);
      return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    },
    measure: async (command) => (await ask<{ ms: number }>(command)).ms,
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
