import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { isClosedOn } from '../../geodata/schema/closure';
import type { ClosuresAnswer } from '../../geodata/schema/closure';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { selectClosures, selectStreetNames } from '../db/queries/closures';
import { selectPlace } from '../db/queries/places';
import type { CoverageSource } from './coverage-network';
import { today } from './plan-days';

export interface ClosuresQuery {
  /** `YYYY-MM-DD`; today without it. */
  at?: string | undefined;
}

/** Every closure on record with whether it is in force on the day. */
export async function listClosures(source: CoverageSource, query: ClosuresQuery): Promise<Result<ClosuresAnswer>> {
  const { client } = source;
  const at = query.at ?? (await today(client, source.now));
  const closures = await selectClosures(client);
  const names = await selectStreetNames(
    client,
    closures.flatMap(({ streets }) => streets),
  );
  return ok({
    datasetVersion: (await selectPlace(client))!.datasetVersion,
    at,
    closures: closures.map(({ streets, area, ...closure }) => ({
      ...closure,
      inForce: isClosedOn(closure, at),
      streets: streets.map((id) => ({ id, name: names.get(id) ?? null })),
      area: area && (multiPolygonToGeoJson(area) as ClosuresAnswer['closures'][number]['area']),
    })),
  });
}
