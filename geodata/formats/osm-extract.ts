import type { LatticeBox } from '../schema/coordinates';

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
}

/** Tags as they were asked for: the first of `keys` that is set, or null. */
export function firstTag(tags: OsmTags, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = tags.get(key);
    if (value !== undefined && value.trim() !== '') return value.trim();
  }
  return null;
}
