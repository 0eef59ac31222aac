import { z } from 'zod';
import { featureCollectionSchema, landGeometrySchema } from './collections';
import { gridWorkerSchema, workerPostsSchema } from './grid-worker';
import { gridIdSchema, planIdSchema, schemeIdSchema } from './ids';
import { localNameSchema } from './place';
import { findingSeverities, gridPropertiesSchema, planWireSchema } from './plan';

/** A day of the place's calendar. */
export const calendarDateSchema = z.iso
  .date()
  .meta({ description: "`YYYY-MM-DD`, a day of the place's calendar", example: '2026-03-01' });

/** What became of a grid between two plans. */
export const gridFateSchema = z.enum(['unchanged', 'reshaped', 'split', 'merged', 'new', 'retired']);

/** What publishing asks for. */
export const publishInputSchema = z
  .object({
    effectiveFrom: calendarDateSchema,
    revision: z
      .number()
      .int()
      .nonnegative()
      .optional()
      .meta({ description: 'Revision that was looked at; the draft is not published where it has changed since' }),
    replaces: planIdSchema.optional().meta({
      description:
        'Id of the publication that is replaced knowingly, where it came after the draft was made and what it changed is to be undone',
    }),
  })
  .meta({ id: 'PublishInput' });
export type PublishInput = z.infer<typeof publishInputSchema>;

export const findingGroupSchema = z.object({
  code: z.string(),
  severity: z.enum(findingSeverities),
  count: z.number().int(),
});

const count = z.number().int();
const known = z.number().nullable();

/** Sums of a comparison. */
export const comparisonTotalsSchema = z
  .object({
    gridsBefore: count,
    gridsAfter: count,
    householdsBefore: known,
    householdsAfter: known,
    postsBefore: workerPostsSchema,
    postsAfter: workerPostsSchema,
    fates: z
      .record(gridFateSchema, count)
      .meta({ description: 'How many grids of the later plan came to be how, and how many are gone without one' }),
    workersChanged: count.meta({ description: 'Grids whose workers differ, by number or by name' }),
    movedUnits: count,
    movedHouseholds: z.number().meta({ description: 'Households whose grid is another one' }),
    movedResidents: z.number(),
    movedUnknown: count.meta({ description: 'Moved base units whose households are unknown' }),
  })
  .meta({ id: 'ComparisonTotals' });
export type ComparisonTotals = z.infer<typeof comparisonTotalsSchema>;

const livingCountSchema = z.object({ units: count, households: known, residents: known });

const comparedGridSchema = z.object({
  id: gridIdSchema,
  name: z.string(),
  code: z.string().nullable(),
  communityId: z.string(),
  fate: gridFateSchema,
  from: z.array(gridIdSchema).meta({ description: 'Grids of the earlier plan it came from' }),
  to: z.array(gridIdSchema).meta({ description: 'Grids of the later plan it went to, where it is gone' }),
  sameAs: gridIdSchema.nullable().meta({
    description: 'The grid of the other plan taken for the same one: by id, else by the largest number of households',
  }),
  before: livingCountSchema.nullable(),
  after: livingCountSchema.nullable(),
  postsBefore: workerPostsSchema.nullable().meta({ description: 'Posts of workers by kind' }),
  postsAfter: workerPostsSchema.nullable(),
  came: z.array(gridWorkerSchema).meta({ description: 'Named workers who were not there before' }),
  went: z.array(gridWorkerSchema).meta({ description: 'Named workers who are no longer there' }),
  staffChanged: z.boolean().meta({ description: 'Whether workers differ, by number or by name' }),
  joined: z.number().meta({ description: 'Households that come to it' }),
  left: z.number().meta({ description: 'Households that leave it' }),
});

/** Two plans compared. */
export const planComparisonSchema = z
  .object({
    before: planWireSchema,
    after: planWireSchema,
    totals: comparisonTotalsSchema,
    histogram: z
      .array(z.object({ least: count, most: count.nullable(), before: count, after: count }))
      .meta({ description: 'Grids by households; both ends of a bin are in it, the last one is open' }),
    grids: z.array(comparedGridSchema).meta({ description: 'Every grid of the later plan, then those that are gone' }),
    moved: z
      .object({ unit: z.array(count), from: z.array(count), to: z.array(count) })
      .meta({ description: 'Columns: index of the base unit, and positions in `names` of its grids; -1 for none' }),
    names: z.array(z.object({ id: gridIdSchema, name: z.string(), code: z.string().nullable() })),
  })
  .meta({ id: 'PlanComparison' });
export type PlanComparison = z.infer<typeof planComparisonSchema>;

const movedUnitSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  lng: z.number(),
  lat: z.number(),
  households: known,
  residents: known,
  fromGrid: gridIdSchema.nullable(),
  fromName: z.string().nullable(),
  toGrid: gridIdSchema.nullable(),
  toName: z.string().nullable(),
});
export const movedPageSchema = z
  .object({ total: count, units: z.array(movedUnitSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'MovedUnits', description: 'Base units whose grid is another one, in the order of the base units' });
export type MovedPage = z.infer<typeof movedPageSchema>;

const codeChangeSchema = z.object({
  gridId: gridIdSchema,
  name: z.string(),
  before: z.string().nullable().meta({ description: 'The provisional code of the draft' }),
  after: z.string(),
});

/** What publishing a draft would do now. */
export const publicationPreviewSchema = z
  .object({
    plan: planWireSchema,
    earliest: calendarDateSchema.meta({ description: 'The earliest day it can come into force' }),
    against: planWireSchema.nullable().meta({ description: 'What was published last, which it would follow' }),
    checks: z.array(findingGroupSchema).meta({ description: 'Findings by kind, worst first; errors block' }),
    totals: comparisonTotalsSchema.nullable().meta({ description: 'Against what was published last' }),
    codes: z.array(codeChangeSchema).meta({ description: 'Grids whose code becomes another one' }),
    outdated: z
      .object({
        grids: z.array(z.string()).meta({ description: 'Names of grids published since the draft was made' }),
        conflicts: z.array(z.string()).meta({ description: 'Those of them that the draft changed too' }),
      })
      .nullable()
      .meta({ description: 'Null where nothing was published since the draft was made' }),
  })
  .meta({ id: 'PublicationPreview' });
export type PublicationPreview = z.infer<typeof publicationPreviewSchema>;

/** What publishing came to. */
export const publicationSchema = z
  .object({
    plan: planWireSchema,
    codes: z.array(codeChangeSchema).meta({ description: 'Grids whose provisional code has become another one' }),
    warnings: z.array(findingGroupSchema).meta({ description: 'Findings that did not block' }),
    totals: comparisonTotalsSchema.nullable(),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof publicationSchema>;

export const versionActs = ['import', 'new', 'split', 'merged', 'reshaped', 'unchanged'] as const;
export type VersionAct = (typeof versionActs)[number];

/** A state of a grid that a publication brought. */
export const gridVersionSchema = z
  .object({
    gridId: gridIdSchema,
    planId: planIdSchema,
    planName: localNameSchema,
    validFrom: z.string().nullable().meta({ description: 'First day; null where an import does not say since when' }),
    validTo: z.string().nullable().meta({ description: 'First day no longer; null where nothing has followed yet' }),
    act: z.enum(versionActs).meta({
      description: 'How it came to be; `unchanged` where only its name, workers or vertices on its border are other',
    }),
    by: z.string().nullable().meta({ description: 'Who published it' }),
    at: z.string().nullable().meta({ description: 'When it was published' }),
    name: z.string(),
    code: z.string().nullable(),
    parents: z.array(gridIdSchema),
  })
  .meta({ id: 'GridVersion' });
export type GridVersion = z.infer<typeof gridVersionSchema>;

/** Where a grid came from and what it became. */
export const gridLineageSchema = z
  .object({
    gridId: gridIdSchema,
    versions: z.array(gridVersionSchema).meta({ description: 'Its own states, oldest first' }),
    parents: z.array(gridVersionSchema).meta({ description: 'Last states of the grids it came from' }),
    children: z.array(gridVersionSchema).meta({ description: 'First states of the grids that came from it' }),
  })
  .meta({ id: 'GridLineage' });
export type GridLineage = z.infer<typeof gridLineageSchema>;

/** The grids of a scheme on a day. */
export const gridsAsOfSchema = featureCollectionSchema(
  landGeometrySchema,
  gridPropertiesSchema.extend({ validFrom: z.string().nullable(), validTo: z.string().nullable() }),
);
export type GridsAsOf = z.infer<typeof gridsAsOfSchema>;

export const schemeInputSchema = z
  .object({
    id: schemeIdSchema.optional().meta({ description: 'Made up where left out' }),
    name: localNameSchema.extend({
      zh: z.string().trim().min(1).max(100),
      en: z.string().trim().max(100).optional(),
    }),
  })
  .meta({ id: 'GridSchemeInput' });
