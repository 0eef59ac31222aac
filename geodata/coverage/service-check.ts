import type { Profile } from '../schema/place';
import type { CheckOutcome, CheckResult, ServedCount, ServedPeople, UnknownReason } from '../schema/service-check';
import { weekdays } from '../schema/service-standard';
import type { ServiceStandard } from '../schema/service-standard';
import type { Station, StationKind } from '../schema/station';
import { readOpeningHours } from './opening-hours';

/** Floor areas of the tiers as standards, so that everything asked of a station is one list. */
export function standardsOf(profile: Profile, kind: StationKind): ServiceStandard[] {
  const byTier = (['centre', 'station', 'point'] as const).flatMap((tier): ServiceStandard[] => {
    const leastSquareMetres = profile.stationFloorAreaSquareMetres[tier];
    if (leastSquareMetres === undefined) return [];
    return [
      {
        id: `floor-area-${tier}`,
        check: 'floor-area',
        name: { zh: '面积', en: 'Floor area' },
        kinds: [kind],
        tiers: [tier],
        leastSquareMetres,
        ...(profile.stationFloorAreaSource ? { source: profile.stationFloorAreaSource } : {}),
        invented: false,
      },
    ];
  });
  return [...byTier, ...(profile.serviceStandards ?? []).filter(({ kinds }) => kinds.includes(kind))];
}

/** Whether a standard is asked of a station. */
export const asksOf = (standard: ServiceStandard, { kind, tier }: Pick<Station, 'kind' | 'tier'>): boolean =>
  standard.kinds.includes(kind) && (standard.tiers === undefined || standard.tiers.some((one) => one === tier));

/**
 * Holds a station against everything asked of it.
 * @param served residents and households it serves; null where walks cannot be measured at all
 */
export function checkStation(
  station: Pick<Station, 'kind' | 'tier' | 'services' | 'floorAreaSquareMetres' | 'seats' | 'staff' | 'openingHours'>,
  standards: readonly ServiceStandard[],
  served: Pick<ServedPeople, 'households' | 'residents'> | null,
): CheckResult[] {
  return standards
    .filter((standard) => asksOf(standard, station))
    .map((standard): CheckResult => {
      switch (standard.check) {
        case 'floor-area':
          return atLeast(standard.id, standard.leastSquareMetres, station.floorAreaSquareMetres);
        case 'seats':
          return atLeast(standard.id, standard.least, station.seats);
        case 'staff':
          return atLeast(standard.id, standard.least, station.staff);
        case 'services':
          return checkServices(standard, station.services);
        case 'hours':
          return checkHours(standard, station.openingHours);
        case 'residents':
          return checkResidents(standard, served?.residents ?? null);
        case 'area-per-households':
          return checkArea(standard, station.floorAreaSquareMetres, served?.households ?? null);
      }
    });
}

const unknown = (standard: string, required: number | null, why: UnknownReason): CheckResult => ({
  standard,
  outcome: 'unknown',
  required,
  found: null,
  missing: [],
  why,
});

const judged = (
  standard: string,
  passes: boolean,
  required: number | null,
  found: number,
  missing: number[] = [],
): CheckResult => ({ standard, outcome: passes ? 'passes' : 'fails', required, found, missing, why: null });

function atLeast(standard: string, least: number, found: number | null): CheckResult {
  return found === null ? unknown(standard, least, 'not-recorded') : judged(standard, found >= least, least, found);
}

function checkServices(
  { id, items }: Extract<ServiceStandard, { check: 'services' }>,
  services: readonly string[],
): CheckResult {
  // No service listed at all: nobody wrote them down. One listed: the list is taken to be whole.
  if (services.length === 0) return unknown(id, items.length, 'not-recorded');
  const listed = services.map((service) => service.toLowerCase());
  const has = (words: readonly string[]) =>
    words.some((word) => listed.some((service) => service.includes(word.toLowerCase())));
  const missing = items.flatMap(({ words }, i) => (has(words) ? [] : [i]));
  return judged(id, missing.length === 0, items.length, items.length - missing.length, missing);
}

function checkHours(
  { id, leastWeeklyHours, days = [] }: Extract<ServiceStandard, { check: 'hours' }>,
  text: string | null,
): CheckResult {
  const least = leastWeeklyHours ?? null;
  if (text === null) return unknown(id, least, 'not-recorded');
  const read = readOpeningHours(text);
  if (!read.understood) return unknown(id, least, 'not-understood');
  const hours = read.week.minutesPerWeek / 60;
  const missing = days.map((day) => weekdays.indexOf(day)).filter((day) => read.week.days[day]!.length === 0);
  const passes = missing.length === 0 && (least === null || hours >= least);
  return judged(id, passes, least, hours, missing);
}

function checkResidents(
  { id, most }: Extract<ServiceStandard, { check: 'residents' }>,
  served: ServedCount | null,
): CheckResult {
  if (!served) return unknown(id, most, 'no-walks');
  // Counts that are missing can only add: too many is too many, few enough is not known.
  if (served.count !== null && served.count > most) return judged(id, false, most, served.count);
  if (served.count === null || served.unknownUnits > 0) return unknown(id, most, 'not-counted');
  return judged(id, true, most, served.count);
}

function checkArea(
  { id, squareMetresPer100Households }: Extract<ServiceStandard, { check: 'area-per-households' }>,
  squareMetres: number | null,
  served: ServedCount | null,
): CheckResult {
  if (!served) return unknown(id, null, 'no-walks');
  if (served.count === null) return unknown(id, null, 'not-counted');
  const required = (served.count / 100) * squareMetresPer100Households;
  if (squareMetres === null) return unknown(id, required, 'not-recorded');
  if (squareMetres >= required && served.unknownUnits > 0) return unknown(id, required, 'not-counted');
  return judged(id, squareMetres >= required, required, squareMetres);
}

/** What the checks of one station come to: fails where any does, else unknown where any is. */
export function worstOutcome(checks: readonly Pick<CheckResult, 'outcome'>[]): CheckOutcome {
  if (checks.some(({ outcome }) => outcome === 'fails')) return 'fails';
  return checks.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'passes';
}
