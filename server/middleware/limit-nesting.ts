import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../request-variables';
import { problemResponse } from './problems';

/** GeoJSON needs about ten levels; what is nested far deeper would only overflow the stack of what copies it. */
export const NESTING_LIMIT = 64;

/** Refuses JSON bodies nested deeper than `NESTING_LIMIT` with `request.too-deep`, before anything parses them. */
export function limitNesting(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const isJson = /[/+]json\b/i.test(c.req.header('Content-Type') ?? '');
    // The text stays with the request, so that handlers do not read the body a second time.
    if (isJson && isNestedDeeper(await c.req.text(), NESTING_LIMIT)) {
      return problemResponse(c, { code: 'request.too-deep', params: { limit: NESTING_LIMIT } });
    }
    return next();
  };
}

/** True if brackets outside strings nest deeper than `limit`, whether or not the text is valid JSON. */
export function isNestedDeeper(json: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (inString) {
      if (code === 92 /* \ */) i++;
      else if (code === 34 /* " */) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 /* [ */ || code === 123 /* { */) {
      if (++depth > limit) return true;
    } else if (code === 93 /* ] */ || code === 125 /* } */) depth--;
  }
  return false;
}
