/** How many sites are chosen, and which of the candidates stand already. */
export interface SiteRules {
  /** Sites in all, existing ones that stay open among the candidates included. */
  readonly sites: number;
  /** 1 for candidates that are stations already and may be closed; null for none. */
  readonly existing: Uint8Array | null;
  /** At least so many of those stay open. */
  readonly keptAtLeast: number;
}

/** Rules that only say how many. */
export const siteRules = (sites: number): SiteRules => ({ sites, existing: null, keptAtLeast: 0 });

/** True if `candidate` may still be chosen when so many are, `existingChosen` of them existing ones. */
export function mayAdd(rules: SiteRules, chosen: number, existingChosen: number, candidate: number): boolean {
  if (rules.existing?.[candidate]) return true;
  const newOnes = chosen - existingChosen;
  return newOnes < rules.sites - rules.keptAtLeast;
}

/** True if one chosen site may be given up for another candidate. */
export function maySwap(rules: SiteRules, existingChosen: number, out: number, candidate: number): boolean {
  const { existing } = rules;
  if (!existing) return true;
  return existingChosen - existing[out] + existing[candidate] >= rules.keptAtLeast;
}

/** How many of the sites are existing ones. */
export function countExisting({ existing }: SiteRules, sites: Iterable<number>): number {
  let count = 0;
  if (existing) for (const site of sites) count += existing[site];
  return count;
}
