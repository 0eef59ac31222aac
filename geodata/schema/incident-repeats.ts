import { z } from 'zod';
import { incidentIdSchema } from './ids';
import { incidentRowSchema, incidentSummarySchema } from './incident-summary';

const count = z.number().int().nonnegative();
const isoTime = z.string().meta({ description: 'ISO 8601, UTC' });

/** What a place of reports is told by. */
export const placeKinds = ['address', 'building', 'point'] as const;
export type PlaceKind = (typeof placeKinds)[number];

const basis = incidentSummarySchema.pick({
  period: true,
  timeZone: true,
  asOf: true,
  datasetVersion: true,
  total: true,
}).shape;

export const repeatedPlaceSchema = z
  .object({
    at: incidentIdSchema.meta({
      description: 'Earliest report of the place in all data: names the place in `at` of a list',
    }),
    kind: z.enum(placeKinds).meta({
      description: 'One address; one building; or reports within 15 m of each other that have neither',
    }),
    name: z.string().nullable().meta({ description: 'Address or building, as the data has it' }),
    lng: z.number().nullable().meta({ description: 'Middle of the reports that have a point; null where none has' }),
    lat: z.number().nullable(),
    family: z
      .string()
      .nullable()
      .meta({ description: 'Group of types counted by itself; null where all count together' }),
    count: count.meta({ description: 'Reports under the filter; equals the rows listed with `at`' }),
    most: count.meta({ description: 'Most of them within the days asked for' }),
    from: isoTime.meta({ description: 'First and last of those most' }),
    to: isoTime,
    first: isoTime,
    last: isoTime,
    open: count.meta({ description: 'Of `count` those that are not ended' }),
    types: z.array(z.object({ code: z.string(), count })).meta({ description: 'Of `count` by type, most first' }),
  })
  .meta({ id: 'RepeatedPlace' });
export type RepeatedPlaceWire = z.infer<typeof repeatedPlaceSchema>;

/** A list of so many places is long enough for any map. */
export const MOST_PLACES = 20_000;

export const repeatsSchema = z
  .object({
    ...basis,
    least: count,
    days: count,
    alike: z.boolean(),
    found: count.meta({ description: `Places found; at most ${MOST_PLACES} of them are listed` }),
    reports: count.meta({ description: 'Reports of all places found' }),
    unplaced: count.meta({ description: 'Of `total` those with neither an address nor a point: of no place' }),
    places: z.array(repeatedPlaceSchema).meta({ description: 'Most reports within the days first, then the latest' }),
  })
  .meta({ id: 'IncidentRepeats' });
export type IncidentRepeats = z.infer<typeof repeatsSchema>;

export const duplicatePairSchema = z
  .object({
    later: incidentRowSchema,
    earlier: incidentRowSchema,
    score: z
      .number()
      .meta({ description: '0…1: 0.3 nearness of the places, 0.2 of the times, 0.5 likeness of the texts' }),
    metres: z.number(),
    hours: z.number().meta({ description: 'Between the two reports' }),
    text: z
      .number()
      .meta({ description: 'Share of pieces of three characters of title and address that both have, 0…1' }),
  })
  .meta({ id: 'DuplicatePair' });
export type DuplicatePairWire = z.infer<typeof duplicatePairSchema>;

export const duplicatesSchema = z
  .object({
    ...basis,
    found: count.meta({ description: 'Reports that have an earlier one alike and are not merged or told apart yet' }),
    merged: count.meta({ description: 'Of `total` those merged into another one already' }),
    cutShort: count.meta({
      description: 'Reports with so many earlier ones nearby that only the latest were compared',
    }),
    pairs: z
      .array(duplicatePairSchema)
      .meta({ description: 'Each such report beside the best match; likeliest first' }),
    offset: count,
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'IncidentDuplicates' });
export type IncidentDuplicates = z.infer<typeof duplicatesSchema>;
