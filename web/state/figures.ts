import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { periodAgainst } from '../../geodata/incidents/period-against';
import { figureGroupings, figureIds } from '../../geodata/schema/incident-figures';
import type { FigureId, FigureRow, FigureValue } from '../../geodata/schema/incident-figures';
import { fetchFigures } from '../api/incident-figures';
import { useAskedAnswer } from './asked-answer';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useIncidentTask } from './incident-task';
import { usePlace } from './place';
import { choiceParam, useQueryParam } from './url-query';

export const figureAgainst = ['none', 'previous', 'last-year'] as const;

/** The figures of the incidents under the shared filter: by what, against what, which one is looked into. */
export const useFigures = defineStore('figures', () => {
  const place = usePlace();
  const heat = useHeat();
  const asking = useHeatFilter();
  const task = useIncidentTask();
  const by = useQueryParam('per', choiceParam(figureGroupings, 'area'));
  const against = useQueryParam('than', choiceParam(figureAgainst, 'none'));
  const chosen = useQueryParam('figure', choiceParam(figureIds, 'sameDay'));
  /** True while every figure of every area is looked at; else only the chosen one is fetched for them. */
  const wantsAll = ref(false);
  /** Id of the row looked into; null for the whole. */
  const focus = ref<string | null>(null);

  /** The period compared with, or why there is none; null without data, or where nobody asked. */
  const comparedWith = computed(() => {
    if (against.value === 'none' || !asking.days || !asking.data) return null;
    return periodAgainst(against.value, asking.days, asking.data);
  });
  /** What is asked, as the API takes it, whatever is looked at. */
  const question = computed(() => ({
    ...asking.filter,
    ...heat.planParams,
    ...(by.value === 'owner' ? { by: 'owner' as const } : {}),
    ...(comparedWith.value?.ok ? { against: against.value } : {}),
  }));
  const isShown = computed(() => task.current === 'figures' && heat.active && place.current !== null);
  // Playing moves the map; the board rests until it does.
  const asked = useAskedAnswer(
    () => {
      if (!isShown.value || asking.frame) return null;
      // A place may lack the chosen one; how many there are it always knows.
      const rows = wantsAll.value ? {} : { rows: `${chosen.value},count` };
      return { placeId: place.current!.id, query: { ...question.value, ...rows } };
    },
    ({ placeId, query }, signal) => fetchFigures(placeId, query, signal),
  );

  /** The one looked into, or the first there is where the place has no such figure. */
  const selected = computed<FigureId>({
    get: () => {
      const figures = asked.answer.value?.figures;
      return !figures || figures.includes(chosen.value) ? chosen.value : figures[0]!;
    },
    set: (figure) => (chosen.value = figure),
  });
  /** The value of a figure in a row; null where the place has none, or it is on its way. */
  function valueOf(row: FigureRow, figure: FigureId): FigureValue | null {
    const answer = asked.answer.value;
    if (!answer) return null;
    const order = row === answer.whole || row === answer.nowhere ? answer.figures : answer.rowFigures;
    return row.values[order.indexOf(figure)] ?? null;
  }

  const focused = computed(() => asked.answer.value?.rows.find(({ id }) => id === focus.value) ?? null);
  watch(
    () => [by.value, heat.level, heat.plan, place.current?.id],
    () => (focus.value = null),
  );

  return { ...asked, by, against, comparedWith, question, selected, wantsAll, focus, focused, valueOf };
});
