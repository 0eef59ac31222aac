import { createFaceFinder } from '../../geodata/geometry/assign-points';
import { gatherPlaces } from '../../geodata/incidents/incident-places';
import type { IncidentPlaces } from '../../geodata/incidents/incident-places';
import { hasPoint } from '../../geodata/incidents/incident-columns';
import { localPlane } from '../../geodata/incidents/local-plane';
import type { LocalPlane } from '../../geodata/incidents/local-plane';
import { normalAddress } from '../../geodata/incidents/normal-address';
import type { Place } from '../../geodata/schema/place';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { eachIncidentText } from '../db/queries/incidents';
import { selectBuildings } from '../db/queries/settlement';
import { rowsBySeq } from './find-incident-rows';
import type { IncidentSet, IncidentSource } from './incident-set';

/** The places of all incidents, and what each is called. */
export interface NamedPlaces {
  places: IncidentPlaces;
  /** Per place its address or building as the data has it; null for reports that merely stand close together. */
  nameOf(place: number): string | null;
}

/** The plane that distances of a place are measured in. */
export function planeOf({ bbox }: Pick<Place, 'bbox'>): LocalPlane {
  return localPlane((bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2);
}

/** Which incidents are of one place, worked out once a dataset version. */
export function placesOfIncidents(source: IncidentSource, set: IncidentSet): Promise<NamedPlaces> {
  return source.cached('incident-places', async () => {
    const numbers = new Map<string, number>();
    const names: string[] = [];
    const numberOf = (address: string | null): number => {
      const normal = normalAddress(address);
      if (normal === '') return -1;
      let number = numbers.get(normal);
      if (number === undefined) {
        number = names.length;
        numbers.set(normal, number);
        names.push(address!.trim());
      }
      return number;
    };
    const addressOf = new Int32Array(set.columns.count).fill(-1);
    const rowOf = await rowsBySeq(source, set);
    await eachIncidentText(source.client, ({ seq, address }) => {
      addressOf[rowOf.get(seq)!] = numberOf(address);
    });

    const buildings = await selectBuildings(source.client);
    const { addresses } = await selectBaseUnitColumns(source.client);
    const buildingAddress = Int32Array.from(buildings, ({ index }) => numberOf(addresses[index] ?? null));
    const findBuilding = createFaceFinder(buildings.map(({ footprint }) => footprint));
    const buildingOf = Int32Array.from({ length: set.columns.count }, (_, i) =>
      hasPoint(set.columns, i) ? findBuilding(set.columns.xy[2 * i]!, set.columns.xy[2 * i + 1]!) : -1,
    );

    const places = gatherPlaces(
      set.columns,
      { addressOf, addressCount: names.length, buildingOf, buildingAddress },
      planeOf(set.place),
    );
    const nameOf = (place: number): string | null => {
      const thing = places.thing[place]!;
      const kind = places.kind[place];
      return kind === 0 ? names[thing]! : kind === 1 ? buildings[thing]!.name || null : null;
    };
    return { places, nameOf };
  });
}
