import { z } from 'zod';
import { areaIdSchema, planIdSchema, placeIdSchema, schemeIdSchema } from '../schema/ids';
import { incidentStates } from '../schema/incident';
import { MAX_ACCURACY_METRES } from '../schema/incident-assignment';
import { localNameSchema, profileSchema, sourceSchema } from '../schema/place';
import type { Profile } from '../schema/place';
import { baseUnitKinds } from '../schema/base-unit-kind';
import { stationKinds, stationTiers } from '../schema/station';
import { householdRuleSchema } from './household-rule';
import { osmStationRulesSchema } from './osm-station-rule';
import { householdPresets, presetOr, stationPresets } from './presets';
import { isTimePattern } from './parse-local-time';
import { fileSchema, ofRows, placeColumns } from './row-source-spec';
import type { RowSource } from './row-source-spec';

const file = fileSchema;
const column = z.string().min(1);
/** Text with `{column}` in it. */
const template = z.string().min(1);
const localTemplate = z.strictObject({ zh: template, en: template.optional() });
const name = localNameSchema.strict();

/** OSM data, packed (`.osm.pbf`) or as XML (`.osm`, `.osm.gz`): the bytes say which. `osm-pbf` is the older name. */
const osmFormat = z.enum(['osm', 'osm-pbf']).transform(() => 'osm' as const);
const streetLayer = z.strictObject({
  layer: z.literal('streets'),
  file,
  /** `graphml`: a street graph as OSMnx writes it. */
  format: z.enum(['osm', 'osm-pbf', 'graphml']),
});
const basemapLayer = z.strictObject({ layer: z.literal('basemap'), file, format: osmFormat });

/** Heights of the ground, in degrees of WGS84. */
const elevationLayer = z.strictObject({ layer: z.literal('elevation'), file, format: z.literal('geotiff') });

/** Streets closed for a while: a polygon closes every street in it, a cell of names or ids of streets closes those. */
const closureLayers = ofRows({
  layer: z.literal('closures'),
  columns: z.strictObject({
    /** Key of the row in its source; without it the row's number counts. */
    id: column.optional(),
    name: template,
    reason: column.optional(),
    /** Number or title of the notice. */
    document: column.optional(),
    /** First day, year-month-day. */
    from: column,
    /** Last day; an empty cell is "until further notice". */
    to: column.optional(),
    streets: column.optional(),
    cell: column.optional(),
  }),
});

const osmBaseUnitLayer = z.strictObject({
  layer: z.literal('base-units'),
  file,
  format: osmFormat,
  /** The name of a shipped rule, or a rule of one's own. */
  households: presetOr(householdPresets, householdRuleSchema),
});
const rowBaseUnitLayers = ofRows({
  layer: z.literal('base-units'),
  kind: z.enum(baseUnitKinds),
  columns: z.strictObject({
    id: column,
    name: template,
    households: column.optional(),
    residents: column.optional(),
    address: column.optional(),
    ...placeColumns,
  }),
});

const osmStationLayer = z.strictObject({
  layer: z.literal('stations'),
  file,
  format: osmFormat,
  /** Stations of one kind and name that close together are one, mapped twice. */
  sameNameWithinMetres: z.number().nonnegative(),
  /** The name of shipped rules, or rules of one's own. The first that fits counts; others are reported by value. */
  rules: presetOr(stationPresets, osmStationRulesSchema),
});
/** What becomes of a row whose point lies in none of the areas. */
const outsideAreas = z.enum(['keep', 'refuse']);
const rowStationLayers = ofRows({
  layer: z.literal('stations'),
  outsideAreas,
  /** What ids begin with; the name of the file where it is not said. Two layers of one file need different ones. */
  idPrefix: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/)
    .optional(),
  columns: z.strictObject({
    /** Key of the row in its source; without it the row's number counts. */
    id: column.optional(),
    /** A text with `{column}` in it, or one a language; `{#}` is which of the stations of its row it is. */
    name: z.union([template, localTemplate]),
    /** How many stations the row stands for, each at the same place. */
    count: column.optional(),
    address: column.optional(),
    /** Columns whose values are kept as the station's services; several in a cell stand between 、 or semicolons. */
    services: z.array(column).optional(),
    /** Square metres of floor. */
    floorArea: column.optional(),
    /** Places for people at once. */
    seats: column.optional(),
    staff: column.optional(),
    /** In OSM's `opening_hours` syntax or plain Chinese; kept as it is, whether it can be read or not. */
    openingHours: column.optional(),
    ...placeColumns,
  }),
  /** The first rule all of whose cells fit counts. */
  rules: z
    .array(
      z.strictObject({
        when: z.record(column, z.string()),
        kind: z.enum(stationKinds),
        tier: z.enum(stationTiers),
      }),
    )
    .min(1),
});

const timePattern = z.string().refine(isTimePattern, 'a time pattern with yyyy, MM and dd, or iso');
const timeColumn = z.strictObject({
  column,
  /** `iso`, or yyyy MM dd HH hh mm ss a as in the file. */
  pattern: timePattern,
  /** A second pattern some times are written in; each of them is reported. */
  orPattern: timePattern.optional(),
});
const accuracyMetres = z.number().positive().max(MAX_ACCURACY_METRES);
const accuracyColumn = z.strictObject({
  /** Metres of radius. */
  column,
  /** How many of 100 true places lie within the radius: 68 (default), as phones mean it, or 95. */
  radius: z.union([z.literal(68), z.literal(95)]).optional(),
  /** Metres by word, where a geocoder writes how well it found the address (`rooftop`, `街道级` …). */
  words: z.record(z.string(), accuracyMetres).optional(),
});
const incidentLayers = ofRows({
  layer: z.literal('incidents'),
  outsideAreas,
  /** What becomes of a row whose coordinate is none. Default: refuse. */
  badCoordinates: z.enum(['refuse', 'without-point']).optional(),
  /** What becomes of a row that repeats an earlier one in every column. Default: keep. */
  repeatedRows: z.enum(['refuse', 'keep']).optional(),
  columns: z.strictObject({
    /** Key of the row in its source; without it the row's line number counts. */
    id: column.optional(),
    caseNumber: column.optional(),
    ...placeColumns,
    reportedAt: timeColumn,
    dueAt: timeColumn.optional(),
    /** First response. */
    respondedAt: timeColumn.optional(),
    closedAt: timeColumn.optional(),
    title: template,
    address: column.optional(),
    /** Agency responsible. */
    owner: column.optional(),
    /** How exactly the place is known. */
    accuracy: accuracyColumn.optional(),
  }),
  source: z.string().min(1),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  types: z.strictObject({
    column,
    /** Types by the beginning of their value, under a group; the rest of the value is the type's name. */
    groups: z.array(z.strictObject({ prefix: z.string(), code: z.string(), name })),
    /** Names of single types, and their codes where the value has no letters or digits to make one of. */
    names: z.record(z.string(), z.strictObject({ code: z.string().optional(), ...name.shape })),
  }),
  state: z.union([
    z.strictObject({ value: z.enum(incidentStates) }),
    z.strictObject({ column, values: z.record(z.string(), z.enum(incidentStates)) }),
  ]),
  /** What to look for in the rows that are kept, and to report. */
  checks: z.array(
    z.discriminatedUnion('find', [
      z.strictObject({ find: z.literal('without-point') }),
      z.strictObject({ find: z.literal('outside-base-units') }),
      z.strictObject({ find: z.literal('without-due-date') }),
      z.strictObject({ find: z.literal('closed-when-created') }),
      z.strictObject({ find: z.literal('closed-late') }),
      z.strictObject({ find: z.literal('repeated-address'), atLeast: z.number().int().min(2) }),
    ]),
  ),
});

export const layerSpecSchema = z.discriminatedUnion('layer', [
  streetLayer,
  basemapLayer,
  elevationLayer,
  z.discriminatedUnion('format', [osmBaseUnitLayer, ...rowBaseUnitLayers]),
  z.discriminatedUnion('format', [osmStationLayer, ...rowStationLayers]),
  z.discriminatedUnion('format', incidentLayers),
  z.discriminatedUnion('format', closureLayers),
]);

/** Areas named by the named polygon of another file that holds most of their base units. */
const nameByPlace = z.discriminatedUnion(
  'format',
  ofRows({
    column,
    /** English by name in the file. */
    english: z.record(z.string(), z.string()),
  }),
);
const areaSpec = z.discriminatedUnion('from', [
  /** A place without areas: one area, the box the data covers. */
  z.strictObject({ from: z.literal('extent'), id: areaIdSchema, code: z.string(), name }),
  /** Areas as unions of base units, outermost level first. */
  z.strictObject({
    from: z.literal('base-units'),
    levels: z
      .array(
        z.strictObject({
          column,
          /** Either a pattern with `{code}` and `{parent}`, or the names of another file. */
          name: z.union([localTemplate, nameByPlace]),
        }),
      )
      .min(1),
  }),
]);

const planShape = { id: planIdSchema, scheme: z.strictObject({ id: schemeIdSchema, name }), name };
const planSpec = z.discriminatedUnion('from', [
  /** Every area one piece of unassigned land, to draw grids on. */
  z.strictObject({ from: z.literal('nothing'), ...planShape }),
  /** Grids as unions of base units; nobody balanced them, and the console says so. */
  z.strictObject({
    from: z.literal('base-units'),
    ...planShape,
    column,
    gridName: template,
    workersPerGrid: z.number().nonnegative(),
  }),
]);

/** A shipped profile (`geodata/places/<from>.json`) with what this place has otherwise. */
const profileSpec = profileSchema.partial().extend({ from: z.string() }).strict();

/** A declarative import: which file feeds which layer, what its columns mean, and in which zone its clocks run. */
export const importSpecSchema = z.strictObject({
  /** Version of this format. */
  format: z.literal('getu-import/1'),
  place: z.strictObject({
    id: placeIdSchema,
    name,
    dataDate: z.iso.date(),
    profile: profileSpec,
    sources: z.array(sourceSchema.strict()),
  }),
  layers: z.array(layerSpecSchema).min(1),
  areas: areaSpec,
  plans: z.array(planSpec),
});

type ReadSpec = z.infer<typeof importSpecSchema>;
/** A spec with its profile put together. */
export type ImportSpec = Omit<ReadSpec, 'place'> & {
  place: Omit<ReadSpec['place'], 'profile'> & { profile: Profile };
};
export type LayerSpec = z.infer<typeof layerSpecSchema>;
export type IncidentLayerSpec = Extract<LayerSpec, { layer: 'incidents' }>;
type OfRows<L extends LayerSpec> = Extract<L, { format: RowSource['format'] }>;
export type RowStationLayerSpec = OfRows<Extract<LayerSpec, { layer: 'stations' }>>;
export type ClosureLayerSpec = Extract<LayerSpec, { layer: 'closures' }>;
export type RowBaseUnitLayerSpec = OfRows<Extract<LayerSpec, { layer: 'base-units' }>>;
export type AreaSpec = z.infer<typeof areaSpec>;
export type NameByPlaceSpec = z.infer<typeof nameByPlace>;
export type PlanSpec = z.infer<typeof planSpec>;

/** A spec as it is written to a file. */
export type WrittenSpec = z.input<typeof importSpecSchema>;
