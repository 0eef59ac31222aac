import type { Savings } from './savings';
import { mayAdd } from './site-rules';
import type { SiteRules } from './site-rules';

/** One more site and what it adds. */
export interface Step {
  site: number;
  gain: number;
}

/**
 * Adds the site that is worth most, again and again (greedy), reckoning a candidate anew only when it comes to the top:
 * what a site adds never grows as others are chosen (Minoux 1978). Of equal ones the first. Ends early where no
 * candidate adds anything.
 * @param given sites that are chosen already
 * @param among candidates to choose from; all if left out
 */
export function growSites(
  savings: Savings,
  rules: SiteRules,
  given: readonly number[] = [],
  among: ArrayLike<number> | null = null,
): Step[] {
  const { demandCount, candidateCount, start, demand, worth } = savings;
  const best = new Float64Array(demandCount);
  const take = (c: number) => {
    for (let e = start[c]; e < start[c + 1]; e++) if (worth[e] > best[demand[e]]) best[demand[e]] = worth[e];
  };
  const gainOf = (c: number): number => {
    let gain = 0;
    for (let e = start[c]; e < start[c + 1]; e++) {
      const more = worth[e] - best[demand[e]];
      if (more > 0) gain += more;
    }
    return gain;
  };
  let existingChosen = 0;
  const chosen = new Uint8Array(candidateCount);
  for (const site of given) {
    take(site);
    chosen[site] = 1;
    existingChosen += rules.existing?.[site] ?? 0;
  }
  const queue = createQueue();
  const count = among ? among.length : candidateCount;
  for (let k = 0; k < count; k++) {
    const c = among ? among[k] : k;
    if (!chosen[c]) queue.push(c, gainOf(c));
  }
  const steps: Step[] = [];
  let round = 0;
  const reckoned = new Int32Array(candidateCount);
  while (given.length + steps.length < rules.sites) {
    const top = queue.pop();
    if (!top || top.gain <= 0) break;
    if (!mayAdd(rules, given.length + steps.length, existingChosen, top.site)) continue;
    if (reckoned[top.site] !== round) {
      reckoned[top.site] = round;
      queue.push(top.site, gainOf(top.site));
      continue;
    }
    take(top.site);
    existingChosen += rules.existing?.[top.site] ?? 0;
    steps.push(top);
    round++;
  }
  return steps;
}

/** Candidates by gain, the greatest first, of equal ones the lower index. */
function createQueue() {
  const heap: Step[] = [];
  const before = (a: Step, b: Step) => a.gain > b.gain || (a.gain === b.gain && a.site < b.site);
  return {
    push(site: number, gain: number): void {
      const item = { site, gain };
      let at = heap.push(item) - 1;
      while (at > 0) {
        const up = (at - 1) >> 1;
        if (!before(item, heap[up])) break;
        heap[at] = heap[up];
        at = up;
      }
      heap[at] = item;
    },
    pop(): Step | undefined {
      const top = heap[0];
      const last = heap.pop();
      if (!last || heap.length === 0) return top;
      let at = 0;
      for (;;) {
        let down = 2 * at + 1;
        if (down >= heap.length) break;
        if (down + 1 < heap.length && before(heap[down + 1], heap[down])) down++;
        if (!before(heap[down], last)) break;
        heap[at] = heap[down];
        at = down;
      }
      heap[at] = last;
      return top;
    },
  };
}
