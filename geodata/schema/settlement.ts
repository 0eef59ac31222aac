import { z } from 'zod';
import type { BaseUnitKind } from './base-unit-kind';
import { baseUnitIdSchema } from './ids';
import type { BaseUnitId, CompoundId, GateId } from './ids';
import type { LatticePoint, Line, MultiPolygon, Polygon } from './coordinates';
import type { LocalName } from './place';

/** Residents aged 0–14, 15–59, 60–64, 65–74 and 75 or more; they sum to `residents`. */
export type AgeCounts = readonly [number, number, number, number, number];

/**
 * Where people are counted. It belongs to the grid that holds its anchor; partition, coverage
 * and rates all count base units. No resident is named anywhere.
 */
export interface BaseUnit {
  id: BaseUnitId;
  kind: BaseUnitKind;
  /** Building number, small-area code … as people read it. */
  name: string;
  address: string | null;
  /** Where the unit counts and where its door is taken to be. Inside the unit. */
  anchor: LatticePoint;
  footprint: MultiPolygon | null;
  compoundId: CompoundId | null;
  /** Null: unknown (never zero instead). */
  households: number | null;
  residents: number | null;
  ages: AgeCounts | null;
  /** True where the counts are an assumption of the import, not a record. */
  assumed: boolean;
}

/**
 * Base units as columns, in one stable order (`index` in coverage answers refers to it).
 * Counts are -1 where unknown. `xy` holds lattice anchors `[x0, y0, x1, y1 …]`.
 */
export const baseUnitColumnsSchema = z
  .object({
    ids: z.array(baseUnitIdSchema),
    names: z.array(z.string()),
    addresses: z.array(z.string().nullable()),
    xy: z.array(z.number().int()),
    households: z.array(z.number().int()),
    residents: z.array(z.number().int()),
    /** Residents of 60 and above; -1 where unknown. */
    elderly: z.array(z.number().int()),
    /** Residents of 75 and above; -1 where unknown. */
    aged75: z.array(z.number().int()),
    /** Residents of 14 and below; -1 where unknown. */
    children: z.array(z.number().int()),
    assumed: z.array(z.union([z.literal(0), z.literal(1)])),
  })
  .meta({ id: 'BaseUnitColumns' });
export type BaseUnitColumns = z.infer<typeof baseUnitColumnsSchema>;

export const compoundKinds = ['new', 'mixed', 'resettled', 'old', 'institution'] as const;

/** A residential compound (小区) or walled institution. */
export interface Compound {
  id: CompoundId;
  name: LocalName;
  kind: (typeof compoundKinds)[number];
  boundary: Polygon;
  /** True: nobody crosses the boundary but through a gate. */
  walled: boolean;
}

export const gateAccesses = ['all', 'residents', 'visitors'] as const;

/** An opening in a compound's wall. It is a node of the street network. */
export interface Gate {
  id: GateId;
  compoundId: CompoundId;
  name: LocalName;
  point: LatticePoint;
  /** `node` of the street vertex that stands in the gate. */
  node: number;
  access: (typeof gateAccesses)[number];
  open: boolean;
  /** When it is open, as the source writes it (OSM `opening_hours`); absent: not recorded, always. */
  openingHours?: string;
  /** True for one that stands open on record and is shut at the hour that is asked about. */
  shutByHours?: true;
}

export const streetClasses = ['arterial', 'collector', 'lane', 'path'] as const;
export type StreetClass = (typeof streetClasses)[number];
export const streetKinds = [
  'street',
  'footway',
  'steps',
  'footbridge',
  'underpass',
  'bridge',
  'crossing',
  'lift',
] as const;
export type StreetKind = (typeof streetKinds)[number];

/** What is waited for at a crossing: gaps in the traffic, a light, or the light of an arterial. */
export const crossingControls = ['unsignalised', 'signals', 'arterial'] as const;
export type CrossingControl = (typeof crossingControls)[number];

/**
 * A street or path. Two streets meet where they share a `node`, never because they cross on paper
 * (bridges and underpasses cross without meeting).
 */
export interface Street {
  id: string;
  name: LocalName | null;
  class: StreetClass;
  kind: StreetKind;
  line: Line;
  /** Topological node of each vertex of `line`; `nodes.length * 2 === line.length`. Safe integers. */
  nodes: readonly number[];
  walkable: boolean;
  /** Set for a path or lane inside a compound. */
  compoundId: CompoundId | null;
  /** What walkers meet on it besides its length; absent where nothing is on record. */
  walk?: StreetWalk;
}

/** What walkers meet on a street besides its length. */
export interface StreetWalk {
  /** Of steps: the direction of `line` in which they go up. */
  rises?: 'forward' | 'backward';
  /** Of steps: they have a ramp for wheels. */
  ramp?: true;
  /** Of a crossing. */
  control?: CrossingControl;
  /** Of a lift: floors between its ends. */
  floors?: number;
  /** Gates to open and roads to cross at vertices of `line`, by position of the vertex. */
  waits?: readonly { at: number; for: 'gate' | CrossingControl }[];
}

/** What the base map draws; each becomes a layer of the vector tiles. */
export const basemapLayers = [
  'land',
  'water',
  'waterway',
  'green',
  'building',
  'railway',
  'street',
  'wall',
  'gate',
  'place-label',
] as const;
export type BasemapLayer = (typeof basemapLayers)[number];

/** Scenery: drawn, never counted. Buildings, streets, walls and gates of the tables above are drawn from there. */
export interface BasemapFeature {
  layer: 'land' | 'water' | 'waterway' | 'green' | 'building' | 'railway' | 'place-label';
  /** e.g. river, lake, park, farmland, residential, rail, town, neighbourhood. */
  class: string;
  name: LocalName | null;
  geometry:
    { type: 'point'; point: LatticePoint } | { type: 'line'; line: Line } | { type: 'polygon'; polygons: MultiPolygon };
}
