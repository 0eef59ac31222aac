import { randomUUID } from 'node:crypto';
import { fitSystems } from '../../geodata/formats/guess-crs-fit';
import type { StreetSegments } from '../../geodata/formats/guess-crs-fit';
import { layerToPlan } from '../../geodata/formats/layer-to-plan';
import type { LayerCommunity, LayerPlan } from '../../geodata/formats/layer-to-plan';
import { readGridLayer } from '../../geodata/formats/read-grid-layer';
import type { GridLayer } from '../../geodata/formats/read-grid-layer';
import type { RowSource } from '../../geodata/formats/row-source-spec';
import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { cleanDefaults } from '../../geodata/plan/clean/coverage-repair';
import { UnitTally } from '../../geodata/plan/count-units';
import { sequenceOfCode } from '../../geodata/plan/grid-code';
import type { AreaId, GridId, PlanId } from '../../geodata/schema/ids';
import type { CrsName } from '../../geodata/schema/incident';
import type { Grid } from '../../geodata/schema/plan';
import type {
  LayerDraftRequest,
  LayerNote,
  LayerPreview,
  LayerPreviewRequest,
  LayerReport,
  LayerRequest,
} from '../../geodata/schema/plan-layer';
import { describeProblem, fail, ok, plainParams } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Client } from '../db/open-database';
import { selectAreas } from '../db/queries/areas';
import { selectPlace } from '../db/queries/places';
import { selectSchemes } from '../db/queries/plans';
import { folderFiles } from './import-files';
import { selectPlanCommunities } from './open-plan';

/** Repairs and notes kept one by one; of all there are counts. */
const repairsKept = 1000;
const notesKept = 500;

/** What reading a layer needs of the place. */
export interface LayerPlaceTools {
  client: Client;
  columns(): Promise<BaseUnitColumns>;
  streets(): Promise<StreetSegments | null>;
  language: 'zh' | 'en';
}

/** A layer cleaned and made faces, ready to be written. */
export interface ReadLayer {
  grids: Grid[];
  sequences: [AreaId, number][];
  report: LayerReport;
  /** Grids outside the household band; null where nothing is counted. */
  outOfBand: number | null;
}

/** A layer before it is anybody's: how the systems fit and, where one was given, what would become of it. For a worker. */
export async function previewLayer(
  tools: LayerPlaceTools,
  folder: string,
  request: LayerPreviewRequest,
): Promise<Result<LayerPreview>> {
  const opened = await openLayer(folder, request);
  if (!opened.ok) return opened;
  const { layer, declared } = opened.value;
  const fits = fitSystems(layer.samples, await tools.streets()).map((fit) => ({
    ...fit,
    points: fit.points.slice(0, 200),
  }));
  const preview: LayerPreview = {
    fits,
    declared,
    rows: layer.read,
    columns: layer.facts.columns,
    report: null,
    grids: null,
    outOfBand: null,
  };
  if (!request.crs) return ok(preview);
  const read = await planLayer(tools, layer, { ...request, crs: request.crs }, 'preview' as PlanId, null);
  if (!read.ok) return read;
  const { report, outOfBand } = read.value;
  if (!request.grids) return ok({ ...preview, report, outOfBand });
  const features = read.value.grids.map(({ polygons, name, code, kind }) => ({
    type: 'Feature',
    geometry: multiPolygonToGeoJson(polygons),
    properties: { name, code, kind },
  }));
  return ok({ ...preview, report, outOfBand, grids: { type: 'FeatureCollection', features } });
}

/** The faces of a draft from a layer, with what was done to it. For a worker. */
export async function readLayer(
  tools: LayerPlaceTools,
  folder: string,
  request: LayerDraftRequest,
  planId: PlanId,
): Promise<Result<ReadLayer>> {
  const schemes = await selectSchemes(tools.client);
  if (!schemes.some(({ id }) => id === request.scheme))
    return fail('layer.scheme-not-found', { scheme: request.scheme });
  const opened = await openLayer(folder, request);
  if (!opened.ok) return opened;
  return planLayer(tools, opened.value.layer, request, planId, request.scheme);
}

/** Reads the file; where no system was given, in the one it names, so that nothing but its shape is looked at. */
async function openLayer(
  folder: string,
  request: LayerRequest,
): Promise<Result<{ layer: GridLayer; declared: CrsName | null }>> {
  const systems: readonly CrsName[] = request.crs ? [request.crs] : ['WGS84', 'CGCS2000'];
  let last: Result<never> | null = null;
  for (const crs of systems) {
    const source = sourceOf(request, crs);
    if (!source) return fail('upload.unknown-format', { formats: 'GeoJSON, Shapefile, KML, GeoPackage' });
    const layer = await readGridLayer(source, request.mapping, folderFiles(folder));
    if (layer.ok) return ok({ layer: layer.value, declared: layer.value.facts.crs === null ? null : crs });
    last = layer;
    if (layer.problem.code !== 'file.other-crs') return layer;
  }
  return last!;
}

function sourceOf({ file, format, part, encoding }: LayerRequest, crs: CrsName): RowSource | null {
  switch (format) {
    case 'geojson':
    case 'kml':
      return { format, file, crs };
    case 'topojson':
      return { format, file, crs, object: part };
    case 'gpkg':
      return { format, file, crs, table: part };
    case 'shapefile':
      return { format, file, crs, shapefile: part, encoding };
    default:
      return null;
  }
}

async function planLayer(
  tools: LayerPlaceTools,
  layer: GridLayer,
  request: LayerRequest & { crs: CrsName },
  planId: PlanId,
  scheme: LayerDraftRequest['scheme'] | null,
): Promise<Result<ReadLayer>> {
  const { client, language } = tools;
  const { file } = request;
  if (layer.grids.length === 0) return fail('layer.no-grids', { file, read: layer.read });
  const place = await selectPlace(client);
  if (!place) return fail('place.not-found', { place: '' });
  const digits = place.profile.grid.codeDigits[3];
  const communities = await selectLayerCommunities(client, planId, scheme);
  const made = layerToPlan(layer.grids, communities, digits, cleanDefaults, () => `g-${randomUUID()}` as GridId);
  if (!made.ok) return made;
  const grids = made.value.grids.filter(({ kind }) => kind !== 'unassigned');
  if (grids.length === 0) return fail('layer.outside-place', { file, place: place.name });
  const sequences = new Map<AreaId, number>();
  for (const { code, communityId } of grids)
    if (code !== null)
      sequences.set(communityId, Math.max(sequences.get(communityId) ?? 0, sequenceOfCode(code, digits)));
  const report = reportOf(layer, made.value, request, language);
  const outOfBand = await countOutOfBand(tools, made.value.grids, place.profile.grid.householdBand);
  return ok({ grids: made.value.grids, sequences: [...sequences], report, outOfBand });
}

/** Communities with what numbers are taken in a scheme; in none where no scheme is meant. */
async function selectLayerCommunities(
  client: Client,
  planId: PlanId,
  scheme: LayerDraftRequest['scheme'] | null,
): Promise<LayerCommunity[]> {
  const areas = new Map((await selectAreas(client)).map((area) => [area.id, area]));
  const [first] = await selectSchemes(client);
  const stored = { id: planId, schemeId: scheme ?? first?.id ?? ('' as LayerDraftRequest['scheme']) };
  const communities = await selectPlanCommunities(client, stored);
  return communities.map(({ id, name, codePrefix, highestSequence }) => {
    const { code, geometry } = areas.get(id)!;
    return { id, name, code, polygons: geometry, codePrefix, highestSequence };
  });
}

function reportOf(
  layer: GridLayer,
  made: LayerPlan,
  { file, crs }: { file: string; crs: CrsName },
  language: 'zh' | 'en',
): LayerReport {
  const kinds = new Map<string, LayerReport['kinds'][number]>();
  for (const { kind, squareMetres } of made.repairs) {
    const known = kinds.get(kind) ?? { kind, count: 0, squareMetres: 0 };
    known.count++;
    known.squareMetres += squareMetres;
    kinds.set(kind, known);
  }
  const notes = [...layer.notes, ...made.notes].sort((a, b) => Number(b.refused) - Number(a.refused) || a.row - b.row);
  const sum = (unassigned: boolean): number =>
    made.grids
      .filter(({ kind }) => (kind === 'unassigned') === unassigned)
      .reduce((all, { polygons }) => all + areaSquareMetres(polygons), 0);
  return {
    file,
    crs,
    read: layer.read,
    kept: made.grids.filter(({ kind }) => kind !== 'unassigned').length,
    squareMetres: Math.round(sum(false)),
    freeSquareMetres: Math.round(sum(true)),
    snapMetres: cleanDefaults.snapMetres,
    gapMetres: cleanDefaults.gapMetres,
    kinds: [...kinds.values()].map((kind) => ({ ...kind, squareMetres: toCentimetres(kind.squareMetres) })),
    repairs: made.repairs
      .toSorted((a, b) => b.squareMetres - a.squareMetres)
      .slice(0, repairsKept)
      .map((repair) => ({ ...repair, squareMetres: toCentimetres(repair.squareMetres) })),
    noteCount: notes.length,
    notes: notes.slice(0, notesKept).map(({ row, name, refused, problem }): LayerNote => ({
      row,
      name,
      refused,
      code: problem.code,
      params: plainParams(problem.params, language),
      detail: describeProblem(problem, language),
    })),
  };
}

const toCentimetres = (squareMetres: number): number => Math.round(squareMetres * 100) / 100;

async function countOutOfBand(
  { columns }: LayerPlaceTools,
  grids: readonly Grid[],
  [least, most]: readonly [number, number],
): Promise<number | null> {
  const units = await columns();
  if (units.ids.length === 0) return null;
  const tally = new UnitTally(units, grids);
  const counts = grids.filter(({ kind }) => kind !== 'unassigned').map(({ id }) => tally.countOf(id).households ?? 0);
  return counts.filter((households) => households < least || households > most).length;
}

/** A layer of which more than half lies outside the household band was never balanced; the console says so. */
export function isUnbalanced({ outOfBand, report }: Pick<ReadLayer, 'outOfBand' | 'report'>): boolean {
  return outOfBand !== null && outOfBand * 2 > report.kept;
}
