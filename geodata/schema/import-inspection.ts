import { z } from 'zod';
import { crsNames, incidentStates } from './incident';
import { importProblemSchema } from './import-session';
import { localNameSchema } from './place';
import { baseUnitKinds } from './base-unit-kind';
import { stationKinds } from './station';

/** What a file is, told from its bytes. A shapefile is its `.shp` with the files beside it, or a `.zip` of them. */
export const importFileFormats = [
  'csv',
  'xlsx',
  'geojson',
  'topojson',
  'shapefile',
  'kml',
  'gpkg',
  'osm',
  'graphml',
  'beside-shapefile',
  'unknown',
] as const;
export type ImportFileFormat = (typeof importFileFormats)[number];

/** What a column can mean to an import. */
export const columnMeanings = [
  'x',
  'y',
  'cell',
  'id',
  'name',
  'households',
  'residents',
  'address',
  'district',
  'community',
  'grid',
  'type',
  'title',
  'caseNumber',
  'reportedAt',
  'dueAt',
  'respondedAt',
  'closedAt',
  'state',
  'owner',
  'accuracy',
  'kind',
  'services',
  'floorArea',
  'seats',
  'staff',
  'openingHours',
] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

/** What a file feeds. */
export const fileUses = ['map', 'base-units', 'stations', 'incidents', 'area-names', 'unused'] as const;
export type FileUse = (typeof fileUses)[number];

/** How a person said a file is to be read. */
export const readingChoiceSchema = z
  .object({
    file: z.string().max(200),
    part: z.string().max(200).optional().meta({ description: 'The sheet, object or shapefile in it' }),
    encoding: z.string().max(40).optional(),
  })
  .meta({ id: 'ReadingChoice' });
export type ReadingChoice = z.infer<typeof readingChoiceSchema>;

export const inspectedColumnSchema = z
  .object({
    name: z.string(),
    type: z.enum(['number', 'time', 'text', 'empty']),
    samples: z.array(z.string()).meta({ description: 'The first different values' }),
    emptyShare: z.number(),
    distinct: z.number().int().meta({ description: 'Different values; counted up to 500' }),
    values: z
      .array(z.object({ value: z.string(), count: z.number().int() }))
      .meta({ description: 'All values, most frequent first, where there are at most 500; else empty' }),
    min: z.number().nullable(),
    max: z.number().nullable(),
    median: z.number().nullable().meta({ description: 'Of the first values' }),
    latest: z.string().nullable().meta({ description: 'Of times: the last day, ISO 8601' }),
  })
  .meta({ id: 'InspectedColumn' });
export type InspectedColumn = z.infer<typeof inspectedColumnSchema>;

/** What a map file says of itself. */
export const mapFactsSchema = z
  .object({
    isGraph: z.boolean().meta({ description: 'A street graph: no buildings, amenities or scenery' }),
    walkableKilometres: z.number(),
    buildings: z.number().int().meta({ description: 'With an outline' }),
    stations: z.number().int().meta({ description: 'Amenities that would be stations' }),
    place: z
      .object({ name: localNameSchema, code: z.string() })
      .nullable()
      .meta({ description: 'The place the map is called after; null where it labels none' }),
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    newestDay: z.string().nullable().meta({ description: 'ISO 8601; null where the file does not say' }),
  })
  .meta({ id: 'MapFacts' });
export type MapFacts = z.infer<typeof mapFactsSchema>;

export const inspectedFileSchema = z
  .object({
    name: z.string(),
    size: z.number().int(),
    format: z.enum(importFileFormats),
    /** Sheets of a workbook, objects of a TopoJSON file, shapefiles in a zip. */
    parts: z.array(z.string()),
    part: z.string().nullable().meta({ description: 'The part that was looked at' }),
    encoding: z
      .object({
        declared: z.string().nullable().meta({ description: 'By a byte-order mark or a .cpg' }),
        candidates: z.array(
          z.object({
            encoding: z.string(),
            sample: z.string().meta({ description: 'A line with more than ASCII, as it reads in this encoding' }),
            oddLine: z.number().int().nullable().meta({ description: 'The first line that does not fit' }),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'Of text formats; best candidate first' }),
    delimiter: z.string().nullable(),
    columns: z.array(inspectedColumnSchema),
    rows: z.number().int(),
    rowsEstimated: z.boolean(),
    geometry: z.enum(['none', 'point', 'line', 'polygon', 'mixed']),
    bbox: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .nullable()
      .meta({ description: '[west, south, east, north] as written, whatever the system; strays left out' }),
    crs: z.enum(crsNames).nullable().meta({ description: 'The system the file declares; null where it declares none' }),
    inChina: z.boolean().meta({ description: 'In mainland China, where coordinates are often shifted' }),
    map: mapFactsSchema.nullable().meta({ description: 'Of map files that have streets; else null' }),
    problems: z.array(importProblemSchema),
  })
  .meta({ id: 'InspectedFile' });
export type InspectedFile = z.infer<typeof inspectedFileSchema>;

/** What one file is taken for: the guess, or what a person made of it. */
export const fileMappingSchema = z
  .object({
    file: z.string(),
    format: z.enum(importFileFormats),
    use: z.enum(fileUses),
    part: z.string().nullable(),
    encoding: z.string().nullable(),
    oddLineEncoding: z.string().nullable(),
    crs: z.enum(crsNames).nullable().meta({ description: 'Null: a person has to say' }),
    columns: z.partialRecord(z.enum(columnMeanings), z.string()),
    times: z.partialRecord(z.enum(['reportedAt', 'dueAt', 'respondedAt', 'closedAt']), z.string()),
    unitKind: z.enum(baseUnitKinds),
    /** Kind of all stations, or by value of the kind column; null leaves those out. */
    stationKind: z.enum(stationKinds),
    kinds: z.record(z.string(), z.enum(stationKinds).nullable()),
    /** State by value; null: not known yet. */
    states: z.record(z.string(), z.enum(incidentStates).nullable()),
    /** Values of the type column, to be given codes. */
    types: z.array(z.string()),
  })
  .meta({ id: 'FileMapping' });
export type FileMapping = z.infer<typeof fileMappingSchema>;

export const importMappingSchema = z
  .object({
    place: z.object({
      id: z.string(),
      nameZh: z.string(),
      nameEn: z.string(),
      dataDate: z.string(),
      timeZone: z.string(),
      countyCode: z.string(),
      sources: z.array(z.object({ name: z.string(), licence: z.string(), url: z.string().optional() })),
    }),
    files: z.array(fileMappingSchema),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof importMappingSchema>;

/** Why something was guessed, or what a person has to answer before the import can run. */
export const guessNoteSchema = z
  .object({
    file: z.string().nullable(),
    about: z.enum(['file', 'use', 'encoding', 'crs', 'column', 'time', 'values', 'place']),
    column: z.string().nullable(),
    ...importProblemSchema.shape,
  })
  .meta({ id: 'GuessNote' });
export type GuessNoteWire = z.infer<typeof guessNoteSchema>;

export const importInspectionSchema = z
  .object({
    files: z.array(inspectedFileSchema),
    mapping: importMappingSchema.meta({ description: 'The guess as a form shows it' }),
    spec: z.looseObject({ format: z.literal('getu-import/1') }).meta({
      additionalProperties: true,
      description: 'The guess as an import specification, to be corrected and run',
    }),
    reasons: z.array(guessNoteSchema),
    questions: z.array(guessNoteSchema).meta({ description: 'What nobody but a person can answer' }),
  })
  .meta({ id: 'ImportInspection' });
export type ImportInspectionWire = z.infer<typeof importInspectionSchema>;

const position = z.tuple([z.number(), z.number()]);

/** How well points lie among the streets when they are taken for one coordinate system. */
export const crsFitSchema = z
  .object({
    crs: z.enum(crsNames),
    points: z.array(position).meta({ description: 'Samples as WGS84, if that is the system they are written in' }),
    medianMetres: z
      .number()
      .nullable()
      .meta({ description: 'Median distance to the nearest street; null without streets' }),
    nearShare: z.number().nullable().meta({ description: 'Share within 25 m of a street; null without streets' }),
  })
  .meta({ id: 'CrsFit' });
export type CrsFit = z.infer<typeof crsFitSchema>;

/** Some of a file on a map, before anything is imported. */
export const importPreviewSchema = z
  .object({
    total: z.number().int().meta({ description: 'Rows with a place' }),
    features: z.object({
      type: z.literal('FeatureCollection'),
      features: z.array(
        z.object({
          type: z.literal('Feature'),
          geometry: z.object({ type: z.string(), coordinates: z.array(z.unknown()) }),
          properties: z.object({ label: z.string() }),
        }),
      ),
    }),
    fits: z
      .array(crsFitSchema)
      .meta({ description: 'One a system, where the file declares none and lies in mainland China; best first' }),
    streets: z.array(z.array(position)).meta({ description: 'Lines, WGS84; empty where no file has streets' }),
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreviewWire = z.infer<typeof importPreviewSchema>;
