import type { LocalName } from '../../geodata/schema/place';
import { gridIdSchema } from '../../geodata/schema/ids';
import type { PlanId, SchemeId } from '../../geodata/schema/ids';
import type { Grid, PlanWire } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { lastPublished } from '../../geodata/plan/plan-standing';
import type { Client } from '../db/open-database';
import type { PlaceStore } from '../db/place-store';
import { selectAreas } from '../db/queries/areas';
import { selectPlace } from '../db/queries/places';
import { draftStatements, selectGridCounts, selectPlan, selectPlans } from '../db/queries/plans';
import { hasScheme } from '../db/queries/publications';
import { unpublished } from '../db/rows';
import type { StoredPlan } from '../db/rows';
import type { CommitContext } from './commit-change';
import { planToWire } from './plan-wire';

export interface DraftInput {
  id: PlanId;
  /** The plan to copy; without one all land is unassigned. */
  from?: string | undefined;
  /** The scheme the draft belongs to; that of `from` without one. */
  scheme?: string | undefined;
  name: LocalName;
}

/** Makes a draft under its own id: a copy of a plan, in the plan's scheme or another, or all land unassigned. */
export function createDraft(
  store: PlaceStore,
  input: DraftInput,
  { author, at }: CommitContext,
): Promise<Result<PlanWire>> {
  return store.exclusive(async (client) => {
    const source = input.from === undefined ? null : await selectPlan(client, input.from);
    if (input.from !== undefined && !source) return fail('plan.not-found', { plan: input.from });
    const schemeId = (input.scheme ?? source?.schemeId) as SchemeId | undefined;
    if (schemeId === undefined) return fail('request.one-of', { fields: 'from, scheme' });
    if (!(await hasScheme(client, schemeId))) return fail('scheme.not-found', { scheme: schemeId });
    const draft: StoredPlan = {
      ...unpublished,
      id: input.id,
      schemeId,
      name: input.name,
      status: 'draft',
      importedUnbalanced: source?.importedUnbalanced ?? false,
      revision: 0,
      basedOn: source?.id ?? null,
      madeFrom: await publicationBehind(client, source, schemeId),
      createdAt: at,
      updatedAt: at,
    };
    const from = source ? { planId: source.id, schemeId: source.schemeId } : { faces: await unassignedLand(client) };
    await client.batch(draftStatements(draft, from, author), 'write');
    const counts = await selectGridCounts(client);
    return ok(planToWire({ ...draft, standing: 'draft', effectiveTo: null }, counts.get(draft.id) ?? 0));
  });
}

/**
 * The publication whose grids the draft has: the plan itself, or the one a copied draft was made from. A draft that begins
 * with something else (empty land, another scheme) replaces what was published last, and knows that.
 */
export async function publicationBehind(
  client: Client,
  source: StoredPlan | null,
  schemeId: SchemeId,
): Promise<PlanId | null> {
  if (source?.schemeId === schemeId) return source.status === 'published' ? source.id : source.madeFrom;
  return lastPublished(await selectPlans(client), schemeId)?.id ?? null;
}

/** Every community as one face of free land. */
async function unassignedLand(client: Client): Promise<Grid[]> {
  const place = await selectPlace(client);
  const level = (place?.profile.levels.length ?? 0) - 1;
  const communities = (await selectAreas(client)).filter((area) => area.level === level);
  return communities.map((community, i) => ({
    id: gridIdSchema.parse(`free-${i + 1}`),
    communityId: community.id,
    kind: 'unassigned',
    code: null,
    name: '',
    workers: [],
    polygons: community.geometry,
    parents: [],
    revision: 0,
  }));
}
