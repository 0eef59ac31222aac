import { randomUUID } from 'node:crypto';
import { fitSystems } from '../../geodata/formats/guess-crs-fit';
import type { StreetSegments } from '../../geodata/formats/guess-crs-fit';
import { layerToPlan, withinCommunities } from '../../geodata/formats/layer-to-plan';
import type { LayerCommunity, LayerPlan } from '../../geodata/formats/layer-to-plan';
import { readGridLayer } from '../../geodata/formats/read-grid-layer';
import type { GridLayer } from '../../geodata/formats/read-grid-layer';
import type { RowSource } from '../../geodata/formats/row-source-spec';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { cleanDefaults } from '../../geodata/plan/clean/coverage-repair';
import { UnitTally } from '../../geodata/plan/count-units';
import { sequenceOfCode } from '../../geodata/plan/grid-code';
import type { AreaId, GridId, PlanId, SchemeId } from '../../geodata/schema/ids';
import type { CrsName } from '../../geodata/schema/incident';
import type { Grid } from '../../geodata/schema/plan';
import type {
  LayerDraftRequest,
  LayerIntoRequest,
  LayerPreview,
  LayerPreviewRequest,
  LayerReport,
  LayerRequest,
} from '../../geodata/schema/plan-layer';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Client } from '../db/open-database';
import { selectAreas } from '../db/queries/areas';
import { selectPlace } from '../db/queries/places';
import { selectGrids, selectPlan, selectSchemes } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';
import { compareLayerCommunities } from './compare-layer-communities';
import { folderFiles } from './import-files';
import { selectPlanCommunities } from './open-plan';
import { reportLayer } from './report-layer';

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
  /** Grids whose code is no code of the layer but a number given to them. */
  numbered: GridId[];
  sequences: [AreaId, number][];
  report: LayerReport;
  /** Grids outside the household band; null where nothing is counted. */
  outOfBand: number | null;
}

/** The plan a layer is read for: whose numbers count and, where it goes into a draft, whose borders. */
interface LayerTarget {
  plan: Pick<StoredPlan, 'id' | 'schemeId'> | null;
  /** Faces of the draft the layer goes into; null where it becomes one of its own. */
  faces: readonly Grid[] | null;
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
    into: null,
    outOfBand: null,
  };
  if (!request.crs) return ok(preview);
  const draft = request.into === undefined ? null : await selectDraft(tools.client, request.into);
  if (draft && !draft.ok) return draft;
  const target = draft?.value ?? { plan: null, faces: null };
  const made = await planLayer(tools, layer, { ...request, crs: request.crs }, target);
  if (!made.ok) return made;
  const { grids } = made.value;
  const report = reportLayer(layer, made.value, { ...request, crs: request.crs }, tools.language);
  const tally = await tallyOf(tools, grids);
  const outOfBand = tally && countOutOfBand(tally, grids, made.value.householdBand);
  const into = draft && {
    plan: draft.value.plan.id,
    revision: draft.value.plan.revision,
    communities: compareLayerCommunities(draft.value.faces, grids, made.value.communities, tally),
  };
  if (!request.grids) return ok({ ...preview, report, outOfBand, into });
  const features = grids.map(({ id, communityId, polygons, name, code, kind }) => ({
    type: 'Feature',
    geometry: multiPolygonToGeoJson(polygons),
    properties: { community: communityId, name, code, kind, households: tally?.countOf(id).households ?? null },
  }));
  return ok({ ...preview, report, outOfBand, into, grids: { type: 'FeatureCollection', features } });
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
  const target: LayerTarget = { plan: { id: planId, schemeId: request.scheme }, faces: null };
  return readFor(tools, folder, request, target, null);
}

/** The faces a layer puts in the place of those that communities of a draft have. For a worker. */
export async function readLayerInto(
  tools: LayerPlaceTools,
  folder: string,
  request: LayerIntoRequest,
  planId: string,
): Promise<Result<ReadLayer>> {
  const draft = await selectDraft(tools.client, planId);
  if (!draft.ok) return draft;
  return readFor(tools, folder, request, draft.value, new Set(request.communities));
}

async function readFor(
  tools: LayerPlaceTools,
  folder: string,
  request: LayerRequest & { crs: CrsName },
  target: LayerTarget,
  only: ReadonlySet<AreaId> | null,
): Promise<Result<ReadLayer>> {
  const opened = await openLayer(folder, request);
  if (!opened.ok) return opened;
  const { layer } = opened.value;
  const whole = await planLayer(tools, layer, request, target);
  if (!whole.ok) return whole;
  const { communities, digits, householdBand } = whole.value;
  const made = only ? withinCommunities(whole.value, only) : whole.value;
  const grids = made.grids.filter(({ kind }) => kind !== 'unassigned');
  for (const id of only ?? []) {
    if (grids.some(({ communityId }) => communityId === id)) continue;
    const known = communities.find((community) => community.id === id);
    if (!known) return fail('area.not-found', { area: id });
    return fail('layer.community-not-covered', { file: request.file, community: known.name });
  }
  const sequences = new Map<AreaId, number>();
  for (const { code, communityId } of grids)
    if (code !== null)
      sequences.set(communityId, Math.max(sequences.get(communityId) ?? 0, sequenceOfCode(code, digits)));
  const tally = await tallyOf(tools, made.grids);
  return ok({
    grids: made.grids,
    numbered: made.numbered,
    sequences: [...sequences],
    report: reportLayer(layer, made, request, tools.language),
    outOfBand: tally && countOutOfBand(tally, made.grids, householdBand),
  });
}

/** A plan that may be edited, with its faces. */
async function selectDraft(client: Client, planId: string): Promise<Result<{ plan: StoredPlan; faces: Grid[] }>> {
  const plan = await selectPlan(client, planId);
  if (!plan) return fail('plan.not-found', { plan: planId });
  if (plan.status !== 'draft') return fail('plan.not-a-draft', { plan: plan.name });
  return ok({ plan, faces: await selectGrids(client, plan.id) });
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
    if (!source) return fail('upload.unknown-format', { formats: 'GeoJSON, Shapefile, KML, KMZ, GeoPackage' });
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

interface PlannedLayer extends LayerPlan {
  communities: LayerCommunity[];
  householdBand: readonly [number, number];
  /** Of the sequence number at the end of a code. */
  digits: number;
}

async function planLayer(
  { client }: LayerPlaceTools,
  layer: GridLayer,
  { file }: LayerRequest,
  target: LayerTarget,
): Promise<Result<PlannedLayer>> {
  if (layer.grids.length === 0) return fail('layer.no-grids', { file, read: layer.read });
  const place = await selectPlace(client);
  if (!place) return fail('place.not-found', { place: '' });
  const { codeDigits, householdBand } = place.profile.grid;
  const digits = codeDigits[3];
  const communities = await selectLayerCommunities(client, target);
  const made = layerToPlan(layer.grids, communities, digits, cleanDefaults, () => `g-${randomUUID()}` as GridId);
  if (!made.ok) return made;
  if (made.value.grids.every(({ kind }) => kind === 'unassigned'))
    return fail('layer.outside-place', { file, place: place.name });
  return ok({ ...made.value, communities, householdBand, digits });
}

/**
 * Communities with what numbers are taken in the plan a layer is read for, those of the first scheme where it is read for
 * none. A draft has its own copy of their borders, up to a unit from the legal ones where others have noded them.
 */
async function selectLayerCommunities(client: Client, { plan, faces }: LayerTarget): Promise<LayerCommunity[]> {
  const areas = new Map((await selectAreas(client)).map((area) => [area.id, area]));
  const [first] = await selectSchemes(client);
  const stored = plan ?? { id: 'preview' as PlanId, schemeId: first?.id ?? ('' as SchemeId) };
  const communities = await selectPlanCommunities(client, stored);
  return communities.map(({ id, name, codePrefix, highestSequence }) => {
    const { code, geometry } = areas.get(id)!;
    const own = faces?.filter(({ communityId }) => communityId === id).map(({ polygons }) => polygons) ?? [];
    const polygons = own.length > 0 ? dissolveFaces(own) : geometry;
    return { id, name, code, polygons, codePrefix, highestSequence };
  });
}

/** Who lives where; null where the place counts nobody. */
async function tallyOf({ columns }: LayerPlaceTools, grids: readonly Grid[]): Promise<UnitTally | null> {
  const units = await columns();
  return units.ids.length === 0 ? null : new UnitTally(units, grids);
}

function countOutOfBand(tally: UnitTally, grids: readonly Grid[], [least, most]: readonly [number, number]): number {
  const counts = grids.filter(({ kind }) => kind !== 'unassigned').map(({ id }) => tally.countOf(id).households ?? 0);
  return counts.filter((households) => households < least || households > most).length;
}
