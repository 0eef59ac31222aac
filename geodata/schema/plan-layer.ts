import { z } from 'zod';
import { crsFitSchema, importFileFormats } from './import-inspection';
import { crsNames } from './incident';
import { areaIdSchema, planIdSchema, schemeIdSchema } from './ids';
import { localNameSchema } from './place';
import { planWireSchema } from './plan';

/** What was put right in a layer on its way into a plan. */
export const coverageRepairKinds = [
  'overlap',
  'gap-filled',
  'slit-closed',
  'cut-across',
  'cut-outside',
  'self-contact',
  'sliver',
  'grid-refused',
  'snapped',
  'winding-turned',
  'repeated-vertices',
  'ring-dropped',
] as const;
export type CoverageRepairKind = (typeof coverageRepairKinds)[number];

/** Something that was put right, as it is kept with the draft and shown. */
export const layerRepairSchema = z
  .object({
    kind: z.enum(coverageRepairKinds),
    grid: z.string().nullable().meta({ description: 'Name of the grid it was done to; null for land of nobody' }),
    to: z.string().nullable().meta({ description: 'Name of the grid that got the land; null where none did' }),
    count: z.number().int().meta({ description: 'Vertices or rings it is about; 1 for land' }),
    squareMetres: z.number(),
    where: z.unknown().meta({ description: 'GeoJSON geometry to zoom to' }),
  })
  .meta({ id: 'LayerRepair' });
export type LayerRepair = z.infer<typeof layerRepairSchema>;

/** A row of the layer that was left out, or taken with a remark. */
export const layerNoteSchema = z
  .object({
    row: z.number().int().meta({ description: 'Number of the row in the file, from 1' }),
    name: z.string(),
    refused: z.boolean(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    detail: z.string(),
  })
  .meta({ id: 'LayerNote' });
export type LayerNote = z.infer<typeof layerNoteSchema>;

/** Columns of a layer by what they mean; what is left out is not read. */
export const layerMappingSchema = z.strictObject({
  name: z.string().max(200).optional(),
  code: z.string().max(200).optional(),
  community: z.string().max(200).optional(),
  fullTime: z.string().max(200).optional().meta({ description: 'Number of full-time workers' }),
  fullTimeNames: z.string().max(200).optional().meta({ description: 'Their names, with 、 ; or , between them' }),
  partTime: z.string().max(200).optional(),
  partTimeNames: z.string().max(200).optional(),
  mobile: z.string().max(200).optional(),
  mobileNames: z.string().max(200).optional(),
  kind: z.string().max(200).optional(),
});
export type LayerMapping = z.infer<typeof layerMappingSchema>;

/** An uploaded layer and how it is read. */
export const layerRequestSchema = z
  .strictObject({
    import: z.string().max(40).meta({ description: 'Id of the import whose files are read' }),
    file: z.string().max(200),
    format: z.enum(importFileFormats),
    part: z.string().max(200).optional().meta({ description: 'The layer or shapefile, where a file has several' }),
    encoding: z.string().max(40).optional(),
    crs: z
      .enum(crsNames)
      .optional()
      .meta({ description: 'Left out: answers how well each system fits the streets, and nothing is cleaned' }),
    mapping: layerMappingSchema,
  })
  .meta({ id: 'LayerRequest' });
export type LayerRequest = z.infer<typeof layerRequestSchema>;

export const layerPreviewRequestSchema = layerRequestSchema
  .extend({
    grids: z
      .boolean()
      .default(false)
      .meta({ description: 'With the cleaned grids as GeoJSON, which may be many megabytes' }),
    into: planIdSchema
      .optional()
      .meta({ description: 'A draft: says what the layer would replace there, community by community' }),
  })
  .meta({ id: 'LayerPreviewRequest' });
export type LayerPreviewRequest = z.infer<typeof layerPreviewRequestSchema>;

export const layerDraftRequestSchema = layerRequestSchema
  .extend({
    crs: z.enum(crsNames),
    scheme: schemeIdSchema,
    name: localNameSchema.extend({
      zh: z.string().trim().min(1).max(100),
      en: z.string().trim().max(100).optional(),
    }),
  })
  .meta({ id: 'LayerDraftRequest' });
export type LayerDraftRequest = z.infer<typeof layerDraftRequestSchema>;

/** An uploaded layer and the communities of a draft whose grids it takes the place of. */
export const layerIntoRequestSchema = layerRequestSchema
  .extend({
    crs: z.enum(crsNames),
    revision: z
      .number()
      .int()
      .nonnegative()
      .meta({ description: 'Revision of the draft that was looked at: what was edited since is not replaced unseen' }),
    communities: z
      .array(areaIdSchema)
      .min(1)
      .max(10_000)
      .meta({ description: 'Communities whose grids give way to those of the layer; all others stay as they are' }),
  })
  .meta({ id: 'LayerIntoRequest' });
export type LayerIntoRequest = z.infer<typeof layerIntoRequestSchema>;

const kindCount = z.object({
  kind: z.enum(coverageRepairKinds),
  count: z.number().int(),
  squareMetres: z.number(),
});

/** What the cleaning did: counts of everything, the largest repairs one by one. */
export const layerReportSchema = z
  .object({
    file: z.string(),
    crs: z.enum(crsNames),
    read: z.number().int(),
    kept: z.number().int(),
    squareMetres: z.number().meta({ description: 'Of all grids as they are now' }),
    freeSquareMetres: z.number().meta({ description: 'Of land no grid has' }),
    snapMetres: z.number(),
    gapMetres: z.number(),
    slitMetres: z.number().default(0).meta({ description: '0 for layers that came before slits were closed' }),
    kinds: z.array(kindCount),
    repairs: z.array(layerRepairSchema).meta({ description: 'By area, largest first; at most 1,000' }),
    noteCount: z.number().int(),
    notes: z.array(layerNoteSchema).meta({ description: 'Refused rows first; at most 500' }),
  })
  .meta({ id: 'LayerReport' });
export type LayerReport = z.infer<typeof layerReportSchema>;

/** A community of a draft that a layer has grids in: what is there and what would be. */
export const layerCommunityChangeSchema = z
  .object({
    id: areaIdSchema,
    name: localNameSchema,
    squareMetres: z.number(),
    gridsNow: z.number().int(),
    gridsThen: z.number().int(),
    freeSquareMetresNow: z.number().meta({ description: 'Land without a grid as it is' }),
    freeSquareMetresThen: z.number().meta({ description: 'Land without a grid as it would be' }),
    freeHouseholdsThen: z
      .number()
      .nullable()
      .meta({ description: 'Households that would be in no grid; null where none are counted' }),
  })
  .meta({ id: 'LayerCommunityChange' });
export type LayerCommunityChange = z.infer<typeof layerCommunityChangeSchema>;

export const layerPreviewSchema = z
  .object({
    fits: z.array(crsFitSchema).meta({ description: 'How well each system fits the streets of the place, best first' }),
    declared: z.enum(crsNames).nullable().meta({ description: 'The system the file names; null where it names none' }),
    rows: z.number().int().meta({ description: 'Rows of the file' }),
    columns: z.array(z.string()),
    report: layerReportSchema.nullable().meta({ description: 'Null where no coordinate system was given' }),
    grids: z.unknown().meta({
      type: 'object',
      description:
        'The grids as they would be, where asked for: FeatureCollection with community, name, code, kind and households',
    }),
    into: z
      .object({ plan: planIdSchema, revision: z.number().int(), communities: z.array(layerCommunityChangeSchema) })
      .nullable()
      .meta({ description: 'What the layer would replace in the draft that was asked about; null where none was' }),
    outOfBand: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Grids with too few or too many households; null where not counted' }),
  })
  .meta({ id: 'LayerPreview' });
export type LayerPreview = z.infer<typeof layerPreviewSchema>;

export const layerDraftSchema = z
  .object({ plan: planWireSchema, report: layerReportSchema })
  .meta({ id: 'LayerDraft' });

/** A layer brought into a draft, as one change of its history. */
export const layerIntoSchema = z
  .object({
    revision: z.number().int().meta({ description: 'Revision of the draft after the change' }),
    at: z.string(),
    report: layerReportSchema,
  })
  .meta({ id: 'LayerInto' });
export type LayerInto = z.infer<typeof layerIntoSchema>;

/** The report kept with a draft that came from a layer, or took one in. */
export const planReportSchema = z
  .object({ plan: planIdSchema, report: layerReportSchema.nullable() })
  .meta({ id: 'PlanImportReport' });

export const exportFormats = ['geojson', 'shapefile', 'kml', 'gpkg', 'csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportSystems = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;
export type ExportSystem = (typeof exportSystems)[number];
export const exportEncodings = ['utf-8', 'gb18030'] as const;
