import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { AppDeps } from '../app-deps';
import type { AppEnv } from '../request-variables';

/** Gives each request an id, also in the answer's `X-Request-Id`, and logs one line where the configuration asks for it. */
export function identifyRequest({ config, log, now }: AppDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const id = randomUUID().slice(0, 8);
    c.set('requestId', id);
    const start = now();
    await next();
    c.header('X-Request-Id', id);
    if (config.logRequests) log(`${id} ${c.req.method} ${c.req.path} ${c.res.status} ${now() - start} ms`);
  };
}
