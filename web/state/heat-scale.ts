import { daysBetween } from '../../geodata/incidents/local-days';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import type { QueryCodec } from './url-query';

/**
 * What colours are fixed by: the whole data, or the busiest so many days. Neither a period nor a filter, a zoom or a
 * view has a say in it, so nothing but a person moves the colours.
 */
export type HeatScale = 'full' | number;

/** As a link writes it. `window` and `period` are what the period it opens with says; they are held at that (`holdScale`). */
export type LinkedScale = HeatScale | 'window' | 'period';

/** `30` for the busiest 30 days; the whole data is left out. */
export const linkedScaleParam: QueryCodec<LinkedScale> = {
  parse(text) {
    if (text === 'full' || text === 'window' || text === 'period') return text;
    return /^\d{1,5}$/.test(text) && Number(text) > 0 ? Number(text) : null;
  },
  format: String,
  fallback: 'full',
};

/** What a link means, once and for all; `reference` goes before `scale` and is empty where that decides. */
export interface HeldScale {
  scale: HeatScale;
  reference: string;
}

/**
 * Holds the scale of a link at the days it opens with, so that its colours are those it was made with and stay when other
 * days are looked at. `window`: the busiest as many days. `period`: these very days. As many days as there are, or more,
 * are the whole data.
 */
export function holdScale(linked: LinkedScale, days: IncidentPeriod, data: IncidentPeriod): HeldScale {
  const isAll = days.from <= data.from && days.to >= data.to;
  if (linked === 'period' && !isAll) return { scale: 'full', reference: new URLSearchParams({ ...days }).toString() };
  const length = linked === 'window' ? daysBetween(days.from, days.to) : typeof linked === 'number' ? linked : Infinity;
  return { scale: length < daysBetween(data.from, data.to) ? length : 'full', reference: '' };
}

/** A scale as the API takes it. */
export function scaleParams(scale: HeatScale): { scale: 'full' | 'window'; scaleDays?: number } {
  return scale === 'full' ? { scale } : { scale: 'window', scaleDays: scale };
}
