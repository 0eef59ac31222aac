import { toLattice } from '../schema/coordinates';
import type { LatticePoint } from '../schema/coordinates';
import type { StationId } from '../schema/ids';
import { ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { Station } from '../schema/station';
import { toWgs84 } from './coordinate-system';
import { fillTemplate, templateColumns } from './fill-template';
import { cellText } from './import-base-units';
import type { LayerLog } from './import-log';
import type { GeoJsonStationLayerSpec } from './import-spec';
import type { GeoFeature } from './read-geojson';
import { requireColumns } from './require-columns';
import { typeCode } from './type-code';

/** Points with a kind as stations; `isInside` says whether a point lies in one of the place's areas. */
export function importStations(
  features: readonly GeoFeature[],
  spec: GeoJsonStationLayerSpec,
  isInside: (point: LatticePoint) => boolean,
  log: LayerLog,
): Result<Station[]> {
  const { columns } = spec;
  const wanted = [
    ...templateColumns(columns.name),
    ...(columns.address === undefined ? [] : [columns.address]),
    ...(columns.services ?? []),
    ...spec.rules.flatMap((rule) => Object.keys(rule.when)),
  ];
  const present = [...new Set(features.flatMap((feature) => Object.keys(feature.properties)))];
  const complete = requireColumns(wanted, present, spec.file);
  if (!complete.ok) return complete;

  const stations: Station[] = [];
  let outside = 0;
  const prefix = typeCode(spec.file.split('/').pop()!.split('.')[0]!) || 'station';
  for (const { number, properties, geometry } of features) {
    const text = (column: string) => cellText(properties[column]);
    if (geometry?.type !== 'Point') {
      log.refuse('row.no-point', number);
      continue;
    }
    const [x, y] = geometry.coordinates as [number, number];
    const position = toWgs84(x, y, spec.crs);
    if (!position) {
      log.refuse('row.bad-coordinate', number, { coordinate: `${x}, ${y}` });
      continue;
    }
    const rule = spec.rules.find(({ when }) => Object.entries(when).every(([column, value]) => text(column) === value));
    if (!rule) {
      const value = [...new Set(spec.rules.flatMap((each) => Object.keys(each.when)))].map(text).join(' / ');
      log.refuse('station.kind-unmapped', number, { value });
      continue;
    }
    const point: LatticePoint = [toLattice(position[0]), toLattice(position[1])];
    if (!isInside(point)) {
      if (spec.outsideAreas === 'refuse') {
        log.refuse('row.outside-areas', number, { coordinate: `${x}, ${y}` });
        continue;
      }
      outside++;
    }
    const name = fillTemplate(columns.name, text);
    if (name === '') {
      log.refuse('row.empty-cell', number, { column: columns.name });
      continue;
    }
    log.kept();
    stations.push({
      id: `${prefix}-${number}` as StationId,
      name: { zh: name },
      kind: rule.kind,
      tier: rule.tier,
      services: (columns.services ?? []).map(text).filter((service) => service !== ''),
      floorAreaSquareMetres: null,
      point,
      address: columns.address === undefined ? null : text(columns.address) || null,
    });
  }
  if (outside > 0) log.remark('row.outside-areas-kept', null, { count: outside });
  return ok(stations);
}
