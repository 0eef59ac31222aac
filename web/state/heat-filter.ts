import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { formatOwners, parseOwners } from '../../geodata/incidents/owner-list';
import { formatWeekHours, parseWeekHours } from '../../geodata/incidents/week-hours';
import type { WeekHourBlock } from '../../geodata/incidents/week-hours';
import { dueLights } from '../../geodata/schema/incident-lateness';
import type { DueLight } from '../../geodata/schema/incident-lateness';
import { parseCover } from '../../geodata/incidents/cover-words';
import { localDate } from '../../geodata/incidents/local-days';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import type { IncidentQuery } from '../api/incidents';
import { heatPeriodParam, periodDays } from './heat-period';
import type { HeatPeriod } from './heat-period';
import { usePlace } from './place';
import { choiceParam, flagParam, listParam, textParam, useQueryParam } from './url-query';
import type { QueryCodec } from './url-query';

export const heatStates = ['all', 'open', 'ended'] as const;
export type HeatState = (typeof heatStates)[number];
/** The filter as the API takes it. */
export type IncidentFilter = Pick<
  IncidentQuery,
  'from' | 'to' | 'type' | 'state' | 'owner' | 'late' | 'light' | 'cover' | 'hours' | 'q'
>;

const hoursParam: QueryCodec<readonly WeekHourBlock[]> = {
  parse: parseWeekHours,
  format: (blocks) => (blocks.length > 0 ? formatWeekHours(blocks) : null),
  fallback: [],
};

const ownersParam: QueryCodec<readonly (string | null)[]> = {
  parse: parseOwners,
  format: (owners) => formatOwners(owners) || null,
  fallback: [],
};

const lightsParam: QueryCodec<readonly DueLight[]> = {
  parse: (text) => dueLights.filter((light) => text.split(',').includes(light)),
  format: (lights) => lights.join(',') || null,
  fallback: [],
};
const coverParam: QueryCodec<readonly string[]> = {
  parse: (text) => (parseCover(text) ? text.split(',') : null),
  format: (words) => words.join(',') || null,
  fallback: [],
};

/** Which incidents are looked at: all of it in the URL, the same for map, lists, totals and histograms. */
export const useHeatFilter = defineStore('heat-filter', () => {
  const place = usePlace();
  const chosenPeriod = useQueryParam('period', heatPeriodParam);
  const types = useQueryParam('types', listParam());
  const state = useQueryParam('state', choiceParam(heatStates, 'all'));
  /** Agencies responsible; null stands for incidents that name none. Empty: all. */
  const owners = useQueryParam('owner', ownersParam);
  const late = useQueryParam('late', flagParam());
  /** Standings to the due time; empty: all. */
  const lights = useQueryParam('light', lightsParam);
  /** Ways of being outside cover (`parseCover`), any of which counts; empty: wherever they are. */
  const cover = useQueryParam('cover', coverParam);
  const hours = useQueryParam('hours', hoursParam);
  /** Words to find in title, address, numbers and type names. */
  const words = useQueryParam('find', textParam());

  /** The days shown while they are played; the URL is written when playing rests. */
  const frame = shallowRef<IncidentPeriod | null>(null);
  const period = computed<HeatPeriod>({
    get: () => (frame.value ? { kind: 'range' as const, ...frame.value } : chosenPeriod.value),
    set: (value) => {
      frame.value = null;
      chosenPeriod.value = value;
    },
  });

  const dayOf = (at: string): string => localDate(Date.parse(at), place.current?.profile.timeZone ?? 'UTC');
  /** First and last day of the data in the place's zone; null without incidents. */
  const data = computed<IncidentPeriod | null>(() => {
    const reported = place.current?.incidentPeriod;
    return reported ? { from: dayOf(reported.from), to: dayOf(reported.to) } : null;
  });
  /** The days looked at, within the data. */
  const days = computed<IncidentPeriod | null>(() => {
    if (!data.value) return null;
    const { from = data.value.from, to = data.value.to } = periodDays(period.value, data.value.to);
    return { from: from < data.value.from ? data.value.from : from, to: to > data.value.to ? data.value.to : to };
  });
  const isFiltered = computed(
    () =>
      period.value.kind !== 'all' ||
      types.value.length > 0 ||
      state.value !== 'all' ||
      owners.value.length > 0 ||
      late.value ||
      lights.value.length > 0 ||
      cover.value.length > 0 ||
      hours.value.length > 0 ||
      words.value !== '',
  );

  /** The filter over other days, as the API takes it. */
  function filterOf(over: HeatPeriod): IncidentFilter {
    return {
      ...(data.value ? periodDays(over, data.value.to) : {}),
      type: types.value.join(','),
      state: state.value === 'all' ? '' : state.value,
      owner: formatOwners(owners.value),
      hours: formatWeekHours(hours.value),
      q: words.value,
      light: lights.value.join(','),
      cover: cover.value.join(','),
      ...(late.value ? { late: 'true' as const } : {}),
    };
  }
  const filter = computed(() => filterOf(period.value));

  /** Days chosen by hand: a link keeps these very days, also when the data has grown; only a window is "the last days". */
  function setDays(from: string, to: string): void {
    if (!data.value || from === '' || from > to) return;
    const isWhole = from <= data.value.from && to >= data.value.to;
    period.value = isWhole ? { kind: 'all' } : { kind: 'range', from, to };
  }

  function clear(): void {
    period.value = { kind: 'all' };
    types.value = [];
    state.value = 'all';
    owners.value = [];
    late.value = false;
    lights.value = [];
    cover.value = [];
    hours.value = [];
    words.value = '';
  }

  return {
    period,
    types,
    state,
    owners,
    late,
    lights,
    cover,
    hours,
    words,
    frame,
    data,
    days,
    isFiltered,
    filter,
    filterOf,
    setDays,
    clear,
  };
});
