import type { DensityRasterWire } from '../../geodata/schema/incident-summary';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { densitySurface } from '../../geodata/incidents/density-surface';
import type { DensitySurface } from '../../geodata/incidents/density-surface';
import { DAYS_PER_WEEK, daysCounted } from '../../geodata/incidents/days-counted';
import { domainTop } from '../../geodata/incidents/density-scale';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { hasPoint } from '../../geodata/incidents/incident-columns';
import { projectRows } from '../../geodata/incidents/local-plane';
import { frameBounds, rasterFrame } from '../../geodata/incidents/raster-frame';
import type { RasterFrame } from '../../geodata/incidents/raster-frame';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';
import { scaleReference } from './scale-reference';
import type { ScaledQuery } from './scale-reference';

export interface DensityQuery extends Omit<IncidentQuery, 'bbox'>, ScaledQuery {
  /** Metres; the profile's where not given. */
  bandwidth?: number | undefined;
}

/**
 * The density of the incidents under a filter, as a raster over the whole place, with the colour domain it is to be
 * drawn in. The domain comes from all types and states of the whole data (or, on request, of the period asked for),
 * so neither a filter nor a zoom ever changes what a colour means.
 */
export async function measureDensity(source: IncidentSource, query: DensityQuery): Promise<Result<DensityRasterWire>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const framed = chooseFrame(set, query.bandwidth);
  if (!framed.ok) return framed;
  const frame = framed.value;
  const { filter, period } = read.value;

  const rows = filterIncidents(set.columns, filter, set.asOf);
  const located = rows.filter((i) => hasPoint(set.columns, i));
  const days = daysCounted(period, set.days);
  const surface = spread(frame, set, located, days);
  const reference = await scaleReference(query, read.value, set, source);
  if (!reference.ok) return reference;
  const { scale, filter: fixedBy, period: scalePeriod, key } = reference.value;
  const top = await source.cached(`density-top ${frame.bandwidthMetres} ${key}`, () => {
    const all = filterIncidents(set.columns, fixedBy, set.asOf).filter((i) => hasPoint(set.columns, i));
    return Promise.resolve(domainTop(spread(frame, set, all, daysCounted(scalePeriod, set.days)).max));
  });

  return ok({
    period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    total: rows.length,
    unit: 'incidents/km²/week',
    days,
    bbox: [...frameBounds(frame)],
    width: frame.width,
    height: frame.height,
    cellMetres: frame.cellMetres,
    bandwidthMetres: frame.bandwidthMetres,
    kernel: 'quartic',
    plane: { lng0: frame.plane.lng0, lat0: frame.plane.lat0, east0: frame.east0, north0: frame.north0 },
    n: surface.n,
    outside: surface.outside,
    withoutPoint: rows.length - located.length,
    max: surface.max,
    scale,
    scalePeriod,
    domainTop: top,
    encoding: 'float32-le-base64',
    // Typed arrays are little-endian on every machine Node runs on.
    values: Buffer.from(surface.values.buffer).toString('base64'),
  });
}

/** The frame of the bandwidth asked for, or of the profile's, doubled until a very large place fits. */
function chooseFrame(set: IncidentSet, asked: number | undefined): Result<RasterFrame> {
  const { bbox, profile } = set.place;
  if (asked !== undefined) return rasterFrame(bbox, asked);
  for (let bandwidth = profile.incidents.densityBandwidthMetres; ; bandwidth *= 2) {
    const frame = rasterFrame(bbox, bandwidth);
    if (frame.ok || bandwidth > 1e5) return frame;
  }
}

function spread(frame: RasterFrame, set: IncidentSet, located: Uint32Array, days: number): DensitySurface {
  return densitySurface(frame, projectRows(frame.plane, set.columns.xy, located), days / DAYS_PER_WEEK);
}
