import { growSites } from './grow-sites';
import type { Step } from './grow-sites';
import type { Savings } from './savings';
import type { SiteRules } from './site-rules';
import { siteRules } from './site-rules';

/**
 * The chosen sites in the order to build them, the one that adds most first, with what each adds; and what further
 * sites would add, each the best after those before it.
 */
export function orderSites(
  savings: Savings,
  rules: SiteRules,
  chosen: readonly number[],
  furtherCount: number,
): { ordered: Step[]; further: Step[] } {
  const ordered = growSites(savings, siteRules(chosen.length), [], chosen);
  // Sites that add nothing once the others stand come last.
  const counted = new Set(ordered.map(({ site }) => site));
  for (const site of chosen) if (!counted.has(site)) ordered.push({ site, gain: 0 });
  const more = { ...rules, sites: chosen.length + furtherCount };
  return { ordered, further: growSites(savings, more, chosen) };
}
