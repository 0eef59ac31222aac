import type { LatticeBox, LatticePoint } from '../schema/coordinates';
import type { ImportReport, PlaceDataset } from '../schema/dataset';
import type { AreaId } from '../schema/ids';
import type { Area } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { boundingBox, boxToDegrees, lineBox, mergeBoxes } from '../geometry/bounding-box';
import { assignPoints } from '../geometry/assign-points';
import { boxArea, buildAreas } from './build-areas';
import { buildPlan } from './build-plans';
import { checkCoverage } from './check-coverage';
import { importBaseUnits } from './import-base-units';
import type { ImportedBaseUnit } from './import-base-units';
import { importIncidents } from './import-incidents';
import { ImportLog } from './import-log';
import type { ImportSpec, LayerSpec } from './import-spec';
import { importStations } from './import-stations';
import type { Inflate } from './inflate';
import { osmToBasemap } from './osm-to-basemap';
import { osmToBuildings } from './osm-to-buildings';
import { osmToStations } from './osm-to-stations';
import { osmToStreets } from './osm-to-streets';
import type { OsmExtract } from './osm-extract';
import { readCsv } from './read-csv';
import { readGeoJson } from './read-geojson';
import { readNamedPolygons } from './read-named-polygons';
import { readOsmPbf } from './read-osm-pbf';

/** What an import needs of the machine it runs on. */
export interface ImportTools {
  /** The bytes of a file named in the spec, or null where there is none. */
  readFile: (file: string) => Promise<Uint8Array | null>;
  inflate: Inflate;
  /** UTC milliseconds: reports from after it are refused. */
  now: number;
}

export interface ImportOutcome {
  dataset: PlaceDataset;
  report: ImportReport;
}

/**
 * Runs a spec: every file into one dataset, with a report of what was read, kept, repaired and refused. The same files
 * and spec give the same dataset. A fault that makes the whole import worthless is a problem and nothing is kept.
 */
export async function runImport(spec: ImportSpec, tools: ImportTools): Promise<Result<ImportOutcome>> {
  const log = new ImportLog();
  const { place } = spec;
  const dataset: PlaceDataset = {
    place: { ...place, synthetic: false, bbox: [0, 0, 0, 0] } as PlaceDataset['place'],
    areas: [],
    compounds: [],
    gates: [],
    baseUnits: [],
    streets: [],
    stations: [],
    incidentTypes: [],
    incidents: [],
    basemap: [],
    schemes: [],
    plans: [],
  };

  const extracts = new Map<string, OsmExtract>();
  const openFile = async (file: string): Promise<Result<Uint8Array>> => {
    const bytes = await tools.readFile(file);
    return bytes ? ok(bytes) : fail('file.missing', { file });
  };
  const openOsm = async (file: string): Promise<Result<OsmExtract>> => {
    const known = extracts.get(file);
    if (known) return ok(known);
    const bytes = await openFile(file);
    if (!bytes.ok) return bytes;
    const extract = await readOsmPbf(bytes.value, file, tools.inflate);
    if (extract.ok) extracts.set(file, extract.value);
    return extract;
  };
  const layers = <L extends LayerSpec['layer']>(name: L) =>
    spec.layers.filter((layer): layer is Extract<LayerSpec, { layer: L }> => layer.layer === name);

  // Base units first: areas may be made of them, and everything else is placed in areas.
  const imported: ImportedBaseUnit[] = [];
  for (const layer of layers('base-units')) {
    const layerLog = log.layer(layer.file, 'base-units');
    if (layer.format === 'osm-pbf') {
      const osm = await openOsm(layer.file);
      if (!osm.ok) return osm;
      for (const unit of osmToBuildings(osm.value, layer.households, layerLog)) imported.push({ unit, cells: {} });
      continue;
    }
    const bytes = await openFile(layer.file);
    if (!bytes.ok) return bytes;
    const features = await readGeoJson(bytes.value, { file: layer.file, inflate: tools.inflate }, layerLog);
    if (!features.ok) return features;
    const units = importBaseUnits(features.value, layer, groupColumns(spec), layerLog);
    if (!units.ok) return units;
    imported.push(...units.value);
  }
  dataset.baseUnits = imported.map(({ unit }) => unit);
  const twice = firstRepeated(dataset.baseUnits.map((unit) => unit.id));
  if (twice !== null) return fail('spec.id-in-two-layers', { layer: 'base-units', id: twice });

  for (const layer of layers('streets')) {
    const osm = await openOsm(layer.file);
    if (!osm.ok) return osm;
    const streets = osmToStreets(osm.value, layer.file, log.layer(layer.file, 'streets'));
    if (!streets.ok) return streets;
    dataset.streets.push(...streets.value);
  }

  let communityOf: AreaId[] = [];
  let box: LatticeBox;
  if (spec.areas.from === 'extent') {
    const found = dataBox(dataset, extracts);
    if (!found) return fail('spec.no-extent', {});
    box = found;
    dataset.areas = [boxArea(spec.areas, box)];
    const [west, south, east, north] = boxToDegrees(box);
    const areaLog = log.layer(layers('base-units')[0]?.file ?? layers('streets')[0]?.file ?? '', 'areas');
    areaLog.remark('area.extent', null, { west, south, east, north });
    areaLog.read();
    areaLog.kept();
    communityOf = imported.map(() => dataset.areas[0]!.id);
  } else {
    const file = layers('base-units')[0]?.file ?? '';
    const areaLog = log.layer(file, 'areas');
    const faults = checkCoverage(dataset.baseUnits.map((unit) => unit.footprint ?? []));
    if (faults.overlapping > 0 || faults.unmatchedVertices > 0)
      return fail('area.units-do-not-fit', {
        file,
        overlapping: faults.overlapping,
        unmatched: faults.unmatchedVertices,
      });
    areaLog.remark('area.units-fit', null, { count: imported.length });
    const named = new Map();
    for (const level of spec.areas.levels) {
      if ('zh' in level.name) continue;
      const bytes = await openFile(level.name.file);
      if (!bytes.ok) return bytes;
      const namesLog = log.layer(level.name.file, 'area-names');
      const polygons = await readNamedPolygons(bytes.value, level.name, tools.inflate, namesLog);
      if (!polygons.ok) return polygons;
      named.set(level, polygons.value);
    }
    const built = buildAreas(imported, spec.areas.levels, named, areaLog);
    if (!built.ok) return built;
    dataset.areas = built.value.areas;
    communityOf = built.value.communityOf;
    box = mergeBoxes(dataset.areas.map((area) => boundingBox(area.geometry)));
  }
  dataset.place = { ...dataset.place, bbox: boxToDegrees(box) };
  const innermost = place.profile.levels.length - 1;
  const communities = dataset.areas.filter((area) => area.level === innermost);
  const isInside = placeIn(communities);

  for (const layer of layers('basemap')) {
    const osm = await openOsm(layer.file);
    if (!osm.ok) return osm;
    dataset.basemap.push(...osmToBasemap(osm.value, box, log.layer(layer.file, 'basemap')));
  }
  for (const layer of layers('stations')) {
    const layerLog = log.layer(layer.file, 'stations');
    if (layer.format === 'osm-pbf') {
      const osm = await openOsm(layer.file);
      if (!osm.ok) return osm;
      dataset.stations.push(...osmToStations(osm.value, layer.rules, layer.sameNameWithinMetres, layerLog));
      continue;
    }
    const bytes = await openFile(layer.file);
    if (!bytes.ok) return bytes;
    const features = await readGeoJson(bytes.value, { file: layer.file, inflate: tools.inflate }, layerLog);
    if (!features.ok) return features;
    const stations = importStations(features.value, layer, isInside, layerLog);
    if (!stations.ok) return stations;
    dataset.stations.push(...stations.value);
  }
  const stationTwice = firstRepeated(dataset.stations.map((station) => station.id));
  if (stationTwice !== null) return fail('spec.id-in-two-layers', { layer: 'stations', id: stationTwice });
  for (const layer of layers('incidents')) {
    const bytes = await openFile(layer.file);
    if (!bytes.ok) return bytes;
    const layerLog = log.layer(layer.file, 'incidents');
    const table = readCsv(bytes.value, layer, layerLog);
    if (!table.ok) return table;
    const context = { timeZone: place.profile.timeZone, now: tools.now, isInside };
    const read = importIncidents(table.value, layer, context, layerLog);
    if (!read.ok) return read;
    dataset.incidents.push(...read.value.incidents);
    for (const type of read.value.types)
      if (!dataset.incidentTypes.some(({ code }) => code === type.code)) dataset.incidentTypes.push(type);
  }
  for (const planSpec of spec.plans) {
    const file = layers('base-units')[0]?.file ?? '';
    const planLog = planSpec.from === 'base-units' ? log.layer(file, 'plans') : null;
    const built = buildPlan(planSpec, communities, imported, communityOf, planLog);
    if (!built.ok) return built;
    dataset.plans.push(built.value);
    if (!dataset.schemes.some(({ id }) => id === planSpec.scheme.id))
      dataset.schemes.push({ id: planSpec.scheme.id, name: localName(planSpec.scheme.name) });
  }
  reportOutside(dataset, communities, log, layers('base-units')[0]?.file ?? '');
  return ok({ dataset, report: log.report(place.id) });
}

const localName = ({ zh, en }: { zh: string; en?: string | undefined }): Area['name'] =>
  en === undefined ? { zh } : { zh, en };

/** The columns of base units that areas and grids are built by. */
function groupColumns(spec: ImportSpec): string[] {
  const areas = spec.areas.from === 'base-units' ? spec.areas.levels.map((level) => level.column) : [];
  return [...new Set([...areas, ...spec.plans.flatMap((plan) => (plan.from === 'base-units' ? [plan.column] : []))])];
}

function firstRepeated(ids: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

/** What a place without areas covers: the box its map declares and all its base units; else its streets. */
function dataBox(dataset: PlaceDataset, extracts: ReadonlyMap<string, OsmExtract>): LatticeBox | null {
  const declared = [...extracts.values()].flatMap((osm) => (osm.declaredBox ? [osm.declaredBox] : []));
  const units = dataset.baseUnits.flatMap((unit) => (unit.footprint ? [boundingBox(unit.footprint)] : []));
  if (declared.length + units.length > 0) return mergeBoxes([...declared, ...units]);
  return dataset.streets.length > 0 ? mergeBoxes(dataset.streets.map((street) => lineBox(street.line))) : null;
}

function placeIn(areas: readonly Area[]): (point: LatticePoint) => boolean {
  const faces = areas.map((area) => area.geometry);
  const boxes = faces.map(boundingBox);
  return ([x, y]) => {
    const near = faces.filter((_, i) => {
      const [west, south, east, north] = boxes[i]!;
      return x >= west && x <= east && y >= south && y <= north;
    });
    return near.length > 0 && assignPoints([x, y], near)[0] !== -1;
  };
}

/** Base units that no area holds belong to no grid: how many, so that totals can be understood. */
function reportOutside(dataset: PlaceDataset, communities: readonly Area[], log: ImportLog, file: string): void {
  const xy = dataset.baseUnits.flatMap((unit) => [...unit.anchor]);
  const homes = assignPoints(
    xy,
    communities.map((area) => area.geometry),
  );
  const outside = homes.filter((home) => home === -1).length;
  if (outside > 0) log.layer(file, 'areas').remark('unit.outside-areas', null, { count: outside });
}
