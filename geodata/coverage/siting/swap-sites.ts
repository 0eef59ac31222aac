import type { Savings } from './savings';
import { countExisting, maySwap } from './site-rules';
import type { SiteRules } from './site-rules';

/**
 * Exchanges one site for one candidate as long as that is worth more (Teitz and Bart 1968), with what a swap brings
 * reckoned from each demand point's best and second-best site (Whitaker 1983), so that a round looks at each entry once.
 * @param among candidates that may come in
 * @returns the sites and what they are worth
 */
export function swapSites(
  savings: Savings,
  rules: SiteRules,
  from: readonly number[],
  among: ArrayLike<number>,
  isStopped: () => boolean = () => false,
): { sites: number[]; value: number } {
  const { demandCount, candidateCount, start, demand, worth } = savings;
  const sites = [...from];
  const first = new Float64Array(demandCount);
  const second = new Float64Array(demandCount);
  const slotOf = new Int32Array(demandCount);
  const chosen = new Uint8Array(candidateCount);
  const loss = new Float64Array(sites.length);
  const kept = new Float64Array(sites.length);
  let value = 0;
  let existingChosen = 0;

  function settle(): void {
    first.fill(0);
    second.fill(0);
    slotOf.fill(-1);
    loss.fill(0);
    chosen.fill(0);
    sites.forEach((c, slot) => {
      chosen[c] = 1;
      for (let e = start[c]; e < start[c + 1]; e++) {
        const i = demand[e];
        const here = worth[e];
        if (here > first[i]) {
          second[i] = first[i];
          first[i] = here;
          slotOf[i] = slot;
        } else if (here > second[i]) second[i] = here;
      }
    });
    value = 0;
    for (let i = 0; i < demandCount; i++) {
      if (slotOf[i] < 0) continue;
      value += first[i];
      loss[slotOf[i]] += first[i] - second[i];
    }
    existingChosen = countExisting(rules, sites);
  }

  settle();
  const count = among.length;
  // Ends when every candidate has been looked at since the last swap.
  for (let since = 0, k = 0; since < count && sites.length > 0; since++, k = (k + 1) % count) {
    if (k % 64 === 0 && isStopped()) break;
    const c = among[k];
    if (chosen[c]) continue;
    kept.fill(0);
    let gain = 0;
    for (let e = start[c], end = start[c + 1]; e < end; e++) {
      const i = demand[e];
      const here = worth[e];
      const now = first[i];
      if (here > now) gain += here - now;
      const slot = slotOf[i];
      if (slot >= 0 && here > second[i]) kept[slot] += (here < now ? here : now) - second[i];
    }
    let out = -1;
    let most = 1e-9 * Math.max(1, value);
    for (let slot = 0; slot < sites.length; slot++) {
      const profit = gain - loss[slot] + kept[slot];
      if (profit > most && maySwap(rules, existingChosen, sites[slot], c)) {
        most = profit;
        out = slot;
      }
    }
    if (out < 0) continue;
    sites[out] = c;
    settle();
    since = -1;
  }
  return { sites, value };
}
