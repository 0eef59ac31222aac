import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { DueLight } from '../../geodata/schema/incident-lateness';
import type { IncidentQuery } from '../api/incidents';

/** A list narrowed further than the filter, by what a table counts in one of its cells. */
export interface ListNarrowing {
  /** What it is narrowed to, in words. */
  text: string;
  /** Further filters, which go before those of the mode. */
  query: Pick<IncidentQuery, 'grid' | 'owner' | 'type' | 'from' | 'to'>;
  /** Standings that are counted, whatever the filter says of lateness; null: those the filter lets pass. */
  lights: readonly DueLight[] | null;
}

/** What no grid counts: all of it, or for one reason. */
export type OutsideScope = 'outside-grids' | 'near-grid' | 'far-from-grids' | 'before-plan';
export type IncidentScope = 'all' | OutsideScope | 'without-point' | 'unsure';

/** The list of a grid (or base unit), of a hexagon, of a repeated place, or of all. */
export interface ListOrigin {
  gridId: string | null;
  hexagonId: string | null;
  /** Id of the incident that names the place. */
  repeatId: string | null;
}

export type IncidentTab = 'areas' | 'hours' | 'rows';

/** Which list of the incidents panel is open, and which list an incident was opened from: the way back. */
export const useIncidentList = defineStore('incident-list', () => {
  const tab = ref<IncidentTab>('areas');
  /** Grows whenever the lists are to come into sight. */
  const brought = ref(0);
  const scope = ref<IncidentScope>('all');
  const narrowed = shallowRef<ListNarrowing | null>(null);
  const opened = shallowRef<({ incidentId: string } & ListOrigin) | null>(null);

  /** The list `incidentId` was opened from; undefined for one opened on the map or by a link. */
  function originOf(incidentId: string): ListOrigin | undefined {
    return opened.value?.incidentId === incidentId ? opened.value : undefined;
  }

  /** Opens a list from farther up in the panel, and brings it into sight. */
  function bring(which: IncidentTab): void {
    tab.value = which;
    brought.value++;
  }

  return { tab, brought, bring, scope, narrowed, opened, originOf };
});
