import { z } from 'zod';
import type { ZodType } from 'zod';
import { problemWireSchema } from '../../geodata/schema/problem-wire';

/*
 * Pieces every contract is made of. A contract names its 200 (or 201) and, as `default`, the problem; 304 needs no
 * mention. Parameters of the path are plain strings: an id nobody knows is 404, whatever it looks like.
 */

/** Path parameter of every route below a place. */
export const placeParams = z.object({
  place: z.string().meta({ description: 'Id of the place', example: 'guan' }),
});

/** Query parameter of every route: language of problem texts. */
export const languageQuery = z.object({
  lang: z.string().max(20).optional().meta({ description: 'zh or en (en for any other); instead of Accept-Language' }),
});

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
