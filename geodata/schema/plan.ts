import { z } from 'zod';
import { featureCollectionSchema, landGeometrySchema } from './collections';
import { gridWorkersSchema } from './grid-worker';
import type { GridWorker } from './grid-worker';
import { areaIdSchema, gridIdSchema, planIdSchema, schemeIdSchema } from './ids';
import type { AreaId, GridId, PlanId, SchemeId } from './ids';
import { lngLatSchema } from './coordinates';
import type { MultiPolygon } from './coordinates';
import { localNameSchema } from './place';
import type { LocalName } from './place';

/**
 * `general` 综合网格, `dedicated` 专属网格 (hospital, campus, park …), and `unassigned` 未划网格:
 * land of a community that no grid covers yet. Unassigned land is kept as faces of the same
 * topology, so that faces always cover the community exactly: a gap is a face, never a crack.
 */
export const gridKinds = ['general', 'dedicated', 'unassigned'] as const;
export type GridKind = (typeof gridKinds)[number];

/** One face of a plan. Immutable: a change puts a new object under the same id or a new id. */
export interface Grid {
  id: GridId;
  communityId: AreaId;
  kind: GridKind;
  /** Fifteen digits by the profile's rule; null until numbered, always null for unassigned land. */
  code: string | null;
  name: string;
  /** Who works here, as `orderWorkers` orders them; none in unassigned land. */
  workers: readonly GridWorker[];
  polygons: MultiPolygon;
  /** Grids this one came from by the last split or merge. */
  parents: readonly GridId[];
  /**
   * Grows whenever the grid's shape or attributes change: on the server to the plan's revision of that change, so that
   * an older state never comes back under the same number. A vertex gained on a border leaves it alone.
   */
  revision: number;
}

/** What every act on a plan comes down to; invertible. `put` replaces or adds by id. */
export interface GridChange {
  note: ChangeNote;
  put: readonly Grid[];
  delete: readonly GridId[];
}

export const changeActs = [
  'split',
  'merge',
  'draw',
  'move',
  'reshape',
  'assign',
  'partition',
  'balance',
  'rename',
  'staff',
  'release',
  'import',
  'undo',
  'redo',
  'draft',
  'publish',
  'withdraw',
  'rebase',
] as const;
export type ChangeAct = (typeof changeActs)[number];
/** Names the act for the undo button and the log: act plus the grid names it is about. */
export const changeNoteSchema = z.object({ act: z.enum(changeActs), subject: z.string().max(200) });
export type ChangeNote = z.infer<typeof changeNoteSchema>;

export const planStatuses = ['draft', 'submitted', 'published'] as const;
export type PlanStatus = (typeof planStatuses)[number];
/** How a plan stands today: of the published plans of a scheme one is in force, others are to come or over. */
export const planStandings = ['draft', 'submitted', 'scheduled', 'in-force', 'past'] as const;
export type PlanStanding = (typeof planStandings)[number];

export interface GridScheme {
  id: SchemeId;
  name: LocalName;
}

export interface GridPlan {
  id: PlanId;
  schemeId: SchemeId;
  name: LocalName;
  status: PlanStatus;
  /** True where the plan came from an import and was never balanced; the console says so. */
  importedUnbalanced: boolean;
}

export const schemeWireSchema = z.object({ id: schemeIdSchema, name: localNameSchema }).meta({ id: 'GridScheme' });

export const planWireSchema = z
  .object({
    id: planIdSchema,
    schemeId: schemeIdSchema,
    name: localNameSchema,
    status: z.enum(planStatuses),
    importedUnbalanced: z.boolean(),
    /** Number of changes committed so far. */
    revision: z.number().int(),
    /** Grids, without unassigned land. */
    gridCount: z.number().int(),
    basedOn: planIdSchema.nullable(),
    standing: z.enum(planStandings).meta({ description: "How it stands today by the place's calendar" }),
    effectiveFrom: z
      .string()
      .nullable()
      .meta({ description: 'First day in force; null for drafts, and where an import does not say since when' }),
    effectiveTo: z
      .string()
      .nullable()
      .meta({ description: 'First day no longer in force: that of the publication after it' }),
    publishedAt: z.string().nullable(),
    publishedBy: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'GridPlan' });
export type PlanWire = z.infer<typeof planWireSchema>;

/** A ring or polygon as lattice integers on the wire: exact, half the size of GeoJSON. */
const latticeRing = z.array(z.number().int()).min(6);
const latticePolygons = z.array(z.array(latticeRing).min(1)).min(1);
export const gridWireSchema = z
  .object({
    id: gridIdSchema,
    communityId: areaIdSchema,
    kind: z.enum(gridKinds),
    code: z.string().nullable(),
    name: z.string().max(100),
    workers: gridWorkersSchema,
    polygons: latticePolygons,
    parents: z.array(gridIdSchema),
    revision: z.number().int().nonnegative(),
  })
  .meta({ id: 'Grid', description: 'One face of a plan; rings are flat lattice integers of 1e-7 degree, not closed' });

/**
 * What the browser sends: the act and its input, never a finished shape, so that the server runs
 * the same operation on its own state and its word counts. New ids come in through the input.
 */
export const planOperationSchema = z
  .discriminatedUnion('name', [
    z.object({
      name: z.literal('split'),
      gridId: gridIdSchema,
      /** The cut as drawn, at least two points. */
      line: z.array(lngLatSchema).min(2).max(2000),
      /** Ids for the parts, largest part first; surplus ids are ignored. */
      newIds: z.array(gridIdSchema).min(2).max(200),
    }),
    z.object({ name: z.literal('merge'), gridIds: z.array(gridIdSchema).min(2).max(500), newId: gridIdSchema }),
    z.object({
      name: z.literal('draw'),
      communityId: areaIdSchema,
      /** Outline as drawn, not closed or closed. */
      ring: z.array(lngLatSchema).min(3).max(2000),
      newIds: z.array(gridIdSchema).min(1).max(200),
      gridName: z.string().max(100),
    }),
    /** Moves a vertex that grids of one community share; without `to` it is taken out. The end of a border slides. */
    z.object({
      name: z.literal('move-vertex'),
      at: lngLatSchema,
      to: lngLatSchema.nullable(),
      /** A grid whose border it is, where borders of two communities end in one vertex. */
      gridId: gridIdSchema.optional(),
    }),
    z.object({
      name: z.literal('insert-vertex'),
      /** Two vertices that follow each other on a border of two grids. */
      edge: z.tuple([lngLatSchema, lngLatSchema]),
      at: lngLatSchema,
    }),
    z.object({
      name: z.literal('reshape'),
      gridId: gridIdSchema,
      /** The new border as drawn: what it cuts off changes sides. */
      line: z.array(lngLatSchema).min(2).max(2000),
    }),
    z.object({ name: z.literal('assign'), gridId: gridIdSchema, land: latticePolygons }),
    z.object({
      name: z.literal('redraw'),
      act: z.enum(['partition', 'balance']),
      communityId: areaIdSchema,
      faces: z.array(z.object({ id: gridIdSchema, polygons: latticePolygons })).max(2000),
      delete: z.array(gridIdSchema).max(2000),
    }),
    z.object({ name: z.literal('rename'), gridId: gridIdSchema, gridName: z.string().min(1).max(100) }),
    /** Says who works in a grid: the whole list, in any order. */
    z.object({ name: z.literal('staff'), gridId: gridIdSchema, workers: gridWorkersSchema }),
    /** Takes a grid off its land, which becomes unassigned. */
    z.object({ name: z.literal('release'), gridId: gridIdSchema, newId: gridIdSchema }),
    /** Undo and redo: faces put back as they were. Accepted only if the faces still tile the same land. */
    z.object({
      name: z.literal('replace'),
      act: z.enum(['undo', 'redo']),
      subject: z.string().max(200),
      put: z.array(gridWireSchema).max(5000),
      delete: z.array(gridIdSchema).max(5000),
    }),
  ])
  .meta({ id: 'PlanOperation' });
export type PlanOperation = z.infer<typeof planOperationSchema>;

export const planCommitSchema = z
  .object({
    operation: planOperationSchema,
    /** Revision this edit was made on, for each grid it reshapes or removes (not for neighbours that only gain a vertex). */
    base: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'PlanCommit' });
export type PlanCommit = z.infer<typeof planCommitSchema>;

/** A community of a plan as the operations need it. */
export const planCommunityWireSchema = z
  .object({
    id: areaIdSchema,
    name: localNameSchema,
    codePrefix: z.string().meta({ description: 'Digits of a grid code before its sequence number' }),
    highestSequence: z
      .number()
      .int()
      .meta({ description: 'Highest sequence number ever given out here; the next grid takes the one after it' }),
  })
  .meta({ id: 'PlanCommunity' });
export type PlanCommunityWire = z.infer<typeof planCommunityWireSchema>;

/** A whole plan: what the browser works on. */
export const planContentSchema = z
  .object({ plan: planWireSchema, communities: z.array(planCommunityWireSchema), grids: z.array(gridWireSchema) })
  .meta({ id: 'PlanContent', description: 'A plan with all its faces, unassigned land among them' });
export type PlanContent = z.infer<typeof planContentSchema>;

/** Something worth knowing about a change, nothing that stood in its way; texts as in the catalogue. */
export const noticeSchema = z
  .object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    detail: z.string(),
  })
  .meta({ id: 'Notice' });

export const gridChangeWireSchema = z
  .object({ note: changeNoteSchema, put: z.array(gridWireSchema), delete: z.array(gridIdSchema) })
  .meta({ id: 'GridChange' });

/** What a commit came to on the server, whose word counts. */
export const commitAnswerSchema = gridChangeWireSchema
  .extend({
    revision: z.number().int().meta({ description: 'Revision of the plan after the change' }),
    at: z.string(),
    notices: z.array(noticeSchema),
  })
  .meta({ id: 'PlanCommitAnswer' });
export type CommitAnswer = z.infer<typeof commitAnswerSchema>;

/** A change of the plan's history, with the one that takes it back. */
export const planChangeWireSchema = gridChangeWireSchema
  .extend({
    revision: z.number().int(),
    at: z.string(),
    author: z.string(),
    inverse: z.object({ put: z.array(gridWireSchema), delete: z.array(gridIdSchema) }),
  })
  .meta({ id: 'PlanChange' });
export type PlanChangeWire = z.infer<typeof planChangeWireSchema>;

/** With `plan.conflict`: what the other editor made of the grids. */
export const conflictTheirsSchema = z
  .object({
    author: z.string(),
    at: z.string().nullable(),
    note: changeNoteSchema.nullable(),
    revision: z.number().int(),
    grids: z.array(gridWireSchema).meta({ description: 'The faces that now lie where the edit was' }),
  })
  .meta({ id: 'PlanConflict' });
export type ConflictTheirs = z.infer<typeof conflictTheirsSchema>;

export const findingSeverities = ['error', 'warning', 'notice'] as const;
export const planFindingSchema = z
  .object({
    code: z.string(),
    severity: z.enum(findingSeverities),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    detail: z.string().meta({ description: 'The finding in the language asked for' }),
    gridId: gridIdSchema.nullable(),
    where: z.unknown().nullable().meta({ description: 'GeoJSON geometry to zoom to' }),
  })
  .meta({ id: 'PlanFinding' });

/** Properties of a grid as GeoJSON. */
export const gridPropertiesSchema = gridWireSchema
  .omit({ polygons: true })
  .extend({ areaSquareMetres: z.number() })
  .meta({ id: 'GridProperties' });

/** The faces of a plan as GeoJSON. */
export const gridCollectionSchema = featureCollectionSchema(landGeometrySchema, gridPropertiesSchema);
export type GridCollection = z.infer<typeof gridCollectionSchema>;
