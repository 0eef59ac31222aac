import { z } from 'zod';
import type { ZodType } from 'zod';
import { closestName } from '../../geodata/schema/closest-name';
import { problemWireSchema } from '../../geodata/schema/problem-wire';

/*
 * Pieces every contract is made of. A contract names its 200 (or 201) and, as `default`, the problem; 304 needs no
 * mention. Parameters of the path are plain strings: an id nobody knows is 404, whatever it looks like.
 */

/** Path parameter of every route below a place. */
export const placeParams = z.object({
  place: z.string().meta({ description: 'Id of the place', example: 'guan' }),
});

/**
 * Query parameter of every route: language of problem texts. Every query extends it, so that a parameter nobody knows is
 * refused (`request.unknown-parameter`); the message of that issue is the nearest name there is, or empty.
 */
export const languageQuery = z.strictObject(
  {
    lang: z
      .string()
      .max(20)
      .optional()
      .meta({ description: 'zh or en (en for any other); instead of Accept-Language' }),
  },
  {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const shape = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
      return closestName(issue.keys[0] ?? '', shape) ?? '';
    },
  },
);

/** A number of a query in plain decimals: neither empty, nor hexadecimal, nor with an exponent. */
export function queryNumber({ min, max, whole = false }: { min: number; max?: number; whole?: boolean }) {
  const plain = whole ? z.number().int() : z.number();
  const atLeast = plain.min(min);
  return z
    .preprocess(
      (value) => (typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value),
      max === undefined ? atLeast : atLeast.max(max),
    )
    .meta({ type: whole ? 'integer' : 'number', minimum: min, ...(max === undefined ? {} : { maximum: max }) });
}

/** A response of JSON. */
export function jsonContent<T extends ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A response of GeoJSON. */
export function geoJsonContent<T extends ZodType>(schema: T, description: string) {
  return { description, content: { 'application/geo+json': { schema } } };
}

/** Every other status: RFC 9457. */
export const problemContent = {
  description: 'A problem: what is wrong, where, and what to do about it',
  content: { 'application/problem+json': { schema: problemWireSchema } },
};
