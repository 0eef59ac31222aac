import type { LatticePoint, Line, MultiPolygon } from '../schema/coordinates';
import type { LocalName } from '../schema/place';
import type { BasemapFeature, Compound, Gate, StreetKind } from '../schema/settlement';
import type { Metres } from './frame';

/** The character of a part of the county; it sets how finely land is cut and what is built. */
export type DryZone = 'old' | 'mixed' | 'new' | 'industry' | 'suburb' | 'rural';
/** With the strips along the river and the railway. */
export type Zone = DryZone | 'river' | 'rail';

/** What a parcel is used for; it decides what is built on it and how it is drawn. */
export type LandUse =
  | 'homes-new'
  | 'homes-mixed'
  | 'homes-resettled'
  | 'homes-old'
  | 'houses'
  | 'school'
  | 'kindergarten'
  | 'hospital'
  | 'government'
  | 'culture'
  | 'commerce'
  | 'market'
  | 'park'
  | 'works'
  | 'vacant'
  | 'station-square'
  | 'farmland'
  | 'orchard'
  | 'pond'
  | 'water'
  | 'railway';

export type BuildingUse =
  | 'home'
  | 'house'
  | 'shop'
  | 'school'
  | 'kindergarten'
  | 'hospital'
  | 'government'
  | 'culture'
  | 'office'
  | 'mall'
  | 'market'
  | 'works'
  | 'station'
  | 'lodge';

/** One building as planned; `homes` is how many households it can hold. */
export interface Building {
  use: BuildingUse;
  ring: Metres[];
  anchor: Metres;
  storeys: number;
  homes: number;
  /** Index into the town's compounds, -1 on open land. */
  compound: number;
  /** Face of the planar map it stands on. */
  face: number;
}

/** A path inside a compound, or from a street to a gate. */
export interface InnerPath {
  kind: StreetKind;
  points: Metres[];
  nodes: number[];
  compound: number;
  name: LocalName | null;
  /** Of stairs: the direction in which they go up. */
  rises?: 'forward' | 'backward';
}

/** What the parcels of the town hold, in the order they were built. */
export interface TownParts {
  buildings: Building[];
  compounds: (Compound & { face: number })[];
  gates: Gate[];
  paths: InnerPath[];
  scenery: BasemapFeature[];
  /** Where the paths of a park meet, by its face. */
  parkMiddles: Map<number, LatticePoint>;
  /** Next node of the paths; they start above the map's vertices. */
  nextNode: number;
}

export const emptyParts = (): TownParts => ({
  buildings: [],
  compounds: [],
  gates: [],
  paths: [],
  scenery: [],
  parkMiddles: new Map(),
  nextNode: 1_000_000,
});

/** A polygon of scenery. */
export const sceneryPolygon = (
  layer: BasemapFeature['layer'],
  sceneryClass: string,
  polygons: MultiPolygon,
  name: LocalName | null = null,
): BasemapFeature => ({ layer, class: sceneryClass, name, geometry: { type: 'polygon', polygons } });

/** A line of scenery. */
export const sceneryLine = (
  layer: BasemapFeature['layer'],
  sceneryClass: string,
  line: Line,
  name: LocalName | null = null,
): BasemapFeature => ({ layer, class: sceneryClass, name, geometry: { type: 'line', line } });
