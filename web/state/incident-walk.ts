import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { ComputedRef } from 'vue';
import { mainStationKind } from '../../geodata/coverage/main-station-kind';
import { localDate } from '../../geodata/incidents/local-days';
import type { ReachAnswer, ReachedStation } from '../../geodata/schema/coverage';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import type { StationKind } from '../../geodata/schema/station';
import { fetchReach, fetchStations } from '../api/coverage';
import { usePlace } from './place';

/** The way from an incident to the nearest station of the kind that stands for the place. */
export interface IncidentWalk {
  kind: StationKind;
  /** Null where no way leads to one, or no path is near. */
  station: ReachedStation | null;
  isOffPaths: boolean;
}

/**
 * How far it is from an incident to a station, over the streets that were open on the day of the report: what is counted
 * as outside cover. Null without a place on the map, without streets or stations, and until it is known.
 */
export function useIncidentWalk(
  incident: () => Pick<IncidentRow, 'lng' | 'lat' | 'reportedAt'> | null,
): ComputedRef<IncidentWalk | null> {
  const place = usePlace();
  const reached = shallowRef<ReachAnswer | null>(null);
  const kind = shallowRef<StationKind | null>(null);
  let asked: AbortController | null = null;

  watch(
    () => {
      const { lng = null, lat = null, reportedAt = '' } = incident() ?? {};
      const { current } = place;
      if (lng === null || lat === null || !current || current.counts.streets === 0) return '';
      const [west = 0, south = 0, east = 0, north = 0] = current.bbox;
      // Nobody walks in from outside the place.
      if (lng < west || lng > east || lat < south || lat > north) return '';
      const at = localDate(Date.parse(reportedAt), current.profile.timeZone);
      return JSON.stringify([current.id, { lng: String(lng), lat: String(lat), at }]);
    },
    async (question) => {
      asked?.abort();
      reached.value = null;
      if (question === '') return;
      const mine = new AbortController();
      asked = mine;
      const [placeId, query] = JSON.parse(question) as [string, { lng: string; lat: string; at: string }];
      const stations = await fetchStations(placeId);
      if (!stations.ok || mine.signal.aborted) return;
      kind.value = mainStationKind(stations.value.features.map(({ properties }) => properties.kind));
      if (!kind.value) return;
      const answer = await fetchReach(placeId, query, mine.signal);
      if (!mine.signal.aborted) reached.value = answer.ok ? answer.value : null;
    },
    { immediate: true },
  );
  onScopeDispose(() => asked?.abort());

  return computed(() => {
    const found = reached.value?.kinds.find((one) => one.kind === kind.value);
    if (!reached.value || !found) return null;
    const isOffPaths = reached.value.connection === 'off-network';
    return { kind: found.kind, station: isOffPaths ? null : (found.stations[0] ?? null), isOffPaths };
  });
}
