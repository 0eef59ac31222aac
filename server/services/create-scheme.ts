import type { SchemeId } from '../../geodata/schema/ids';
import type { LocalName } from '../../geodata/schema/place';
import type { GridScheme } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectSchemes } from '../db/queries/plans';
import { schemeStatements } from '../db/queries/publications';

/** One more scheme over the same land. Fails with `scheme.id-taken` or `scheme.name-taken`. */
export function createScheme(
  store: PlaceStore,
  scheme: { id: SchemeId; name: LocalName },
  at: number,
): Promise<Result<GridScheme>> {
  return store.exclusive(async (client) => {
    const schemes = await selectSchemes(client);
    if (schemes.some(({ id }) => id === scheme.id)) return fail('scheme.id-taken', { scheme: scheme.id });
    if (schemes.some(({ name }) => name.zh === scheme.name.zh)) return fail('scheme.name-taken', { name: scheme.name });
    await client.batch(schemeStatements(scheme, at), 'write');
    return ok(scheme);
  });
}
