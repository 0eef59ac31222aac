import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { fetchIncidentSummary } from '../api/incidents';
import { useAskedAnswer } from './asked-answer';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useHeatPair } from './heat-pair';
import { useMerges } from './merges';
import { usePlace } from './place';

/** How many incidents each of two places beside each other has, under the filter that stands. */
export const usePairCounts = defineStore('pair-counts', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const pair = useHeatPair();
  const merges = useMerges();

  const asked = useAskedAnswer(
    () => {
      const { left, right } = pair.places;
      const placeId = place.current?.id;
      // While days are played the names would change with every picture, and nobody reads that.
      if (!placeId || !left || !right || !pair.isOn || pair.isOfPeriods || asking.frame) return null;
      const keys = [left, right].map(({ properties }) => place.current!.profile.levels[properties.level]!.key);
      return {
        placeId,
        filter: asking.filter,
        levels: [...new Set(keys)],
        plan: heat.plan,
        revision: asking.count === 'problems' ? merges.revision : 0,
      };
    },
    async ({ placeId, filter, levels, plan }, signal): Promise<Result<ReadonlyMap<string, number>>> => {
      const answers = await Promise.all(
        levels.map((level) => fetchIncidentSummary(placeId, { ...filter, plan, level }, signal)),
      );
      const found: IncidentSummaryWire[] = [];
      for (const answer of answers) {
        if (!answer.ok) return answer;
        found.push(answer.value);
      }
      return ok(new Map(found.flatMap(({ byGrid }) => byGrid.map(({ gridId, count }) => [gridId as string, count]))));
    },
  );

  /** By the id of an area; null while they are asked for. */
  const counts = computed(() => (asking.frame ? null : asked.answer.value));
  return { counts };
});
