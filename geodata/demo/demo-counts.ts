import { z } from 'zod';
import { placeIdSchema } from '../schema/ids';
import { stationKinds } from '../schema/station';
import baoding from '../places/baoding.json';
import guAn from '../places/gu-an.json';
import jianhu from '../places/jianhu.json';
import yanji from '../places/yanji.json';

const whole = z.number().int().nonnegative();

/** The `demo` section of a profile: how much of everything the synthetic place of that profile has. */
export const demoCountsSchema = z.object({
  /** Id of the synthetic place, and the name `npm start -- --place` knows it by. */
  placeId: placeIdSchema,
  seed: z.number().int(),
  /** Where the middle of the town is set down, `[lng, lat]`. */
  middle: z.tuple([z.number(), z.number()]),
  subdistricts: whole,
  communities: whole,
  grids: whole,
  fullTimeWorkers: whole,
  partTimeWorkers: whole,
  mobileWorkers: whole,
  /** Managed housing estates (小区: new, mixed and resettled compounds); as many as grow where it is not said. */
  estates: whole.optional(),
  /** Stations beside the one service centre of every community. */
  stations: z.partialRecord(z.enum(stationKinds), whole),
  /** Snapshot reports of the year, and how many of them were solved in it. */
  reports: whole,
  solvedReports: whole,
});
export type DemoCounts = z.infer<typeof demoCountsSchema>;

/** What the demo of each profile counts, by profile id; the order is the order they are offered in. */
export const demoCounts: Readonly<Record<string, DemoCounts>> = Object.fromEntries(
  [guAn, jianhu, yanji, baoding].map(({ id, demo }) => [id, demoCountsSchema.parse(demo)]),
);
