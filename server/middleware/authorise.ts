import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../request-variables';
import { problemResponse } from './problems';

/** What a person may be allowed to do; grows with the routes. */
export type Action =
  | 'service.read'
  | 'place.read'
  | 'plan.read'
  | 'plan.edit'
  | 'plan.publish'
  | 'station.read'
  | 'station.edit'
  | 'coverage.read'
  | 'closure.edit'
  | 'scenario.read'
  | 'scenario.edit'
  | 'siting.run'
  | 'incident.read'
  | 'import.read'
  | 'import.edit';

/** Marks the middleware, so that a test can prove that no route is without it. */
const marked = new WeakSet<object>();

/**
 * Goes first into every route's `middleware`: asks whether the caller may do `action` in the place of the address.
 * Everyone may, until roles exist.
 */
export function authorise(action: Action): MiddlewareHandler<AppEnv> {
  const middleware: MiddlewareHandler<AppEnv> = async (c, next) => {
    if (!isAllowed(action, c.req.param('place') ?? null)) {
      return problemResponse(c, { code: 'request.not-allowed', params: { action } });
    }
    return next();
  };
  marked.add(middleware);
  return middleware;
}

export function isAuthorisation(handler: object): boolean {
  return marked.has(handler);
}

/** The one place where roles will decide. `area` is the place, or null for what belongs to none. */
function isAllowed(_action: Action, _area: string | null): boolean {
  return true;
}
