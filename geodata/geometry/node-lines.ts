import type { Line } from '../schema/coordinates';
import { nodeSegments } from './node-segments';
import type { Segments } from './node-segments';

/**
 * The same lines with a vertex wherever two of them meet, every new vertex rounded once to the lattice
 * (see `nodeSegments`); consecutive equal points go. Feed the answer to `traceFaces`.
 */
export function nodeLines(lines: readonly Line[]): Line[] {
  const segments: Segments = { ax: [], ay: [], bx: [], by: [] };
  const counts = lines.map((line) => {
    let count = 0;
    for (let i = 2; i < line.length; i += 2) {
      if (line[i] === line[i - 2] && line[i + 1] === line[i - 1]) continue;
      segments.ax.push(line[i - 2]!);
      segments.ay.push(line[i - 1]!);
      segments.bx.push(line[i]!);
      segments.by.push(line[i + 1]!);
      count++;
    }
    return count;
  });
  const noded = nodeSegments(segments);
  let at = 0;
  return counts
    .map((count) => {
      const points: number[] = [];
      for (const part of noded.slice(at, at + count)) {
        for (let i = points.length === 0 ? 0 : 2; i < part.length; i++) points.push(part[i]!);
      }
      at += count;
      return points;
    })
    .filter((line) => line.length >= 4);
}
