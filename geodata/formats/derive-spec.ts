import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { derivePlace } from './derive-place';
import type { DerivedRemark, GivenSpec, MapOrigin } from './derive-place';
import { readMapFacts } from './map-facts';
import { emptyPlan, extentArea, mapLayers, osmSource, remarkOnLayers } from './map-layers';
import type { WrittenSpec } from './import-spec';
import type { OsmExtract } from './osm-extract';

export interface DerivedSpec {
  spec: WrittenSpec;
  remarks: DerivedRemark[];
}

/**
 * A spec for a map file alone. `origin.file` is its path below the data folder. Everything that had to be derived is told
 * in `remarks`; what the map does not have (buildings to count by, stations) is left out of the spec and told as well.
 * Fails with `osm.no-streets` where nothing can be walked on, and with `spec.bad-place-id` for an id given.
 */
export function deriveSpec(osm: OsmExtract, origin: MapOrigin, given: GivenSpec = {}): Result<DerivedSpec> {
  const facts = readMapFacts(osm, origin.file, origin.folder);
  if (!facts) return fail('osm.no-streets', { file: origin.file });
  const place = derivePlace(facts, origin, given);
  if (!place.ok) return place;
  const { id, name, zone, dataDate, remarks } = place.value;
  return ok({
    remarks: [...remarks, ...remarkOnLayers(facts)],
    spec: {
      format: 'getu-import/1',
      place: {
        id,
        name,
        dataDate,
        profile: { from: 'generic', id, name, timeZone: zone },
        sources: [osmSource],
      },
      layers: mapLayers(origin.file, facts, true),
      areas: extentArea(id, name),
      plans: [emptyPlan(id, name)],
    },
  });
}
