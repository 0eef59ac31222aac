import { feature } from 'topojson-client';
import type { Feature } from 'geojson';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { isRecord } from '../check-geojson-geometry';
import type { LayerLog } from '../import-log';
import { locateJsonFault } from '../locate-json-fault';
import { requireColumns } from '../require-columns';
import { FeatureRows } from './feature-rows';
import { readWholeText } from './read-whole-text';
import type { RowRequest, SourceFacts, SourceFiles } from './source-row';

type Topology = Parameters<typeof feature>[0];
type GeometryObject = Topology['objects'][string];

/**
 * Reads one object of a TopoJSON file, plain or gzipped. Its lines are shared by all of its features, so it is read as a
 * whole; an arc that is not there or has no line refuses the feature that needs it. Problems: no TopoJSON, no such object.
 */
export async function readTopoJsonRows(
  source: { file: string; object?: string | undefined },
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  const { file } = source;
  const text = await readWholeText(files, { file, encoding: 'utf-8' });
  if (!text.ok) return text;
  const topology = parseTopology(text.value, file);
  if (!topology.ok) return topology;
  const parts = Object.keys(topology.value.objects);
  const name = source.object ?? (parts.length === 1 ? parts[0] : undefined);
  const object =
    name !== undefined && Object.hasOwn(topology.value.objects, name) ? topology.value.objects[name] : null;
  if (!object) return fail('topojson.which-object', { file, object: source.object ?? '', objects: parts });
  const rows = new FeatureRows(request, log);
  // A collection is taken apart, so that one broken feature is one refusal.
  const members: readonly GeometryObject[] = object.type === 'GeometryCollection' ? object.geometries : [object];
  for (const member of members) if (rows.take(toFeature(topology.value, member), '') === false) break;
  const complete = requireColumns(rows.wantedColumns(), rows.columns, file);
  return complete.ok ? ok({ columns: rows.columns, crs: null, encoding: null, parts }) : complete;
}

function parseTopology(text: string, file: string): Result<Topology> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return fail('file.not-json', { file, ...(locateJsonFault(text) ?? { line: 1, column: 1 }) });
  }
  const isTopology =
    isRecord(parsed) && parsed['type'] === 'Topology' && isRecord(parsed['objects']) && Array.isArray(parsed['arcs']);
  return isTopology ? ok(parsed as unknown as Topology) : fail('topojson.no-topology', { file });
}

/** A member as a feature; what cannot be made one keeps a geometry that is refused for what it is. */
function toFeature(topology: Topology, member: GeometryObject): Feature | { type: string } {
  try {
    return feature(topology, member) as Feature;
  } catch {
    return { type: 'Feature', properties: {}, geometry: { type: 'broken' } } as unknown as Feature;
  }
}
