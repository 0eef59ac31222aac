import { OpenAPIHono } from '@hono/zod-openapi';
import { answerInvalid } from './middleware/problems';

/** What middleware leaves for handlers, as `c.var`. */
export interface AppEnv {
  Variables: {
    /** Names this request in the log and in a 500. */
    requestId: string;
  };
}

/** An empty set of routes with our way of answering invalid requests. */
export function createRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({ defaultHook: answerInvalid });
}
