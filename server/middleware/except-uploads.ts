import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../request-variables';

/** A middleware for every request but a file on its way in, which is streamed to disk and has a limit of its own. */
export function exceptUploads(middleware: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const isUpload = c.req.method === 'PUT' && /^\/api\/imports\/[^/]+\/files\//.test(c.req.path);
    return isUpload ? next() : middleware(c, next);
  };
}
