import type { Context } from 'hono';

/** The name the caller gave, percent-encoded because header values are Latin-1; empty where it gave none. */
export function authorOf(c: Context): string {
  const given = c.req.header('X-Getu-Author') ?? '';
  try {
    return decodeURIComponent(given).slice(0, 60);
  } catch {
    return given.slice(0, 60);
  }
}
