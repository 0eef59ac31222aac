import { useLocalStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { daysBetween } from '../../geodata/incidents/local-days';
import { movePeriod, periodOf, resizePeriod } from './heat-period';
import { choiceParam, useQueryParam } from './url-query';

export const windowDays = [1, 7, 30, 90] as const;
export const stepDays = ['1', '7'] as const;
/** Pictures a second. */
export const playSpeeds = [1, 2, 4] as const;

/** Pictures fetched ahead, so that a slow answer does not halt the playing. */
const ahead = 3;

/**
 * Moves the window of days over the data, by hand or by itself. Window and step are separate; a picture is shown when
 * it is there and its time has come, whichever is later, and no sooner. It never starts by itself.
 */
export const useHeatPlayer = defineStore('heat-player', () => {
  const heat = useHeat();
  const asking = useHeatFilter();
  const step = useQueryParam('step', choiceParam(stepDays, '1'));
  const speed = useLocalStorage<number>('getu.play-speed', 2);
  const isPlaying = ref(false);
  const length = computed(() => (asking.days ? daysBetween(asking.days.from, asking.days.to) : 0));
  const isWhole = computed(() => asking.period.kind === 'all');
  const atEnd = computed(() => isWhole.value || asking.days?.to === asking.data?.to);
  const atStart = computed(() => isWhole.value || asking.days?.from === asking.data?.from);

  function moved(days: IncidentPeriod, steps: number): IncidentPeriod {
    return asking.data ? movePeriod(days, steps * Number(step.value), asking.data) : days;
  }

  function show(days: IncidentPeriod): void {
    if (asking.data) asking.period = periodOf(days.from, days.to, asking.data);
  }

  /** One or more steps later, or earlier for negative ones. */
  function go(steps: number): void {
    pause();
    if (asking.days && !isWhole.value) show(moved(asking.days, steps));
  }

  /** A window of so many days, ending where the present one ends; 0 for the whole data. */
  function setLength(days: number): void {
    pause();
    const { data } = asking;
    if (!data || !asking.days) return;
    show(days === 0 ? data : resizePeriod(asking.days, days, data));
  }

  async function play(): Promise<void> {
    const { data } = asking;
    if (!data || isPlaying.value) return;
    // From the beginning where there is nothing more to come, and in weeks where everything is shown.
    let days = isWhole.value ? resizePeriod(data, Math.min(7, daysBetween(data.from, data.to)), data) : asking.days;
    if (!days) return;
    if (days.to === data.to) days = movePeriod(days, -daysBetween(data.from, data.to), data);
    isPlaying.value = true;
    while (isPlaying.value) {
      const due = performance.now() + 1000 / speed.value;
      if (!(await heat.prefetch(days)) || !isPlaying.value) break;
      asking.frame = days;
      let next = days;
      for (let k = 0; k < ahead; k++) {
        next = moved(next, 1);
        void heat.prefetch(next);
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      if (days.to === data.to) break;
      days = moved(days, 1);
    }
    pause();
  }

  /** Stops where it is; the link says these days from now on. */
  function pause(): void {
    isPlaying.value = false;
    if (asking.frame) show(asking.frame);
  }

  function toggle(): void {
    if (isPlaying.value) pause();
    else void play();
  }

  watch(
    () => heat.active,
    (active) => {
      if (!active) pause();
    },
  );

  return { step, speed, isPlaying, length, isWhole, atStart, atEnd, go, setLength, play, pause, toggle };
});
