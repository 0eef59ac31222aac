import type { Context, TypedResponse } from 'hono';

/**
 * A weak entity tag of what an answer is made from: dataset version, plan revision …
 * The build is part of it, because a newer program may shape the same data otherwise.
 */
export function entityTag(build: string, ...parts: readonly (string | number)[]): string {
  return `W/"${[build, ...parts].map((part) => String(part).replaceAll(/[^\w.:-]/g, '_')).join('/')}"`;
}

/**
 * Puts the tag on the answer and returns 304 where the caller has it already, else null: ask before the work.
 * Caches may keep the answer but must ask again.
 */
export function notModified(c: Context, tag: string): (Response & TypedResponse<never, 304, 'json'>) | null {
  c.header('ETag', tag);
  c.header('Cache-Control', 'private, no-cache');
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((part) => part.trim());
  if (!known.includes(tag) && !known.includes('*')) return null;
  return c.body(null, 304) as unknown as Response & TypedResponse<never, 304, 'json'>;
}
