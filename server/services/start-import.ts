import { readImportSpec } from '../../geodata/formats/read-import-spec';
import { fail } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStores } from '../db/place-store';
import { describePlace } from './describe-place';
import type { ImportSessions } from './import-sessions';
import { shippedProfiles } from './shipped-profiles';

/** What uploaded specs are called in problems. */
const specFile = 'import.json';

/**
 * Starts the run of an import by upload. Fails with the problems of the spec, with `import.synthetic-place` where it
 * would replace the demo county, and with those of `ImportSessions.start`.
 */
export async function startImport(
  sessions: ImportSessions,
  places: PlaceStores,
  id: string,
  order: { spec: unknown; dropEditedPlans: boolean },
): Promise<Result<true>> {
  const specText = JSON.stringify(order.spec);
  const spec = readImportSpec(specText, specFile, shippedProfiles);
  if (!spec.ok) return spec;
  const placeId = spec.value.place.id;
  const store = await places.get(placeId);
  const before = store && (await describePlace(store));
  if (before?.synthetic) return fail('import.synthetic-place', { place: placeId });
  return sessions.start(id, { specText, specFile, placeId, dropEditedPlans: order.dropEditedPlans });
}
