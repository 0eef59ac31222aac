import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import type { GridIncidents, IncidentPeriod, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import type { Problem, Result } from '../../geodata/schema/problems';
import { fail, ok } from '../../geodata/schema/problems';
import { useHeat } from './heat';
import { useHeatPair } from './heat-pair';
import { usePlace } from './place';

/** What two maps beside each other differ in: each area over two periods, or two places over the same days. */
export type PairDifference =
  | { kind: 'periods'; summary: IncidentSummaryWire; against: IncidentPeriod }
  | { kind: 'places'; left: GridIncidents; right: GridIncidents };

export interface PairDifferenceState {
  difference: Readonly<ShallowRef<PairDifference | null>>;
  problem: Readonly<ShallowRef<Problem | null>>;
}

/** The numbers behind a pair of maps, asked for while somebody wants them and whenever the pair changes. */
export function usePairDifference(): PairDifferenceState {
  const heat = useHeat();
  const pair = useHeatPair();
  const place = usePlace();
  const difference = shallowRef<PairDifference | null>(null);
  const problem = shallowRef<Problem | null>(null);
  let turn = 0;

  async function ofPeriods(period: IncidentPeriod): Promise<Result<PairDifference>> {
    const summary = await heat.summaryOf({
      ...(heat.level ? { level: heat.level } : {}),
      against: `${period.from}..${period.to}`,
    });
    return summary.ok ? ok({ kind: 'periods', summary: summary.value, against: period }) : summary;
  }

  async function ofPlaces(): Promise<Result<PairDifference>> {
    const { left, right } = pair.places;
    const levels = place.current?.profile.levels ?? [];
    const found: GridIncidents[] = [];
    for (const area of [left, right]) {
      const level = area && levels[area.properties.level]?.key;
      if (!level) return fail('client.cancelled');
      const summary = await heat.summaryOf({ level });
      if (!summary.ok) return summary;
      const row = summary.value.byGrid.find(({ gridId }) => (gridId as string) === area.properties.id);
      if (!row) return fail('client.cancelled');
      found.push(row);
    }
    return ok({ kind: 'places', left: found[0]!, right: found[1]! });
  }

  async function load(): Promise<void> {
    const mine = ++turn;
    if (!pair.isOn) return;
    const answer = pair.isOfPeriods ? (pair.period ? await ofPeriods(pair.period) : null) : await ofPlaces();
    if (mine !== turn || (answer && !answer.ok && answer.problem.code === 'client.cancelled')) return;
    difference.value = answer?.ok ? answer.value : null;
    problem.value = answer && !answer.ok ? answer.problem : null;
  }
  watch(
    () => [pair.period, pair.places.left?.properties.id, pair.places.right?.properties.id, heat.summary] as const,
    () => void load(),
    { immediate: true },
  );
  onScopeDispose(() => turn++);
  return { difference, problem };
}
