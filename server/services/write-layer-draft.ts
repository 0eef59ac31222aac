import type { LocalName } from '../../geodata/schema/place';
import type { PlanId, SchemeId } from '../../geodata/schema/ids';
import type { PlanWire } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { closeDatabase } from '../db/open-database';
import { openPlaceDatabase } from '../db/place-store';
import { layerDraftStatements } from '../db/queries/plan-layers';
import { selectDatasetVersion } from '../db/queries/places';
import { unpublished } from '../db/rows';
import type { StoredPlan } from '../db/rows';
import { publicationBehind } from './create-draft';
import type { CommitContext } from './commit-change';
import { planToWire } from './plan-wire';
import type { ReadLayer } from './read-plan-layer';
import { isUnbalanced } from './report-layer';

export interface LayerDraft {
  id: PlanId;
  schemeId: SchemeId;
  name: LocalName;
  /** What the layer was read against: other data means other communities. */
  datasetVersion: string;
}

/**
 * Writes a draft made of a layer in one transaction, through a connection of its own, so that twenty thousand rows do not
 * hold up the main thread; it holds the place's write queue meanwhile. Fails with `layer.place-changed` where the data is not what
 * the layer was read against.
 */
export async function writeLayerDraft(
  dataDir: string,
  placeId: string,
  { id, schemeId, name, datasetVersion }: LayerDraft,
  layer: ReadLayer,
  { author, at }: CommitContext,
): Promise<Result<PlanWire>> {
  const opened = await openPlaceDatabase(dataDir, placeId);
  if (!opened.ok) return opened;
  const client = opened.value;
  try {
    if ((await selectDatasetVersion(client)) !== datasetVersion) return fail('layer.place-changed');
    const draft: StoredPlan = {
      ...unpublished,
      id,
      schemeId,
      name,
      status: 'draft',
      importedUnbalanced: isUnbalanced(layer),
      revision: 0,
      basedOn: null,
      madeFrom: await publicationBehind(client, null, schemeId),
      createdAt: at,
      updatedAt: at,
    };
    const sequences = new Map(layer.sequences);
    await client.batch(layerDraftStatements(draft, layer.grids, sequences, author, layer.report), 'write');
    return ok(planToWire({ ...draft, standing: 'draft', effectiveTo: null }, layer.report.kept));
  } finally {
    await closeDatabase(client);
  }
}
