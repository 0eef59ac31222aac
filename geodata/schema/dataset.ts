import type { Closure } from './closure';
import type { ElevationGrid } from './elevation';
import type { Area, Place } from './place';
import type { BasemapFeature, BaseUnit, Compound, Gate, Street } from './settlement';
import type { Station } from './station';
import type { Incident, IncidentType } from './incident';
import type { Grid, GridPlan, GridScheme } from './plan';
import type { ProblemParams } from './problems';

/**
 * Everything one place is loaded from, whoever made it: the demo generator and every import end here,
 * and one loader writes it to the database in one transaction.
 */
export interface PlaceDataset {
  place: Place;
  /** Parents before children. */
  areas: Area[];
  compounds: Compound[];
  gates: Gate[];
  baseUnits: BaseUnit[];
  streets: Street[];
  /** Streets closed for a while; absent where none are on record. */
  closures?: Closure[];
  stations: Station[];
  incidentTypes: IncidentType[];
  incidents: Incident[];
  basemap: BasemapFeature[];
  schemes: GridScheme[];
  plans: { plan: GridPlan; grids: Grid[] }[];
  /** Heights of the ground; absent where there are none. */
  elevation?: ElevationGrid;
}

/** One line of an import report: what happened to a row or feature, and why. */
export interface ImportNote {
  /** A code of the problem catalogue. */
  code: string;
  params: ProblemParams;
  /** File as named in the spec, and the layer it fed. */
  file: string;
  layer: string;
  /** 1-based line or feature number in the file; null for the file as a whole. */
  line: number | null;
  kind: 'refused' | 'repaired' | 'kept';
}

export interface ImportReport {
  specName: string;
  files: {
    file: string;
    layer: string;
    read: number;
    kept: number;
    refused: number;
    repaired: number;
    /** How many notes of each code this file got for this layer. */
    noteCounts: Record<string, number>;
  }[];
  /** At most `notesPerCode` notes of each code are kept; `noteCounts` has the full numbers. */
  notes: ImportNote[];
  noteCounts: Record<string, number>;
}
