import { wantedTypes } from '../../geodata/incidents/filter-incidents';
import { searchIncidentSeqs } from '../db/queries/incidents';
import type { IncidentSet, IncidentSource } from './incident-set';

/** For each row of the set, 1 where its title, address, numbers or the name of its type hold the text. */
export function findIncidentRows(source: IncidentSource, set: IncidentSet, text: string): Promise<Uint8Array> {
  const wanted = text.toLowerCase();
  return source.cached(`incident-search ${wanted}`, async () => {
    const { types } = set.columns;
    const named = types.filter(({ name }) =>
      [name.zh, name.en].some((one) => one !== undefined && one.toLowerCase().includes(wanted)),
    );
    const flags = wantedTypes(
      types,
      named.map(({ code }) => code),
    );
    const codes = types.filter((_, i) => flags[i] === 1).map(({ code }) => code);
    const found = new Uint8Array(set.columns.count);
    const rowOf = await rowsBySeq(source, set);
    for (const seq of await searchIncidentSeqs(source.client, text, codes)) {
      const row = rowOf.get(seq);
      if (row !== undefined) found[row] = 1;
    }
    return found;
  });
}

/** Position in the columns of each database key. */
export function rowsBySeq(source: IncidentSource, set: IncidentSet): Promise<ReadonlyMap<number, number>> {
  return source.cached('incident-row-of-seq', () => {
    const rowOf = new Map<number, number>();
    set.seqs.forEach((seq, row) => rowOf.set(seq, row));
    return Promise.resolve(rowOf);
  });
}
