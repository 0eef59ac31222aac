import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { jsonContent, problemContent } from './route-contract';

const healthSchema = z
  .object({ status: z.literal('ok'), places: z.array(z.string()), build: z.string() })
  .meta({ id: 'Health' });

const healthContract = createRoute({
  method: 'get',
  path: '/health',
  tags: ['service'],
  summary: 'Whether the service is up and which places it has',
  middleware: authorise('service.read'),
  responses: { 200: jsonContent(healthSchema, 'It is up'), default: problemContent },
});

/** `/health`. */
export function createHealthRoutes({ config, places }: AppDeps) {
  return createRoutes().openapi(healthContract, async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json({ status: 'ok' as const, places: await places.list(), build: config.build }, 200);
  });
}
