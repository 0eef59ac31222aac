import type { PlaceWire } from '../../geodata/schema/place';
import { ELEVATION_MAX_ZOOM } from '../../geodata/schema/elevation';
import type { PlaceStore } from '../db/place-store';
import { selectElevationExtent } from '../db/queries/elevation';
import { selectPlace, selectPlaceCounts } from '../db/queries/places';
import type { PlaceCounts } from '../db/queries/places';

/** Counting a city's base units takes 60 ms of the event loop, so it is done once a dataset version. */
const counted = new WeakMap<PlaceStore, { datasetVersion: string; counts: PlaceCounts }>();

async function countPlace(store: PlaceStore, datasetVersion: string): Promise<PlaceCounts> {
  const known = counted.get(store);
  if (known?.datasetVersion === datasetVersion) return known.counts;
  const counts = await selectPlaceCounts(store.client);
  counted.set(store, { datasetVersion, counts });
  return counts;
}

/** A place with its counts, as the API gives it; null where its data has gone meanwhile. */
export async function describePlace(store: PlaceStore): Promise<PlaceWire | null> {
  const place = await selectPlace(store.client);
  if (!place) return null;
  const elevation = await selectElevationExtent(store.client);
  const counts = await countPlace(store, place.datasetVersion);
  const { assumedUnits, baseUnitKind, firstReportAt, lastReportAt, ...wireCounts } = counts;
  return {
    ...place,
    bbox: [...place.bbox],
    counts: wireCounts,
    baseUnitKind,
    householdsAssumedShare: counts.baseUnits === 0 ? 0 : assumedUnits / counts.baseUnits,
    elevation: elevation && {
      tiles: `/api/places/${place.id}/tiles/elevation/{z}/{x}/{y}.png?v=${place.datasetVersion}`,
      encoding: 'terrarium',
      tileSize: 256,
      minzoom: 5,
      maxzoom: ELEVATION_MAX_ZOOM,
      ...elevation,
    },
    incidentPeriod:
      firstReportAt === null || lastReportAt === null
        ? null
        : { from: new Date(firstReportAt).toISOString(), to: new Date(lastReportAt).toISOString() },
  };
}
