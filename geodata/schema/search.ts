import { z } from 'zod';
import { stationKinds } from './station';

export const searchKinds = [
  'coordinate',
  'area',
  'grid',
  'compound',
  'station',
  'street',
  'base-unit',
  'incident',
] as const;
export type SearchKind = (typeof searchKinds)[number];

export const searchResultSchema = z
  .object({
    kind: z.enum(searchKinds),
    id: z.string(),
    name: z.string().meta({ description: 'In the language asked for, where there is a name in it' }),
    detail: z
      .string()
      .nullable()
      .meta({ description: 'Level of an area, code of a grid, address, title of an incident' }),
    where: z.string().nullable().meta({ description: 'The area it lies in' }),
    stationKind: z.enum(stationKinds).nullable().meta({ description: 'Of a station' }),
    lng: z.number().nullable().meta({ description: 'Null of an incident nobody could locate' }),
    lat: z.number().nullable(),
    bbox: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .nullable()
      .meta({ description: '[west, south, east, north]; null for points' }),
    hint: z
      .enum(['swapped', 'outside'])
      .nullable()
      .meta({ description: 'Of a coordinate: written latitude first, or beyond the place' }),
  })
  .meta({ id: 'SearchResult' });
export type SearchResult = z.infer<typeof searchResultSchema>;

export const searchAnswerSchema = z
  .object({
    results: z.array(searchResultSchema),
    /** All that match, of which the best are listed. */
    total: z.number().int(),
  })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
