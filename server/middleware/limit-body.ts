import { bodyLimit } from 'hono/body-limit';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../request-variables';
import { problemResponse } from './problems';

/** Refuses bodies over the limit with `request.too-large`, which states it. */
export function limitBody(megabytes: number): MiddlewareHandler<AppEnv> {
  return bodyLimit({
    maxSize: megabytes * 1_000_000,
    onError: (c) => problemResponse(c, { code: 'request.too-large', params: { limit: megabytes } }),
  });
}
