import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { summariseFindings } from '../../geodata/incidents/summarise-findings';
import { useHeat } from './heat';
import { useHeatCluster } from './heat-cluster';
import { useIncidentList } from './incident-list';
import { usePlace } from './place';

/** What the ranking is narrowed to: what stands out by the judge of the view, or what the sentence on top names. */
export type RankingPart = 'high' | 'low' | 'hot' | 'fresh' | 'cluster' | 'standing-out';

/** Which areas stand out over the whole period, whatever view is open, and to which of them the ranking is narrowed. */
export const useHeatAnswer = defineStore('heat-answer', () => {
  const place = usePlace();
  const heat = useHeat();
  const scan = useHeatCluster();
  const lists = useIncidentList();

  const period = computed(() => summariseFindings(heat.summary?.byGrid ?? []));
  const standingOut = computed<ReadonlySet<string>>(() => new Set(period.value.grids.map(({ gridId }) => gridId)));
  const inCluster = computed<ReadonlySet<string>>(() => new Set(scan.real?.gridIds ?? []));

  const chosen = shallowRef<{ part: RankingPart; of: string } | null>(null);
  /** A part means the same only as long as the question is the same. */
  const asked = computed(() => JSON.stringify([place.current?.id, heat.view, heat.level, heat.judge]));
  const part = computed(() => (chosen.value?.of === asked.value ? chosen.value.part : null));

  /** Narrows the ranking, or shows all of it again. */
  function narrow(to: RankingPart): void {
    const isBack = part.value === to && lists.tab === 'areas';
    // These two rank something else than grids.
    if (heat.view === 'hexagons' || heat.view === 'late') heat.view = 'rate';
    chosen.value = isBack ? null : { part: to, of: asked.value };
    lists.bring('areas');
  }

  return { period, standingOut, inCluster, part, narrow, widen: () => void (chosen.value = null) };
});
