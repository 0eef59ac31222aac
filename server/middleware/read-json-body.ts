import type { Context } from 'hono';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';

/**
 * The body as JSON, whatever it holds; for bodies that are checked piece by piece, as GeoJSON is.
 * Fails with `request.unsupported-media-type` or `request.malformed-json`.
 */
export async function readJsonBody(c: Context): Promise<Result<unknown>> {
  const type = (c.req.header('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'application/geo+json') {
    return fail('request.unsupported-media-type', { expected: 'application/geo+json / application/json' });
  }
  try {
    return ok(JSON.parse(await c.req.text()) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail('request.malformed-json', { reason: error.message });
  }
}
