import { OpenAPIHono } from '@hono/zod-openapi';
import { answerInvalid } from './middleware/problems';
import type { AppEnv } from './request-variables';

export type { AppEnv } from './request-variables';

/** An empty set of routes with our way of answering invalid requests. */
export function createRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({ defaultHook: answerInvalid });
}
