import { z } from 'zod';
import { crsNames } from '../schema/incident';

/** Path below the data folder, with forward slashes; it may not lead out of the folder. */
export const fileSchema = z
  .string()
  .min(1)
  .regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\]+$/, 'a path below the data folder, without ..');
/** Always written out: a coordinate system is never guessed and never shifted in silence. */
const crs = z.enum(crsNames);
/** Row of the names of the columns, where it is not the first. */
const headerRow = z.number().int().positive().optional();
const encoding = z.string().min(1);

const geoJson = { format: z.literal('geojson'), file: fileSchema, crs };
const topoJson = {
  format: z.literal('topojson'),
  file: fileSchema,
  crs,
  /** Which of its objects, where it has several. */
  object: z.string().optional(),
};
const shapefile = {
  format: z.literal('shapefile'),
  /** The .shp, with its .dbf, .shx, .prj and .cpg beside it, or a .zip of them. */
  file: fileSchema,
  crs,
  /** Which shapefile of a .zip, where it has several: its name without .shp. */
  shapefile: z.string().optional(),
  /** Of its texts, where the .cpg does not say. */
  encoding: encoding.optional(),
};
const kml = { format: z.literal('kml'), file: fileSchema, crs };
const gpkg = {
  format: z.literal('gpkg'),
  file: fileSchema,
  crs,
  /** Which of its layers, where it has several. */
  table: z.string().optional(),
};
const csv = {
  format: z.literal('csv'),
  file: fileSchema,
  crs,
  encoding,
  /** What lines are read in that are not in `encoding`; each is reported. */
  oddLineEncoding: encoding.optional(),
  delimiter: z.string().length(1).optional(),
  headerRow,
};
const xlsx = {
  format: z.literal('xlsx'),
  file: fileSchema,
  crs,
  /** Which of its sheets, where it has several. */
  sheet: z.string().optional(),
  headerRow,
};

/** A layer that is made of rows: its own keys with those of each format rows may come in. */
export function ofRows<Own extends z.core.$ZodLooseShape>(own: Own) {
  return [
    z.strictObject({ ...own, ...geoJson }),
    z.strictObject({ ...own, ...topoJson }),
    z.strictObject({ ...own, ...shapefile }),
    z.strictObject({ ...own, ...kml }),
    z.strictObject({ ...own, ...gpkg }),
    z.strictObject({ ...own, ...csv }),
    z.strictObject({ ...own, ...xlsx }),
  ] as const;
}

const column = z.string().min(1);
/** Where a row lies, if not by a geometry of the file itself: by two columns of degrees, or by an H3 cell. */
export const placeColumns = { x: column.optional(), y: column.optional(), cell: column.optional() };

/** Where rows come from, in whatever format. */
export const rowSourceSchema = z.discriminatedUnion('format', ofRows({}));
export type RowSource = z.infer<typeof rowSourceSchema>;
