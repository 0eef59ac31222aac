import { polygonsFromGeoJson } from '../../geodata/geometry/from-geojson';
import { toLattice } from '../../geodata/schema/coordinates';
import type { LatticePoint, LngLat } from '../../geodata/schema/coordinates';
import type { ClosedStretch, Closure, ClosureChange, ClosureInput } from '../../geodata/schema/closure';
import type { ClosureId } from '../../geodata/schema/ids';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import type { PlaceStore } from '../db/place-store';
import {
  insertClosureEdit,
  selectClosedStreets,
  selectClosureRevision,
  selectStoredClosures,
} from '../db/queries/closures';
import type { StoredClosure } from '../db/queries/closures';
import { bumpDatasetVersion, selectDatasetVersion } from '../db/queries/places';
import type { CommitContext } from './commit-change';
import { closureWires } from './list-closures';
import { today } from './plan-days';

const lattice = ([lng, lat]: LngLat): LatticePoint => [toLattice(lng), toLattice(lat)];

/**
 * Puts a closure under an id, new or in place of what stands there; coverage is measured anew from then on. Fails with
 * `closure.nothing-closed`, `closure.days-reversed`, `closure.unknown-street`, `geometry.…`, `closure.conflict`.
 * @param stretches what `near` of the input came to
 * @param revision the newest one its author knows of; null: it must be new
 */
export function putClosure(
  store: PlaceStore,
  id: ClosureId,
  input: ClosureInput,
  stretches: readonly ClosedStretch[],
  revision: number | null,
  by: CommitContext,
): Promise<Result<ClosureChange>> {
  return store.exclusive(async (client): Promise<Result<ClosureChange>> => {
    const standing = await find(client, id);
    const newest = Math.max(standing?.revision ?? 0, await selectClosureRevision(client, id));
    // One that was taken away may be put back by who knows that it was.
    if (revision !== null && newest === 0 && !standing) return fail('closure.not-found', { closure: id });
    if (revision !== null && revision !== newest) return conflict(standing, id, newest);
    const read = await readClosure(client, id, input, stretches);
    if (!read.ok) return read;
    return write(client, id, newest + 1, read.value, by);
  });
}

/** Takes a closure away; it can be put back as it was. Fails with `closure.not-found` and `closure.conflict`. */
export function removeClosure(
  store: PlaceStore,
  id: string,
  revision: number,
  by: CommitContext,
): Promise<Result<ClosureChange>> {
  return store.exclusive(async (client): Promise<Result<ClosureChange>> => {
    const standing = await find(client, id);
    if (!standing) return fail('closure.not-found', { closure: id });
    if (revision !== standing.revision) return conflict(standing, id, standing.revision);
    return write(client, standing.closure.id, standing.revision + 1, null, by);
  });
}

const find = async (client: Client, id: string): Promise<StoredClosure | undefined> =>
  (await selectStoredClosures(client)).find(({ closure }) => closure.id === id);

const conflict = (standing: StoredClosure | undefined, id: string, revision: number): Result<never> =>
  fail('closure.conflict', {
    closure: standing?.closure.name ?? id,
    author: standing?.author || { zh: '别人', en: 'somebody else' },
    revision,
  });

async function write(
  client: Client,
  id: ClosureId,
  revision: number,
  closure: Closure | null,
  by: CommitContext,
): Promise<Result<ClosureChange>> {
  await client.batch([insertClosureEdit(id, revision, closure, by), bumpDatasetVersion], 'write');
  const stored = closure && { closure, revision, changedAt: by.at, author: by.author };
  const [wire = null] = stored ? await closureWires(client, [stored], await today(client, by.at)) : [];
  return ok({ datasetVersion: (await selectDatasetVersion(client))!, closure: wire, revision });
}

async function readClosure(
  client: Client,
  id: ClosureId,
  input: ClosureInput,
  found: readonly ClosedStretch[],
): Promise<Result<Closure>> {
  const { name, reason, document, from, to, streets } = input;
  if (to !== null && to < from) return fail('closure.days-reversed', { closure: name, from, to });
  const stretches = [
    ...input.stretches.map((one) => ({ street: one.street, from: lattice(one.from), to: lattice(one.to) })),
    ...found,
  ];
  if (streets.length + stretches.length === 0 && !input.area) return fail('closure.nothing-closed');
  const named = [...new Set([...streets, ...stretches.map(({ street }) => street)])];
  const known = await selectClosedStreets(client, named);
  const unknown = named.filter((street) => !known.has(street));
  if (unknown.length > 0) return fail('closure.unknown-street', { streets: unknown.slice(0, 5).join(', ') });
  const area = input.area && polygonsFromGeoJson(input.area);
  if (area && !area.ok) return area;
  return ok({
    id,
    name,
    reason,
    document: document === '' ? null : document,
    from,
    to,
    streets: [...new Set(streets)],
    stretches,
    area: area ? area.value.polygons : null,
  });
}
