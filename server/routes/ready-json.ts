import { gunzipSync } from 'node:zlib';
import type { Context, TypedResponse } from 'hono';
import type { JSONParsed } from 'hono/utils/types';

/**
 * Answers JSON that a worker has written and compressed already, so that the main thread neither shapes nor packs it.
 * `T` is what the text holds. Callers without gzip get it unpacked.
 */
export function readyJson<T>(
  c: Context,
  gzipped: Uint8Array,
  contentType: 'application/json' | 'application/geo+json',
): Response & TypedResponse<JSONParsed<T>, 200, 'json'> {
  const takesGzip = /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '');
  c.header('Vary', 'Accept-Encoding', { append: true });
  c.header('Content-Type', contentType);
  if (takesGzip) c.header('Content-Encoding', 'gzip');
  const bytes = takesGzip ? gzipped : gunzipSync(gzipped);
  return c.body(new Uint8Array(bytes), 200) as unknown as Response & TypedResponse<JSONParsed<T>, 200, 'json'>;
}
