import { z } from 'zod';
import { incidentIdSchema } from './ids';
import type { IncidentId } from './ids';
import type { LatticePoint } from './coordinates';

/** 上报 核实 立案 派遣 处置 核查 结案, and the ways an incident ends without being solved. */
export const incidentStates = [
  'reported',
  'verifying',
  'registered',
  'dispatched',
  'processing',
  'whistle',
  'suspended',
  'checking',
  'closed',
  'rejected',
  'duplicate',
  'void',
] as const;
export type IncidentState = (typeof incidentStates)[number];
/** States in which nothing more is to be done. */
export const endedStates: readonly IncidentState[] = ['closed', 'rejected', 'duplicate', 'void'];

export const crsNames = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const;
export type CrsName = (typeof crsNames)[number];

/** The columns a heatmap needs; one row an incident. Times are UTC milliseconds. */
export interface Incident {
  id: IncidentId;
  /** Number people quote; the source's own where it has one. */
  caseNumber: string;
  /** Short code of the type; its label is in `IncidentType`. */
  typeCode: string;
  reportedAt: number;
  dueAt: number | null;
  /** When somebody first took it up; null where nobody has, or the source does not say. */
  respondedAt: number | null;
  closedAt: number | null;
  state: IncidentState;
  /** 1 urgent … 3 ordinary. */
  level: 1 | 2 | 3;
  /** 承办单位, the agency responsible (`agency_responsible` of Open311), as the source writes it; null where none is named. */
  owner: string | null;
  /** e.g. snapshot (随手拍), worker, hotline, 311. */
  source: string;
  /** Id in the source system; unique per source, so importing twice doubles nothing. */
  channelRef: string | null;
  title: string;
  address: string | null;
  /** Coordinate exactly as it came, with its system: kept for ever. Null where the report has no place. */
  raw: { x: number; y: number; crs: CrsName } | null;
  /** WGS84, lattice units; null where the report has no usable place. */
  point: LatticePoint | null;
  /** Radius around `point` that holds the true place in 68 of 100 cases, metres; null or absent where nobody noted it. */
  accuracyMetres?: number | null;
}

export interface IncidentType {
  code: string;
  name: { zh: string; en?: string };
  /** Code of the group (大类) this type belongs to; null for a group itself. */
  parentCode: string | null;
}

export const incidentWireSchema = z
  .object({
    id: incidentIdSchema,
    caseNumber: z.string(),
    typeCode: z.string(),
    reportedAt: z.string().meta({ description: 'ISO 8601, UTC' }),
    dueAt: z.string().nullable(),
    respondedAt: z.string().nullable().meta({ description: 'First response; null where the source does not say' }),
    closedAt: z.string().nullable(),
    state: z.enum(incidentStates),
    level: z.number().int().min(1).max(3),
    owner: z.string().nullable().meta({ description: 'Agency responsible (Open311 `agency_responsible`)' }),
    source: z.string(),
    title: z.string(),
    address: z.string().nullable(),
    accuracyMetres: z.number().nullable().meta({
      description:
        'Radius in metres that holds the true place in 68 of 100 cases, as the source notes it; null where it does not',
    }),
  })
  .meta({ id: 'IncidentProperties' });
export type IncidentWire = z.infer<typeof incidentWireSchema>;
