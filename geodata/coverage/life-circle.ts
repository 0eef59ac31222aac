import type { LifeCircleRule } from '../schema/service-standard';
import type { StationKind } from '../schema/station';
import { CONNECTED } from './connect-points';
import { UNREACHED } from './travel-times';

/**
 * The everyday services of a place whose profile names none: those of community service, health, food, elders, children,
 * learning and green that a station kind stands for, chosen from the elements of a 15-minute community life circle.
 */
export const usualLifeCircle: LifeCircleRule = {
  kinds: [
    'service-centre',
    'clinic',
    'pharmacy',
    'market',
    'elder-canteen',
    'elder-care',
    'kindergarten',
    'school',
    'library',
    'community-centre',
    'park',
  ],
  source: {
    name: {
      zh: '自然资源部《社区生活圈规划技术指南》TD/T 1062-2021',
      en: 'TD/T 1062-2021, Technical guide to planning community life circles (Ministry of Natural Resources)',
    },
    date: '2021',
  },
  note: {
    zh: '从其要素中选出本系统有类别的设施；可以增减。',
    en: 'Of its elements, those this console has a kind of station for; add or drop any.',
  },
};

/**
 * Which services each unit reaches: bit k is set where the nearest station of the k-th kind is within the cutoff.
 * @param timesByKind milliseconds of every unit to the nearest station of each kind, `UNREACHED` for none; at most 30 kinds,
 * a bit each
 * @param connectionKind how each unit hangs on the network; -1 is returned for one that no time can be given for
 */
export function reachedServices(
  timesByKind: readonly ArrayLike<number>[],
  connectionKind: ArrayLike<number>,
  cutoffMilliseconds: number,
): Int32Array {
  const masks = new Int32Array(connectionKind.length);
  timesByKind.forEach((times, k) => {
    for (let i = 0; i < masks.length; i++) {
      const time = times[i]!;
      if (connectionKind[i] === CONNECTED && time !== UNREACHED && time <= cutoffMilliseconds) masks[i]! |= 1 << k;
    }
  });
  // Off the network nothing is known; behind closed gates it is known that nothing is reached.
  for (let i = 0; i < masks.length; i++) if (connectionKind[i] === 0) masks[i] = -1;
  return masks;
}

/** How many services a mask holds. */
export function scoreOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** The kinds of a life circle that a place has stations of, and those it has none on record of. */
export function presentKinds(
  asked: readonly StationKind[],
  stations: Iterable<{ kind: StationKind }>,
): { present: StationKind[]; absent: StationKind[] } {
  const recorded = new Set([...stations].map(({ kind }) => kind));
  const wanted = [...new Set(asked)];
  return {
    present: wanted.filter((kind) => recorded.has(kind)),
    absent: wanted.filter((kind) => !recorded.has(kind)),
  };
}
