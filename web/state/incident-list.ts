import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { DueLight } from '../../geodata/schema/incident-lateness';
import type { IncidentQuery } from '../api/incidents';

/** A list narrowed further than the filter, by what a table counts in one of its cells. */
export interface ListNarrowing {
  /** What it is narrowed to, in words. */
  text: string;
  /** Without a period (`from` and `to` empty) whenever it was reported. */
  query: Pick<IncidentQuery, 'grid' | 'owner' | 'type' | 'from' | 'to'>;
  lights: readonly DueLight[];
  /** What else of the same row can be listed, the lights of this cell among them: its neighbours, its denominator. */
  choices: readonly (readonly DueLight[])[];
}

/** What no grid counts: all of it, or for one reason. */
export type OutsideScope = 'outside-grids' | 'near-grid' | 'far-from-grids' | 'before-plan';
export type IncidentScope = 'all' | OutsideScope | 'without-point';

/** The list of a grid (or base unit), of a hexagon, of a repeated place, or of all. */
export interface ListOrigin {
  gridId: string | null;
  hexagonId: string | null;
  /** Id of the incident that names the place. */
  repeatId: string | null;
}

/** Which list of the incidents panel is open, and which list an incident was opened from: the way back. */
export const useIncidentList = defineStore('incident-list', () => {
  const tab = ref<'areas' | 'hours' | 'rows'>('areas');
  const scope = ref<IncidentScope>('all');
  const narrowed = shallowRef<ListNarrowing | null>(null);
  /** Rows of the open list; null while none is open, or it is on its way. */
  const listed = ref<number | null>(null);
  const opened = shallowRef<({ incidentId: string } & ListOrigin) | null>(null);

  /** The list `incidentId` was opened from; undefined for one opened on the map or by a link. */
  function originOf(incidentId: string): ListOrigin | undefined {
    return opened.value?.incidentId === incidentId ? opened.value : undefined;
  }

  return { tab, scope, narrowed, listed, opened, originOf };
});
