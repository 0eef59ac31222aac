import type { LatticeBox } from '../schema/coordinates';
import type { OsmExtract, OsmFault, OsmRelation, OsmTags, OsmWay } from './osm-extract';

/** What has been read of a map file so far. */
export interface OsmParts {
  nodeIds: number[];
  /** Lattice units. */
  xs: number[];
  ys: number[];
  nodeTags: Map<number, OsmTags>;
  ways: OsmWay[];
  relations: OsmRelation[];
  /** UTC milliseconds of the newest thing in the file; -Infinity where it does not say. */
  newestAt: number;
  faults: OsmFault[];
}

export const emptyParts = (): OsmParts => ({
  nodeIds: [],
  xs: [],
  ys: [],
  nodeTags: new Map(),
  ways: [],
  relations: [],
  newestAt: -Infinity,
  faults: [],
});

/** The parts of a file as one extract; the later of two objects with one id wins. */
export function toExtract(
  parts: OsmParts,
  declaredBox: LatticeBox | null,
  source: OsmExtract['source'] = 'osm',
): OsmExtract {
  const nodeIndex = new Map<number, number>();
  for (let i = 0; i < parts.nodeIds.length; i++) nodeIndex.set(parts.nodeIds[i]!, i);
  const wayById = new Map<number, OsmWay>();
  for (const way of parts.ways) wayById.set(way.id, way);
  const relationById = new Map<number, OsmRelation>();
  for (const relation of parts.relations) relationById.set(relation.id, relation);
  return {
    declaredBox,
    nodeIndex,
    nodeIds: parts.nodeIds,
    xs: Int32Array.from(parts.xs),
    ys: Int32Array.from(parts.ys),
    nodeTags: parts.nodeTags,
    ways: [...wayById.values()],
    relations: [...relationById.values()],
    wayById,
    source,
    newestAt: parts.newestAt === -Infinity ? null : parts.newestAt,
    faults: parts.faults,
  };
}
