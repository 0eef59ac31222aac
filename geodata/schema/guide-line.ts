import { z } from 'zod';
import { localNameSchema } from './place';

/**
 * What a border may follow: the middle of a street, a stream or a railway, the bank of a water, the wall of a compound, the
 * outline of a building.
 */
export const guideKinds = ['street', 'waterway', 'railway', 'bank', 'compound', 'building'] as const;

export const guideLineSchema = z
  .object({
    id: z.string(),
    kind: z.enum(guideKinds),
    /** Of a street its class (arterial, collector, lane, path), else what the map says of it. */
    class: z.string(),
    name: localNameSchema.nullable(),
    /** The compound a lane lies in or a wall belongs to. */
    compoundId: z.string().nullable(),
    /** Flat lattice integers; outlines repeat their first point at the end. */
    line: z.array(z.number().int()).min(4),
  })
  .meta({ id: 'GuideLine', description: 'A line that borders follow; flat lattice integers of 1e-7 degree' });
export type GuideLine = z.infer<typeof guideLineSchema>;

/** The guide lines of an area and a little beyond. */
export const guideLinesSchema = z.object({ guides: z.array(guideLineSchema) }).meta({ id: 'GuideLines' });
export type GuideLines = z.infer<typeof guideLinesSchema>;
