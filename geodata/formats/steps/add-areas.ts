import type { LatticeBox } from '../../schema/coordinates';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { assignPoints } from '../../geometry/assign-points';
import { boundingBox, boxToDegrees, lineBox, mergeBoxes } from '../../geometry/bounding-box';
import { boxArea, buildAreas } from '../build-areas';
import type { NamedPolygon } from '../build-areas';
import { checkCoverage } from '../check-coverage';
import { silentLog } from '../import-log';
import type { LayerLog } from '../import-log';
import type { AreaSpec } from '../import-spec';
import { pointExtent } from '../point-extent';
import { readNamedPolygons } from '../read-named-polygons';
import { placeColumnsOf, rowPoint } from '../row-place';
import type { SourceRow } from '../rows/source-row';
import type { ImportRun } from './import-run';

type BuiltAreaSpec = Extract<AreaSpec, { from: 'base-units' }>;

/** The areas of the place, and with them its box and the area of every base unit. */
export async function addAreas(run: ImportRun): Promise<Result<true>> {
  const { areas } = run.spec;
  const added = areas.from === 'extent' ? await addExtent(run, areas) : await addBuiltAreas(run, areas);
  if (added.ok) run.dataset.place.bbox = boxToDegrees(run.box);
  return added;
}

/** One area: the box that the data covers. */
async function addExtent(run: ImportRun, spec: Extract<AreaSpec, { from: 'extent' }>): Promise<Result<true>> {
  const mapped = dataBox(run);
  const points = mapped ? null : await readPoints(run);
  if (points && !points.ok) return points;
  const extent = points && pointExtent(points.value.xs, points.value.ys);
  const box = mapped ?? extent?.box;
  if (!box) return fail('spec.no-extent', {});
  run.box = box;
  const area = boxArea(spec, box);
  run.dataset.areas = [area];
  run.communityOf = run.imported.map(() => area.id);
  const [west, south, east, north] = boxToDegrees(box);
  const [first] = extent ? pointLayers(run) : [...run.layers('base-units'), ...run.layers('streets')];
  const log = run.log.layer(first?.file ?? '', 'areas');
  if (extent) log.remark('area.extent-of-points', null, { count: extent.inside, outside: extent.outside });
  log.remark('area.extent', null, { west, south, east, north });
  log.read();
  log.kept();
  return ok(true);
}

/** Areas as unions of base units, which therefore have to fit edge by edge. */
async function addBuiltAreas(run: ImportRun, spec: BuiltAreaSpec): Promise<Result<true>> {
  const file = run.layers('base-units')[0]?.file ?? '';
  const log = run.log.layer(file, 'areas');
  const { overlapping, unmatchedVertices } = checkCoverage(run.dataset.baseUnits.map((unit) => unit.footprint ?? []));
  if (overlapping > 0 || unmatchedVertices > 0)
    return fail('area.units-do-not-fit', { file, overlapping, unmatched: unmatchedVertices });
  log.remark('area.units-fit', null, { count: run.imported.length });
  const named = await readNames(run, spec);
  if (!named.ok) return named;
  const built = buildAreas(run.imported, spec.levels, named.value, log);
  if (!built.ok) return built;
  run.dataset.areas = built.value.areas;
  run.communityOf = built.value.communityOf;
  run.box = mergeBoxes(built.value.areas.map((area) => boundingBox(area.geometry)));
  reportOutside(run, log);
  return ok(true);
}

type LevelSpec = BuiltAreaSpec['levels'][number];

async function readNames(run: ImportRun, spec: BuiltAreaSpec): Promise<Result<Map<LevelSpec, NamedPolygon[]>>> {
  const named = new Map<LevelSpec, NamedPolygon[]>();
  for (const level of spec.levels) {
    if ('zh' in level.name) continue;
    const log = run.log.layer(level.name.file, 'area-names');
    const polygons = await run.readInto(level.name, readNamedPolygons(level.name, log), log);
    if (!polygons.ok) return polygons;
    named.set(level, polygons.value);
  }
  return ok(named);
}

/** What a place without areas covers: the box its map declares and all its base units; else its streets. */
function dataBox({ dataset, extracts }: ImportRun): LatticeBox | null {
  const declared = [...extracts.values()].flatMap((osm) => (osm.declaredBox ? [osm.declaredBox] : []));
  const units = dataset.baseUnits.map((unit) => (unit.footprint ? boundingBox(unit.footprint) : lineBox(unit.anchor)));
  if (declared.length + units.length > 0) return mergeBoxes([...declared, ...units]);
  return dataset.streets.length > 0 ? mergeBoxes(dataset.streets.map((street) => lineBox(street.line))) : null;
}

/** Layers of tables whose rows are points. */
function pointLayers(run: ImportRun) {
  return [
    ...run.layers('incidents'),
    ...run.layers('stations').flatMap((layer) => (layer.format === 'osm' ? [] : [layer])),
  ];
}

/** Where the rows of all tables lie, in lattice units. What is wrong with a row is reported when it is imported. */
async function readPoints(run: ImportRun): Promise<Result<{ xs: number[]; ys: number[] }>> {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const layer of pointLayers(run)) {
    const take = (row: SourceRow): void => {
      const at = rowPoint(row, layer, true);
      if (!at.ok || !at.value) return;
      xs.push(at.value.point[0]);
      ys.push(at.value.point[1]);
    };
    const importer = { columns: placeColumnsOf(layer), take, finish: () => true };
    const read = await run.readInto(layer, importer, silentLog);
    if (!read.ok) return read;
  }
  return ok({ xs, ys });
}

/** Base units that no area holds belong to no grid: how many, so that totals can be understood. */
function reportOutside(run: ImportRun, log: LayerLog): void {
  const homes = assignPoints(
    run.dataset.baseUnits.flatMap((unit) => [...unit.anchor]),
    run.communities.map((area) => area.geometry),
  );
  const outside = homes.filter((home) => home === -1).length;
  if (outside > 0) log.remark('unit.outside-areas', null, { count: outside });
}
