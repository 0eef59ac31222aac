import { fromLattice } from '../../geodata/schema/coordinates';
import type { Incident } from '../../geodata/schema/incident';
import type { SearchResult } from '../../geodata/schema/search';
import { selectIncidentsBySeq } from '../db/queries/incidents';
import { selectIncidentNumbers } from '../db/queries/search';
import { foldText } from './search-index';
import type { SearchSource } from './search-index';

/** Every number in one text, one a line: a million of them are one string to look through, not a million objects. */
interface NumberIndex {
  lines: string;
  /** Where each line begins in `lines`. */
  starts: Int32Array;
  seqs: Int32Array;
}

/** Shorter ones are house numbers. */
const looksLikeNumber = /^(?=(?:\D*\d){4})[\p{L}\d-]+$/u;

/** Incidents whose number is, begins with or ends with `text`, in this order: people read out the last digits. */
export async function findIncidents(
  source: SearchSource,
  text: string,
  limit: number,
): Promise<{ results: SearchResult[]; total: number }> {
  if (!looksLikeNumber.test(text)) return { results: [], total: 0 };
  const index = await source.cached('search-incidents', () => readNumbers(source));
  const found = new Set<number>();
  for (const wanted of [`\n${text}\n`, `\n${text}`, `${text}\n`]) {
    for (let at = index.lines.indexOf(wanted); at !== -1; at = index.lines.indexOf(wanted, at + 1))
      found.add(lineAt(index.starts, wanted.startsWith('\n') ? at + 1 : at));
  }
  const best = Array.from(found).slice(0, limit);
  const incidents = await selectIncidentsBySeq(
    source.client,
    best.map((line) => index.seqs[line]!),
  );
  return { results: incidents.map(toResult), total: found.size };
}

async function readNumbers({ client }: SearchSource): Promise<NumberIndex> {
  const numbers = await selectIncidentNumbers(client);
  const starts = new Int32Array(numbers.length);
  const parts: string[] = [];
  let at = 1;
  for (const [i, { caseNumber, id }] of numbers.entries()) {
    const line = foldText(caseNumber || id).replaceAll('\n', ' ');
    starts[i] = at;
    at += line.length + 1;
    parts.push(line);
  }
  return { lines: `\n${parts.join('\n')}\n`, starts, seqs: Int32Array.from(numbers, ({ seq }) => seq) };
}

/** The line that holds position `at`. */
function lineAt(starts: Int32Array, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function toResult({ id, caseNumber, title, point, address }: Incident): SearchResult {
  return {
    kind: 'incident',
    id,
    name: caseNumber || id,
    detail: title,
    where: address,
    stationKind: null,
    lng: point ? fromLattice(point[0]) : null,
    lat: point ? fromLattice(point[1]) : null,
    bbox: null,
    hint: null,
  };
}
