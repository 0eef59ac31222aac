import type { BBox } from '../../geodata/schema/coordinates';
import { toLattice } from '../../geodata/schema/coordinates';
import type { AreaId } from '../../geodata/schema/ids';
import type { IncidentHexagons } from '../../geodata/schema/incident-summary';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { assignPoints } from '../../geodata/geometry/assign-points';
import { countBreaks } from '../../geodata/incidents/class-breaks';
import { daysCounted } from '../../geodata/incidents/days-counted';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { assignHexagons, hexBins } from '../../geodata/incidents/hex-bins';
import type { HexCells } from '../../geodata/incidents/hex-bins';
import { hexAreaSquareKilometres, hexCentre, hexLattice, hexSizes } from '../../geodata/incidents/hex-lattice';
import type { HexLattice } from '../../geodata/incidents/hex-lattice';
import { eastOf, northOf } from '../../geodata/incidents/local-plane';
import { selectAreas } from '../db/queries/areas';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';
import { scaleReference } from './scale-reference';
import type { ScaledQuery } from './scale-reference';

export interface HexagonQuery extends Omit<IncidentQuery, 'bbox'>, ScaledQuery {
  /** Metres across; the place's own where not given. */
  size?: number | undefined;
}

export const MIN_HEX_METRES = 50;
export const MAX_HEX_METRES = 5000;
const HEX_CLASSES = 6;
/** A place's own hexagons are the smallest of which it holds no more than this. */
const USUAL_HEXAGONS = 6_000;
/** More would stall a browser before anybody told them apart. */
export const MAX_HEXAGONS = 40_000;

/** The hexagons of one size, with the place's incidents in them. */
export interface HexagonSet {
  lattice: HexLattice;
  cells: HexCells;
  areaIds: AreaId[];
  areaOf: number[];
}

/** Counts by hexagon under a filter; each is the number of rows `listIncidents` lists for that hexagon. */
export async function countHexagons(source: IncidentSource, query: HexagonQuery): Promise<Result<IncidentHexagons>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const reference = await scaleReference(query, read.value, set, source);
  if (!reference.ok) return reference;
  const size = query.size ?? usualHexSize(set.place.bbox);
  const found = await hexagonSet(source, set, size);
  const { cells, lattice, areaIds, areaOf } = found;
  if (cells.q.length > MAX_HEXAGONS) {
    return fail('incident.too-many-hexagons', { size, cells: cells.q.length, limit: MAX_HEXAGONS });
  }
  const { filter, period } = read.value;
  const rows = filterIncidents(set.columns, filter, set.asOf);
  const bins = hexBins(cells, set.columns, rows, set.asOf);
  const { scale, filter: fixedBy, period: scalePeriod, key } = reference.value;
  const breaks = await source.cached(`hexagon-breaks ${size} ${key}`, () => {
    const all = filterIncidents(set.columns, fixedBy, set.asOf);
    return Promise.resolve(countBreaks(hexBins(cells, set.columns, all, set.asOf).counts, HEX_CLASSES));
  });
  return ok({
    period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    total: rows.length,
    days: daysCounted(period, set.days),
    sizeMetres: size,
    areaSquareKilometres: hexAreaSquareKilometres(size),
    plane: { lng0: lattice.plane.lng0, lat0: lattice.plane.lat0 },
    q: Array.from(cells.q),
    r: Array.from(cells.r),
    counts: Array.from(bins.counts),
    late: Array.from(bins.late),
    areaIds,
    areaOf,
    withoutPoint: bins.withoutPoint,
    scale,
    scalePeriod,
    breaks,
  });
}

/** The hexagons of a size that hold incidents, worked out once a dataset version. */
export function hexagonSet(source: IncidentSource, set: IncidentSet, size: number): Promise<HexagonSet> {
  return source.cached(`hexagons ${size}`, async () => {
    const lattice = hexLattice(set.place.bbox, size);
    const cells = assignHexagons(lattice, set.columns);
    const areas = await selectAreas(source.client);
    const deepest = Math.max(...areas.map(({ level }) => level));
    const named = areas.filter(({ level }) => level === deepest);
    const centres = Array.from(cells.q, (q, cell) => hexCentre(lattice, { q, r: cells.r[cell]! }));
    const owner = assignPoints(
      centres.flatMap(([lng, lat]) => [toLattice(lng), toLattice(lat)]),
      named.map(({ geometry }) => geometry),
    );
    return { lattice, cells, areaIds: named.map(({ id }) => id), areaOf: Array.from(owner) };
  });
}

/** The smallest size that keeps the place within `USUAL_HEXAGONS`, from 200 m up. */
export function usualHexSize(bbox: BBox): number {
  const { plane } = hexLattice(bbox, 1);
  const width = eastOf(plane, bbox[2]) - eastOf(plane, bbox[0]);
  const height = northOf(plane, bbox[3]) - northOf(plane, bbox[1]);
  const squareKilometres = (width * height) / 1e6;
  const fits = hexSizes.find(
    (size) => size >= 200 && squareKilometres / hexAreaSquareKilometres(size) <= USUAL_HEXAGONS,
  );
  return fits ?? hexSizes.at(-1)!;
}
