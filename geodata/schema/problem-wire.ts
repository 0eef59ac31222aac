import { z } from 'zod';
import { problemCatalogue } from './problems';
import type { ProblemCode } from './problems';

/** A problem as the API answers it: RFC 9457, `application/problem+json`. */
export const problemWireSchema = z
  .object({
    type: z.string().meta({ description: 'Address of the explanation of this code' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().meta({ description: 'What is wrong, in the language asked for' }),
    instance: z.string().meta({ description: 'The address asked for' }),
    code: z.enum(Object.keys(problemCatalogue) as [ProblemCode, ...ProblemCode[]]),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    where: z
      .object({ type: z.enum(['Point', 'LineString', 'Polygon']), coordinates: z.array(z.unknown()) })
      .optional()
      .meta({ description: 'GeoJSON geometry of the place the problem is at' }),
    theirs: z
      .unknown()
      .optional()
      .meta({ description: 'With plan.conflict: what the other editor left, so that a person can compare' }),
  })
  .meta({ id: 'Problem' });
export type ProblemWire = z.infer<typeof problemWireSchema>;
