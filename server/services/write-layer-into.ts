import type { AreaId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import type { LayerMapping } from '../../geodata/schema/plan-layer';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { takeLayer } from '../../geodata/plan/take-layer';
import { closeDatabase } from '../db/open-database';
import { openPlaceDatabase } from '../db/place-store';
import { selectDatasetVersion } from '../db/queries/places';
import { commitStatements, selectPlan } from '../db/queries/plans';
import { commitOf } from './commit-change';
import type { CommitContext } from './commit-change';
import { indexPlan } from './open-plan';
import type { ReadLayer } from './read-plan-layer';

export interface LayerInto {
  planId: string;
  /** The revision of the draft that was looked at. */
  revision: number;
  communities: readonly AreaId[];
  mapping: LayerMapping;
  /** What the layer was read against: other data means other communities. */
  datasetVersion: string;
}

/** Columns that say who works in a grid. */
const workerColumns = ['fullTime', 'fullTimeNames', 'partTime', 'partTimeNames', 'mobile', 'mobileNames'] as const;
/** Names that fit a message. */
const namesTold = 5;

/**
 * Writes a layer into a draft as one change of its history, in one transaction, through a connection of its own: it
 * holds the place's write queue meanwhile, not the main thread. Problems: `layer.place-changed`, `layer.draft-edited`
 * where a face of those communities is newer than what was looked at, and those of `takeLayer`.
 */
export async function writeLayerInto(
  dataDir: string,
  placeId: string,
  { planId, revision, communities, mapping, datasetVersion }: LayerInto,
  { grids, numbered, report, sequences }: ReadLayer,
  context: CommitContext,
): Promise<Result<{ revision: number }>> {
  const opened = await openPlaceDatabase(dataDir, placeId);
  if (!opened.ok) return opened;
  const client = opened.value;
  try {
    if ((await selectDatasetVersion(client)) !== datasetVersion) return fail('layer.place-changed');
    const stored = await selectPlan(client, planId);
    if (!stored) return fail('plan.not-found', { plan: planId });
    if (stored.status !== 'draft') return fail('plan.not-a-draft', { plan: stored.name });
    const plan = await indexPlan(client, stored);
    const edited = editedSince(plan, communities, revision);
    if (edited.length > 0) return fail('layer.draft-edited', { grids: edited });
    const silent = {
      name: mapping.name === undefined,
      workers: !workerColumns.some((column) => mapping[column] !== undefined),
      kind: mapping.kind === undefined,
    };
    const layer = {
      subject: report.file,
      communityIds: communities,
      faces: grids,
      numbered: new Set(numbered),
      silent,
    };
    const planned = takeLayer(plan, layer);
    if (!planned.ok) return planned;
    const write = commitOf({ plan, stored }, planned.value, context);
    const known = new Map([...write.sequences, ...sequences]);
    await client.batch(commitStatements({ ...write, sequences: known, report }), 'write');
    return ok({ revision: write.revision });
  } finally {
    await closeDatabase(client);
  }
}

/** What was edited in the communities after a revision, by name; a community by its own where only free land was. */
function editedSince(plan: IndexedPlan, communities: readonly AreaId[], revision: number): string[] {
  const newer = communities.flatMap((id) => plan.inCommunity(id).filter((grid) => grid.revision > revision));
  const name = ({ name: own, communityId }: Grid): string => own || (plan.communities.get(communityId)?.name ?? '');
  return [...new Set(newer.map(name))].slice(0, namesTold);
}
