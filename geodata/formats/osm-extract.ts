import type { LatticeBox } from '../schema/coordinates';
import type { ProblemCode, ProblemParams } from '../schema/problems';

export type OsmTags = ReadonlyMap<string, string>;

export interface OsmWay {
  id: number;
  refs: readonly number[];
  tags: OsmTags;
}

export interface OsmMember {
  type: 'node' | 'way' | 'relation';
  ref: number;
  role: string;
}

export interface OsmRelation {
  id: number;
  members: readonly OsmMember[];
  tags: OsmTags;
}

/** What is wrong with one object of a map file: it was left out, or taken in after a correction. */
export interface OsmFault {
  code: ProblemCode;
  params: ProblemParams;
}

/** One OSM file in memory. Coordinates are lattice units, which is OSM's own precision: nothing is rounded. */
export interface OsmExtract {
  /** The box the file says it covers; null where it does not say. Ways may reach beyond it. */
  declaredBox: LatticeBox | null;
  /** Position in `xs`/`ys` by node id. */
  nodeIndex: ReadonlyMap<number, number>;
  nodeIds: readonly number[];
  xs: Int32Array;
  ys: Int32Array;
  /** Tags by node id; nodes without tags are not in it. */
  nodeTags: ReadonlyMap<number, OsmTags>;
  ways: readonly OsmWay[];
  relations: readonly OsmRelation[];
  wayById: ReadonlyMap<number, OsmWay>;
  /** A street graph has no buildings, amenities or scenery. */
  source: 'osm' | 'graphml';
  /** UTC milliseconds of the newest thing in the file, or of the database it was cut from; null where it says neither. */
  newestAt: number | null;
  /** Objects that were left out, or corrected, as the file was read. */
  faults: readonly OsmFault[];
}

/** True for lattice coordinates of a place on the Earth. */
export function isOnEarth(x: number, y: number): boolean {
  return Math.abs(x) <= 180e7 && Math.abs(y) <= 90e7;
}

/** Tags as they were asked for: the first of `keys` that is set, or null. */
export function firstTag(tags: OsmTags, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = tags.get(key);
    if (value !== undefined && value.trim() !== '') return value.trim();
  }
  return null;
}
