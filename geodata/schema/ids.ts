import { z } from 'zod';

/** Ids are opaque strings of URL-safe characters; codes are for people, ids are for keys. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;
const id = <B extends string>(brand: B) =>
  z
    .string()
    .regex(idPattern)
    .brand<B>()
    .meta({ description: `Opaque id of this kind: ${brand}` });

export const placeIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<'PlaceId'>();
export const areaIdSchema = id('AreaId');
export const gridIdSchema = id('GridId');
export const planIdSchema = id('PlanId');
export const schemeIdSchema = id('SchemeId');
export const compoundIdSchema = id('CompoundId');
export const gateIdSchema = id('GateId');
export const baseUnitIdSchema = id('BaseUnitId');
export const stationIdSchema = id('StationId');
export const incidentIdSchema = id('IncidentId');
export const closureIdSchema = id('ClosureId');
export const workerIdSchema = id('WorkerId');

export type PlaceId = z.infer<typeof placeIdSchema>;
export type AreaId = z.infer<typeof areaIdSchema>;
export type GridId = z.infer<typeof gridIdSchema>;
export type PlanId = z.infer<typeof planIdSchema>;
export type SchemeId = z.infer<typeof schemeIdSchema>;
export type CompoundId = z.infer<typeof compoundIdSchema>;
export type GateId = z.infer<typeof gateIdSchema>;
export type BaseUnitId = z.infer<typeof baseUnitIdSchema>;
export type StationId = z.infer<typeof stationIdSchema>;
export type IncidentId = z.infer<typeof incidentIdSchema>;
export type ClosureId = z.infer<typeof closureIdSchema>;
export type WorkerId = z.infer<typeof workerIdSchema>;
