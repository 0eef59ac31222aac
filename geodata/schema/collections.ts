import { z } from 'zod';
import type { ZodType } from 'zod';
import { compoundIdSchema, gateIdSchema } from './ids';
import { areaWireSchema, localNameSchema } from './place';
import { compoundKinds, gateAccesses } from './settlement';

/*
 * Collections of a place as GeoJSON (RFC 7946), coordinates in degrees with 7 decimals.
 */

const position = z.array(z.number()).min(2).max(3);
export const pointGeometrySchema = z.object({ type: z.literal('Point'), coordinates: position }).meta({ id: 'Point' });
export const polygonGeometrySchema = z
  .object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) })
  .meta({ id: 'Polygon' });
export const multiPolygonGeometrySchema = z
  .object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) })
  .meta({ id: 'MultiPolygon' });
export const landGeometrySchema = z.union([polygonGeometrySchema, multiPolygonGeometrySchema]);

/** A FeatureCollection whose features carry their id twice: as GeoJSON asks and in the properties. */
export function featureCollectionSchema<G extends ZodType, P extends ZodType>(geometry: G, properties: P) {
  return z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ type: z.literal('Feature'), id: z.string(), geometry, properties })),
  });
}

const count = z.number().int().nullable();

export const compoundWireSchema = z
  .object({
    id: compoundIdSchema,
    name: localNameSchema,
    kind: z.enum(compoundKinds),
    walled: z.boolean().meta({ description: 'Nobody crosses the boundary but through a gate' }),
    baseUnits: z.number().int(),
    households: count,
    residents: count,
  })
  .meta({ id: 'CompoundProperties' });

export const gateWireSchema = z
  .object({
    id: gateIdSchema,
    compoundId: compoundIdSchema,
    name: localNameSchema,
    access: z.enum(gateAccesses),
    open: z.boolean(),
    openingHours: z
      .string()
      .nullable()
      .meta({ description: 'When it is open, in the syntax of OSM `opening_hours`; null: not recorded, always' }),
  })
  .meta({ id: 'GateProperties' });

export const areaCollectionSchema = featureCollectionSchema(landGeometrySchema, areaWireSchema).meta({
  id: 'AreaCollection',
});
export const compoundCollectionSchema = featureCollectionSchema(landGeometrySchema, compoundWireSchema).meta({
  id: 'CompoundCollection',
});
export const gateCollectionSchema = featureCollectionSchema(pointGeometrySchema, gateWireSchema).meta({
  id: 'GateCollection',
});
export type AreaCollection = z.infer<typeof areaCollectionSchema>;
export type CompoundCollection = z.infer<typeof compoundCollectionSchema>;
export type GateCollection = z.infer<typeof gateCollectionSchema>;

/** A street with all pieces of its name. */
export const streetFeatureSchema = z
  .object({
    type: z.literal('Feature'),
    id: z.string(),
    geometry: z.object({
      type: z.literal('MultiLineString'),
      coordinates: z.array(z.array(z.tuple([z.number(), z.number()]))),
    }),
    properties: z.object({ id: z.string(), name: localNameSchema, lengthMetres: z.number() }),
  })
  .meta({ id: 'Street' });
export type StreetFeature = z.infer<typeof streetFeatureSchema>;

/** How the last import of a place went. */
export const importReportSchema = z
  .object({
    at: z.string().meta({ description: 'When it was imported, ISO 8601 UTC' }),
    specName: z.string(),
    files: z.array(
      z.object({
        file: z.string(),
        layer: z.string(),
        read: z.number().int(),
        kept: z.number().int(),
        refused: z.number().int(),
        repaired: z.number().int(),
        noteCounts: z.record(z.string(), z.number().int()),
      }),
    ),
    notes: z.array(
      z.object({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        file: z.string(),
        layer: z.string(),
        line: z.number().int().nullable(),
        kind: z.enum(['refused', 'repaired', 'kept']),
      }),
    ),
    noteCounts: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'ImportReport' });
export type ImportReportWire = z.infer<typeof importReportSchema>;
