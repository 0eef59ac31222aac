import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

export type IncidentScope = 'all' | 'outside-grids' | 'without-point';

/** Which list of the incidents panel is open, and which list an incident was opened from: the way back. */
export const useIncidentList = defineStore('incident-list', () => {
  const tab = ref<'grids' | 'rows'>('grids');
  const scope = ref<IncidentScope>('all');
  /** `gridId`: it was in the list of that grid, else in the list of all. */
  const opened = shallowRef<{ incidentId: string; gridId: string | null } | null>(null);

  /** The list `incidentId` was opened from; undefined for one opened on the map or by a link. */
  function originOf(incidentId: string): { gridId: string | null } | undefined {
    return opened.value?.incidentId === incidentId ? opened.value : undefined;
  }

  return { tab, scope, opened, originOf };
});
