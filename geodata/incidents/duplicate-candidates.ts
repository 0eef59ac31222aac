import { hasPoint, stateIndexOf } from './incident-columns';
import type { IncidentColumns } from './incident-columns';
import type { DuplicateReach } from './duplicate-rules';
import { closeness, duplicateScore, neededLikeness, PROPOSED_SCORE } from './duplicate-score';
import { projectRows } from './local-plane';
import type { LocalPlane } from './local-plane';
import { gramLikeness, textGrams } from './text-grams';
import { typeFamilies } from './type-families';

const DAY = 86_400_000;
/** So many earlier reports nearby are looked at, the latest first: a hundred thousand at one address stay affordable. */
export const MOST_LOOKS = 200;
/** So many earlier matches are kept of each report: where a person tells the best one apart, there is a next. */
export const MOST_MATCHES = 3;
/** The own cell before its neighbours. */
const NEAR_FIRST = [0, -1, 1] as const;
/** Rounding never puts a pair that scores exactly 0.9 on the other side. */
const ROUNDING = 1e-9;

/** Two reports that are perhaps one problem. */
export interface DuplicatePair {
  /** Row of the later report; of two at one instant the later row. */
  later: number;
  earlier: number;
  /** 0…1, at least `PROPOSED_SCORE`. */
  score: number;
  metres: number;
  /** Likeness of the texts, 0…1. */
  text: number;
}

export interface DuplicateCandidates {
  /** By report in the order of time, the best match first. */
  pairs: DuplicatePair[];
  /** Reports with more earlier ones nearby than are looked at. */
  cutShort: number;
}

export interface DuplicateQuestion {
  columns: IncidentColumns;
  /** Reach of each type; a pair has the smaller of both. */
  reaches: readonly DuplicateReach[];
  /** Number of the normal text of each row. */
  textOf: Int32Array;
  /** The normal texts (`normalText`). */
  texts: readonly string[];
  plane: LocalPlane;
}

/**
 * Pairs of reports of one type family, near in place, time and text. Reports lie in square cells as wide as their family
 * reaches, in the order of time, so that each one looks at the latest of nine cells and never at all the others.
 * Test reports (void) and reports without a point have no pairs.
 */
export function duplicateCandidates({
  columns,
  reaches,
  textOf,
  texts,
  plane,
}: DuplicateQuestion): DuplicateCandidates {
  const families = typeFamilies(columns.types);
  const { metres: familyMetres, days: familyDays } = familyReaches(families, reaches);
  const isVoid = stateIndexOf('void');
  const order = orderByTime(columns, (i) => hasPoint(columns, i) && columns.state[i] !== isVoid);
  const xy = projectRows(plane, columns.xy, order);
  const cells = new Cells(order.length);
  const known = new KnownLikeness(texts.length);
  const grams: (Float64Array | undefined)[] = [];
  const gramsOf = (text: number): Float64Array => (grams[text] ??= textGrams(texts[text]!));
  const likeness = (a: number, b: number, needed: number): number => {
    const [first, second] = [textOf[a]!, textOf[b]!];
    if (first === second) return texts[first] === '' ? 0 : 1;
    const some = gramsOf(first);
    const others = gramsOf(second);
    // The share of the smaller set in the larger is the most they can have in common.
    if (Math.min(some.length, others.length) < needed * Math.max(some.length, others.length)) return 0;
    return known.of(first, second, () => gramLikeness(some, others));
  };

  const pairs: DuplicatePair[] = [];
  let cutShort = 0;
  for (let rank = 0; rank < order.length; rank++) {
    const later = order[rank]!;
    const type = columns.type[later]!;
    const family = families[type]!;
    const size = familyMetres[family]!;
    const at = columns.reportedAt[later]!;
    const since = at - familyDays[family]! * DAY;
    const [x, y] = [xy[2 * rank]!, xy[2 * rank + 1]!];
    const [column, row] = [Math.floor(x / size), Math.floor(y / size)];
    const matches: DuplicatePair[] = [];
    let looks = 0;
    around: for (const dx of NEAR_FIRST) {
      for (const dy of NEAR_FIRST) {
        for (let before = cells.latest(column + dx, row + dy, family); before >= 0; before = cells.before(before)) {
          const earlier = order[before]!;
          const apart = at - columns.reportedAt[earlier]!;
          if (columns.reportedAt[earlier]! < since) break;
          if (++looks > MOST_LOOKS) {
            cutShort++;
            break around;
          }
          const [own, other] = [reaches[type]!, reaches[columns.type[earlier]!]!];
          const metres = Math.hypot(x - xy[2 * before]!, y - xy[2 * before + 1]!);
          const place = closeness(metres, Math.min(own.metres, other.metres));
          const time = closeness(apart, Math.min(own.days, other.days) * DAY);
          const needed = neededLikeness(place, time) - ROUNDING;
          if (needed > 1) continue;
          const text = likeness(later, earlier, needed);
          const score = duplicateScore(place, time, text);
          if (score >= PROPOSED_SCORE - ROUNDING) keepBest(columns, matches, { later, earlier, score, metres, text });
        }
      }
    }
    cells.add(rank, column, row, family);
    pairs.push(...matches);
  }
  return { pairs, cutShort };
}

/** The likelier first; of equals the nearer in time, then the later row. */
export function comparePairs(columns: IncidentColumns, a: DuplicatePair, b: DuplicatePair): number {
  return b.score - a.score || columns.reportedAt[b.earlier]! - columns.reportedAt[a.earlier]! || b.earlier - a.earlier;
}

/** Puts a match among the best so far, in their order. */
function keepBest(columns: IncidentColumns, best: DuplicatePair[], match: DuplicatePair): void {
  let at = best.length;
  while (at > 0 && comparePairs(columns, match, best[at - 1]!) < 0) at--;
  if (at === MOST_MATCHES) return;
  best.splice(at, 0, match);
  if (best.length > MOST_MATCHES) best.pop();
}

/** Rows that pass, in the order of their reports; of one instant in the order of rows. */
function orderByTime({ count, reportedAt }: IncidentColumns, passes: (i: number) => boolean): Uint32Array {
  const rows = new Uint32Array(count);
  let n = 0;
  let isSorted = true;
  for (let i = 0; i < count; i++) {
    if (!passes(i)) continue;
    if (n > 0 && reportedAt[rows[n - 1]!]! > reportedAt[i]!) isSorted = false;
    rows[n++] = i;
  }
  const found = rows.subarray(0, n);
  return isSorted ? found : found.sort((a, b) => reportedAt[a]! - reportedAt[b]! || a - b);
}

/** The farthest any type of each family reaches. */
function familyReaches(
  families: Uint16Array,
  reaches: readonly DuplicateReach[],
): { metres: number[]; days: number[] } {
  const metres = reaches.map(() => 0);
  const days = reaches.map(() => 0);
  families.forEach((family, type) => {
    metres[family] = Math.max(metres[family]!, reaches[type]!.metres);
    days[family] = Math.max(days[family]!, reaches[type]!.days);
  });
  return { metres, days };
}

/** Likeness of the pairs of texts compared lately: what is reported again and again has few texts. */
class KnownLikeness {
  static readonly #size = 1 << 15;
  readonly #texts: number;
  readonly #pairs = new Float64Array(KnownLikeness.#size).fill(-1);
  readonly #values = new Float64Array(KnownLikeness.#size);

  constructor(texts: number) {
    this.#texts = texts;
  }

  of(a: number, b: number, compare: () => number): number {
    const pair = a < b ? a * this.#texts + b : b * this.#texts + a;
    const slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x9e3779b1)) >>> 17;
    if (this.#pairs[slot] !== pair) {
      this.#pairs[slot] = pair;
      this.#values[slot] = compare();
    }
    return this.#values[slot]!;
  }
}

/** What stands in each cell so far, the latest first: a table of open addresses and a chain through its members. */
class Cells {
  readonly #columns: Int32Array;
  readonly #rows: Int32Array;
  readonly #families: Int32Array;
  readonly #heads: Int32Array;
  readonly #before: Int32Array;
  readonly #mask: number;

  constructor(members: number) {
    let size = 16;
    while (size < members * 2) size *= 2;
    this.#mask = size - 1;
    this.#columns = new Int32Array(size);
    this.#rows = new Int32Array(size);
    this.#families = new Int32Array(size);
    this.#heads = new Int32Array(size).fill(-1);
    this.#before = new Int32Array(members).fill(-1);
  }

  /** The member added last; -1 in an empty cell. */
  latest(column: number, row: number, family: number): number {
    return this.#heads[this.#slot(column, row, family)]!;
  }

  /** The member of the same cell added before this one, -1 for the first. */
  before(member: number): number {
    return this.#before[member]!;
  }

  add(member: number, column: number, row: number, family: number): void {
    const slot = this.#slot(column, row, family);
    this.#columns[slot] = column;
    this.#rows[slot] = row;
    this.#families[slot] = family;
    this.#before[member] = this.#heads[slot]!;
    this.#heads[slot] = member;
  }

  /** Where the cell is, or where it goes. */
  #slot(column: number, row: number, family: number): number {
    let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b) ^ Math.imul(family + 1, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & this.#mask;
    while (
      this.#heads[slot] !== -1 &&
      (this.#columns[slot] !== column || this.#rows[slot] !== row || this.#families[slot] !== family)
    ) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}
