import { z } from 'zod';
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
  /** Full-time grid workers; shared among grids where fractional. */
  workers: number;
  polygons: MultiPolygon;
  /** Grids this one came from by the last split or merge. */
  parents: readonly GridId[];
  /** Grows by one each time the grid's shape or attributes are changed on the server. */
  revision: number;
}

/** What every act on a plan comes down to; invertible. `put` replaces or adds by id. */
export interface GridChange {
  note: ChangeNote;
  put: readonly Grid[];
  delete: readonly GridId[];
}

export const changeActs = ['split', 'merge', 'draw', 'rename', 'import', 'undo', 'redo', 'draft'] as const;
export type ChangeAct = (typeof changeActs)[number];
/** Names the act for the undo button and the log: act plus the grid names it is about. */
export const changeNoteSchema = z.object({ act: z.enum(changeActs), subject: z.string().max(200) });
export type ChangeNote = z.infer<typeof changeNoteSchema>;

export const planStatuses = ['draft', 'submitted', 'published'] as const;
export type PlanStatus = (typeof planStatuses)[number];

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
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'GridPlan' });
export type PlanWire = z.infer<typeof planWireSchema>;

/** A ring or polygon as lattice integers on the wire: exact, half the size of GeoJSON. */
const latticeRing = z.array(z.number().int()).min(6);
export const gridWireSchema = z
  .object({
    id: gridIdSchema,
    communityId: areaIdSchema,
    kind: z.enum(gridKinds),
    code: z.string().nullable(),
    name: z.string().max(100),
    workers: z.number().nonnegative(),
    polygons: z.array(z.array(latticeRing).min(1)).min(1),
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
    z.object({ name: z.literal('rename'), gridId: gridIdSchema, gridName: z.string().min(1).max(100) }),
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
