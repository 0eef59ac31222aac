import type { ScenarioId } from '../../geodata/schema/ids';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { ScenarioInput, ScenarioSummary, ScenarioWire } from '../../geodata/schema/scenario';
import type { PlaceStore } from '../db/place-store';
import {
  deleteScenarioStatements,
  saveScenarioStatements,
  selectScenario,
  selectScenarioHistory,
  selectScenarios,
} from '../db/queries/scenarios';
import type { CommitContext } from './commit-change';

/** All scenarios of a place, the one saved last first. */
export const listScenarios = ({ client }: PlaceStore): Promise<ScenarioSummary[]> => selectScenarios(client);

/** A scenario with its history. Fails with `scenario.not-found`. */
export async function readScenario({ client }: PlaceStore, id: string): Promise<Result<ScenarioWire>> {
  const found = await selectScenario(client, id);
  return found
    ? ok({ ...found, history: await selectScenarioHistory(client, id) })
    : fail('scenario.not-found', { scenario: id });
}

/** Saves a new scenario. */
export async function createScenario(
  store: PlaceStore,
  id: ScenarioId,
  input: ScenarioInput,
  by: CommitContext,
): Promise<Result<ScenarioWire>> {
  await store.exclusive((client) => client.batch(saveScenarioStatements(id, input, 1, by), 'write'));
  return readScenario(store, id);
}

/** Saves a scenario anew. Fails with `scenario.not-found`, and `scenario.conflict` where somebody else did so meanwhile. */
export function updateScenario(
  store: PlaceStore,
  id: string,
  { revision, ...input }: ScenarioInput & { revision: number },
  by: CommitContext,
): Promise<Result<ScenarioWire>> {
  return store.exclusive(async (client) => {
    const found = await selectScenario(client, id);
    if (!found) return fail('scenario.not-found', { scenario: id });
    if (found.revision !== revision) {
      const [last] = await selectScenarioHistory(client, id);
      const author = last?.by || { zh: '别人', en: 'somebody else' };
      return fail('scenario.conflict', { author, revision: found.revision });
    }
    await client.batch(saveScenarioStatements(found.id, input, revision + 1, by), 'write');
    return readScenario(store, id);
  });
}

/** Deletes a scenario with its history. Fails with `scenario.not-found`. */
export function deleteScenario(store: PlaceStore, id: string): Promise<Result<null>> {
  return store.exclusive(async (client) => {
    if (!(await selectScenario(client, id))) return fail('scenario.not-found', { scenario: id });
    await client.batch(deleteScenarioStatements(id), 'write');
    return ok(null);
  });
}
