import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { busiestHour, weekRates } from '../../geodata/incidents/week-rates';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { fetchIncidentSummary } from '../api/incidents';
import { useAskedAnswer } from './asked-answer';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useMerges } from './merges';
import { usePlace } from './place';
import { useQueryParam } from './url-query';
import type { QueryCodec } from './url-query';

const topParam: QueryCodec<number | null> = {
  parse: (text) => (/^\d{1,6}(\.\d{1,4})?$/.test(text) && Number(text) > 0 ? Number(text) : null),
  format: (top) => (top === null ? null : String(top)),
  fallback: null,
};

const ratesOf = ({ facets, period }: IncidentSummaryWire): number[] =>
  period ? weekRates(facets.byWeekHour ?? [], period) : [];
const most = (rates: readonly number[]): number => rates.reduce((top, rate) => Math.max(top, rate), 0);

/**
 * What the colours of the hours of the week mean: incidents each time the weekday comes, up to the most there are over the
 * whole data under the same filters. They hold still whatever days are looked at or played, until a person asks for others.
 */
export const useWeekScale = defineStore('week-scale', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const merges = useMerges();
  /** True while the hours are seen: only then is the whole data asked for. */
  const isShown = ref(false);
  const fitted = useQueryParam('hourtop', topParam);

  const isWhole = computed(() => asking.period.kind === 'all');
  const asked = useAskedAnswer(
    () => {
      const placeId = place.current?.id;
      if (!placeId || !isShown.value || isWhole.value) return null;
      // Hours are counted under every filter but their own.
      const filter = { ...asking.filterOf({ kind: 'all' }), hours: '' };
      const revision = asking.count === 'problems' ? merges.revision : 0;
      return { placeId, filter, areas: heat.planParams, revision };
    },
    ({ placeId, filter, areas }, signal) => fetchIncidentSummary(placeId, { ...filter, ...areas }, signal),
  );

  const rates = computed(() => (heat.summary ? ratesOf(heat.summary) : []));
  const seenTop = computed(() => most(rates.value));
  const wholeTop = computed(() => {
    const whole = isWhole.value ? heat.summary : asked.answer.value;
    return whole ? most(ratesOf(whole)) : null;
  });
  /** Incidents each time that the darkest colour stands for; 0 where there are none. */
  const top = computed(() => fitted.value ?? wholeTop.value ?? 0);
  const busiest = computed(() => {
    const { facets, period } = heat.summary ?? {};
    return facets && period ? busiestHour(facets.byWeekHour ?? [], period) : null;
  });

  /** Fixes the colours by what is seen now. */
  function fit(): void {
    if (seenTop.value > 0) fitted.value = Number(seenTop.value.toFixed(4));
  }
  function unfit(): void {
    fitted.value = null;
  }

  return { isShown, rates, top, seenTop, fitted, busiest, fit, unfit };
});
