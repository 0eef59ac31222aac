import { useLocalStorage, usePreferredReducedMotion } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { useHeatPair } from './heat-pair';
import { daysBetween } from '../../geodata/incidents/local-days';
import { lastMonth, monthCount, monthOf, moveMonths } from './heat-months';
import { movePeriod, periodOf, resizePeriod } from './heat-period';
import { PlayClock } from './play-clock';
import { choiceParam, useQueryParam } from './url-query';

export const windowDays = [1, 7, 30, 90] as const;
/** Days by which the window moves while it is played, or a calendar month. */
export const playSteps = ['1', '7', 'month'] as const;
/** Pictures a second. */
export const playSpeeds = [1, 2, 4] as const;

/** Pictures fetched ahead, so that a slow answer does not halt the playing. */
const ahead = 6;
/** How long the first picture waits for those after it, ms. */
const headStart = 1500;
/** Pictures a second for those whose system asks for less motion. */
const calmSpeed = 1;

const until = (at: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));
/** Resolves when what was just changed has been drawn: the second frame begins after the first one is out. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/**
 * Moves the window of days over the data, by hand or by itself. Window and step are separate; pictures are fetched ahead
 * and shown on an even beat (`PlayClock`). It never starts by itself.
 */
export const useHeatPlayer = defineStore('heat-player', () => {
  const heat = useHeat();
  const asking = useHeatFilter();
  const pair = useHeatPair();
  const step = useQueryParam('step', choiceParam(playSteps, '1'));
  const speed = useLocalStorage<number>('getu.play-speed', 2);
  const motion = usePreferredReducedMotion();
  const isCalm = computed(() => motion.value === 'reduce');
  /** Pictures a second as they are played. */
  const pace = computed(() => (isCalm.value ? Math.min(speed.value, calmSpeed) : speed.value));
  const isPlaying = ref(false);
  const length = computed(() => (asking.days ? daysBetween(asking.days.from, asking.days.to) : 0));
  const isWhole = computed(() => asking.period.kind === 'all');
  const atEnd = computed(() => isWhole.value || asking.days?.to === asking.data?.to);
  const atStart = computed(() => isWhole.value || asking.days?.from === asking.data?.from);

  /** Days moved by so many steps of playing. */
  function moved(days: IncidentPeriod, steps: number): IncidentPeriod {
    if (!asking.data) return days;
    if (step.value === 'month') return moveMonths(days, steps, asking.data);
    return movePeriod(days, steps * Number(step.value), asking.data);
  }

  /** Calendar months looked at, 0 for days that were not chosen as months. */
  const months = computed(() =>
    asking.period.kind === 'range' && asking.days && asking.data ? monthCount(asking.days, asking.data) : 0,
  );

  function show(days: IncidentPeriod): void {
    const { data } = asking;
    if (!data) return;
    const period = periodOf(days.from, days.to, data);
    // A month stays that month in a link; it is not "the last 31 days".
    const isMonths =
      period.kind === 'last' && (months.value > 0 || step.value === 'month') && monthCount(days, data) > 0;
    asking.period = isMonths ? { kind: 'range', ...days } : period;
  }

  /** To the days that follow, or come before for -1: as many of them, a month to the next month. */
  function go(sign: 1 | -1): void {
    pause();
    const { data, days } = asking;
    if (!data || !days || isWhole.value) return;
    show(months.value > 0 ? moveMonths(days, sign * months.value, data) : movePeriod(days, sign * length.value, data));
  }

  /** A step of playing later or earlier, so that one stretch runs over into the next. */
  function nudge(sign: 1 | -1): void {
    pause();
    if (asking.days && !isWhole.value) show(moved(asking.days, sign));
  }

  /** The month of the last day of the data, or one so many before it. */
  function setMonth(before: number): void {
    pause();
    const month = asking.data && lastMonth(asking.data, before);
    if (month) asking.setDays(month.from, month.to);
  }

  /** A window of so many days, ending where the present one ends; 0 for the whole data. */
  function setLength(days: number): void {
    pause();
    const { data } = asking;
    if (!data || !asking.days) return;
    show(days === 0 ? data : resizePeriod(asking.days, days, data));
  }

  /** Fetches what these days show, on both halves of a pair; false where the days themselves could not be had. */
  async function prefetch(days: IncidentPeriod): Promise<boolean> {
    const [isThere] = await Promise.all([heat.prefetch(days), pair.prefetch(days)]);
    return isThere;
  }

  async function play(): Promise<void> {
    const { data } = asking;
    if (!data || isPlaying.value) return;
    // From the beginning where there is nothing more to come, and in weeks where everything is shown.
    let days = isWhole.value ? resizePeriod(data, Math.min(7, daysBetween(data.from, data.to)), data) : asking.days;
    if (!days) return;
    if (step.value === 'month' && (isWhole.value || monthCount(days, data) === 0)) {
      days = moveMonths(monthOf(days.to), 0, data);
    }
    if (days.to === data.to && step.value === 'month') days = moveMonths(days, -daysBetween(data.from, data.to), data);
    else if (days.to === data.to) days = movePeriod(days, -daysBetween(data.from, data.to), data);
    isPlaying.value = true;
    await Promise.race([fetchAhead(days), until(performance.now() + headStart)]);
    const clock = new PlayClock(performance.now());
    while (isPlaying.value) {
      const asked = performance.now();
      if (!(await prefetch(days))) break;
      const waited = performance.now() - asked;
      await until(clock.due);
      if (!isPlaying.value) break;
      const shownAt = performance.now();
      asking.frame = days;
      void fetchAhead(moved(days, 1));
      await drawn();
      const now = performance.now();
      clock.tick(now, 1000 / pace.value, waited + now - shownAt);
      if (days.to === data.to) break;
      days = moved(days, 1);
    }
    pause();
  }

  /** Asks for the pictures that come next; resolves when all of them are there. */
  function fetchAhead(days: IncidentPeriod): Promise<unknown> {
    const wanted: IncidentPeriod[] = [days];
    while (wanted.length < ahead && wanted.at(-1)!.to !== asking.data?.to) wanted.push(moved(wanted.at(-1)!, 1));
    return Promise.all(wanted.map(prefetch));
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

  return {
    step,
    speed,
    isCalm,
    isPlaying,
    length,
    isWhole,
    atStart,
    atEnd,
    months,
    go,
    nudge,
    moved,
    setMonth,
    setLength,
    play,
    pause,
    toggle,
  };
});
