import type { LatticePoint } from '../schema/coordinates';
import type { IncidentId } from '../schema/ids';
import type { Incident, IncidentState } from '../schema/incident';
import type { BaseUnit } from '../schema/settlement';
import { distance, latticeX, latticeY } from './frame';
import type { Metres } from './frame';
import { typeHabits } from './incident-types';
import type { TypeHabit } from './incident-types';
import type { Random } from './prng';
import { createNearest } from './nearest';
import { rawCoordinate } from './raw-coordinate';
import type { TownParts } from './town-parts';
import { nearLine } from './zones';
import type { TownPlan } from './town-plan';

/** 2025-01-01 00:00 in Asia/Shanghai (UTC+8 without summer time), UTC milliseconds. */
const yearStart = 1735660800000;
const day = 86_400_000;
const hour = 3_600_000;
/** The county's data end here (2025-12-31 24:00): nothing later is known of any report. */
export const yearEnd = yearStart + 365 * day;
/** 2025-01-01 was a Wednesday. */
const firstWeekday = 3;
/** First and last day of the Spring Festival holiday 2025 (28 January – 4 February), as days of the year from 0. */
const festival = [27, 34] as const;
const monthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** Reports by hour of a working day and of a weekend day, in parts. */
const workdayHours = [1, 1, 0, 0, 1, 2, 7, 16, 22, 24, 22, 17, 11, 12, 16, 18, 19, 22, 24, 20, 14, 9, 5, 2];
const weekendHours = [2, 1, 1, 0, 1, 2, 5, 9, 15, 20, 22, 18, 13, 12, 14, 17, 18, 18, 19, 18, 14, 10, 6, 3];
/** Reports by weekday, Monday first. */
const weekdays = [1.15, 1.05, 1.02, 1, 1.08, 0.82, 0.74];

export interface IncidentSites {
  plan: TownPlan;
  parts: TownParts;
  baseUnits: readonly BaseUnit[];
  /** True where a building is in the old town or an old compound. */
  isOld: (building: number) => boolean;
  /** Where a report at a building is, as a reporter would say it: `幸福路锦绣小区南门口`. */
  whereIs: (building: number, habit: TypeHabit) => string | null;
}

/** A year of snapshot reports (随手拍), in the order they came in. */
export function makeIncidents(
  sites: IncidentSites,
  counts: { reports: number; solvedReports: number },
  countyCode: string,
  random: Random,
): Incident[] {
  const { reports: count, solvedReports: closed } = counts;
  const places = weighPlaces(sites, random);
  const weights = typeHabits.map(({ weight }) => weight);
  const drafts = Array.from({ length: count }, () => {
    const habit = typeHabits[random.weighted(weights)]!;
    return { habit, at: drawTime(habit, random), building: places(habit.near) };
  });
  drafts.sort((p, q) => p.at - q.at || p.building - q.building);
  const openOnes = openReports(drafts.length, count - closed, random);
  const perDay = new Map<number, number>();
  return drafts.map(({ habit, at, building }, i): Incident => {
    const dayOfYear = Math.floor((at - yearStart) / day);
    const number = (perDay.get(dayOfYear) ?? 0) + 1;
    perDay.set(dayOfYear, number);
    const unit = sites.baseUnits[building]!;
    const point = random.chance(0.012) ? null : nearby(sites, building, habit, random);
    const dueAt = at + [0, 8, 48, 120][habit.level]! * hour;
    const state = openOnes.get(i) ?? 'closed';
    const closedAt = state === 'closed' ? closeTime(at, solveTime(habit, dueAt - at, random)) : null;
    const matter = random.pick(habit.titles);
    const where = sites.whereIs(building, habit);
    return {
      id: `i${i + 1}` as IncidentId,
      caseNumber: `${dateDigits(dayOfYear)}${countyCode}${String(number).padStart(5, '0')}`,
      typeCode: habit.code,
      reportedAt: at,
      dueAt,
      respondedAt: null,
      closedAt,
      state,
      level: habit.level,
      owner: null,
      source: 'snapshot',
      channelRef: `SSP-${String(100_001 + i)}`,
      title: where ? `${matter}：${where}` : matter,
      address: unit.address,
      raw: point && rawCoordinate(point, random.chance(0.16) ? 'GCJ02' : 'WGS84'),
      point,
    };
  });
}

/** Draws buildings by what gathers a kind of report. */
function weighPlaces(sites: IncidentSites, random: Random): (near: TypeHabit['near']) => number {
  const { parts, baseUnits, plan } = sites;
  const toMarket = createNearest(parts.buildings.filter(({ use }) => use === 'market').map(({ anchor }) => anchor));
  const toSchool = createNearest(parts.buildings.filter(({ use }) => use === 'school').map(({ anchor }) => anchor));
  // Some old yards are reported on again and again.
  const trouble = parts.compounds.map(({ kind }) =>
    kind === 'old' && random.chance(0.2) ? 5 : kind === 'mixed' && random.chance(0.06) ? 4 : 1,
  );
  const close = (away: number, reach: number): number => {
    const share = away / reach;
    return 1 / (1 + share * share * share);
  };
  const weights: Record<string, number[]> = {};
  const cumulative = (weigh: (i: number) => number): number[] => {
    let sum = 0;
    return baseUnits.map((_, i) => (sum += weigh(i)));
  };
  const at = (i: number): Metres => parts.buildings[i]!.anchor;
  const homes = baseUnits.map(({ households }, i) => {
    const compound = parts.buildings[i]!.compound;
    return (households ?? 0) * (compound >= 0 ? trouble[compound]! : 1);
  });
  const busy = parts.buildings.map(
    ({ use }, i) =>
      homes[i]! * 0.15 + (use === 'shop' ? 3 : use === 'mall' || use === 'market' ? 6 : use === 'office' ? 2 : 0.2),
  );
  weights.market = cumulative((i) => busy[i]! * (0.02 + close(toMarket(at(i)), 130)));
  weights.school = cumulative((i) => busy[i]! * (0.04 + close(toSchool(at(i)), 150)));
  weights.station = cumulative((i) => busy[i]! * (0.05 + 2.5 * close(distance(at(i), plan.station), 330)));
  weights.street = cumulative((i) => busy[i]! * (0.7 + close(toMarket(at(i)), 260)));
  weights.old = cumulative((i) => homes[i]! * (sites.isOld(i) ? 3.5 : 0.5));
  weights.home = cumulative((i) => homes[i]!);
  weights.works = cumulative((i) => (parts.buildings[i]!.use === 'works' ? 1 : 0));
  weights.river = cumulative((i) => {
    const away = nearLine(at(i), plan.river) / 190;
    return away < 3 ? (homes[i]! + 1) / (1 + away * away * away * away) : 0;
  });
  return (near) => {
    const sums = weights[near]!;
    const target = random.unit() * sums[sums.length - 1]!;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (sums[mid]! > target) high = mid;
      else low = mid + 1;
    }
    return low;
  };
}

/** Day by season, weekday and the holiday; hour by the kind of day. */
function drawTime(habit: TypeHabit, random: Random): number {
  for (;;) {
    const dayOfYear = random.int(0, 364);
    const month = monthStarts.findLastIndex((start) => start <= dayOfYear) + 1;
    const weekday = (firstWeekday - 1 + dayOfYear) % 7;
    let share = (weekdays[weekday]! / 1.2) * (habit.peak.includes(month) ? 1 : habit.peak.length > 0 ? 0.48 : 0.75);
    if (dayOfYear >= festival[0] - 3 && dayOfYear <= festival[1] + 3)
      share *= dayOfYear >= festival[0] && dayOfYear <= festival[1] ? 0.18 : 0.5;
    // Use of the app grew through the year.
    share *= 0.72 + (0.28 * dayOfYear) / 364;
    if (!random.chance(share)) continue;
    const hours = weekday >= 5 || (dayOfYear >= festival[0] && dayOfYear <= festival[1]) ? weekendHours : workdayHours;
    return yearStart + dayOfYear * day + random.weighted(hours) * hour + random.int(0, 3599) * 1000;
  }
}

/** Most are solved well before they are due, some late. */
function solveTime(habit: TypeHabit, allowed: number, random: Random): number {
  const late = habit.near === 'old' ? 0.1 : 0.055;
  const share = random.chance(late)
    ? random.between(1.02, 2.6)
    : 0.04 + 0.94 * random.unit() * (0.35 + 0.65 * random.unit());
  return Math.round((allowed * share) / 60_000) * 60_000;
}

/** A report solved within the data was solved before they end: what was left of the year was used in proportion. */
function closeTime(at: number, spent: number): number {
  const left = yearEnd - at;
  if (spent < left) return at + spent;
  return at + Math.floor((left * spent) / (left + spent) / 60_000) * 60_000;
}

/** Reports not solved: mostly the latest ones, a few hard ones from earlier. */
function openReports(total: number, open: number, random: Random): Map<number, IncidentState> {
  const states: IncidentState[] = [
    'reported',
    'verifying',
    'registered',
    'dispatched',
    'processing',
    'processing',
    'checking',
    'whistle',
    'suspended',
    'suspended',
    'rejected',
    'rejected',
    'duplicate',
    'void',
  ];
  const out = new Map<number, IncidentState>();
  let recentOnes = 0;
  for (let k = 0; out.size < open; k++) {
    const state = states[k % states.length]!;
    const recent = k % states.length < 8;
    const i = recent ? total - 1 - recentOnes++ : random.int(Math.floor(total * 0.5), total - 40);
    if (!out.has(i)) out.set(i, state);
  }
  return out;
}

/** A point outside the building: a phone is held in the street or the yard. */
function nearby(sites: IncidentSites, building: number, habit: TypeHabit, random: Random): LatticePoint {
  const [x, y] = sites.parts.buildings[building]!.anchor;
  const reach = habit.near === 'street' ? 28 : 16;
  return [latticeX(x + random.normal() * reach), latticeY(y + random.normal() * reach)];
}

function dateDigits(dayOfYear: number): string {
  const month = monthStarts.findLastIndex((start) => start <= dayOfYear);
  return `2025${String(month + 1).padStart(2, '0')}${String(dayOfYear - monthStarts[month]! + 1).padStart(2, '0')}`;
}
