import { coverageColours } from './coverage-colours';
import type { Rgb } from './coverage-colours';

/** Colours of siting: who was covered before, who is newly covered, who still is not; map and legend take them from here. */
export interface SitingColours {
  before: Rgb;
  gained: Rgb;
  missing: Rgb;
  unknown: Rgb;
  /** New sites and candidates. */
  site: string;
  candidate: string;
  onSite: string;
}

/** The newly covered stand out in a purple that neither the blue-green nor the orange is taken for (Okabe–Ito, Machado). */
export function sitingColours(isDark: boolean): SitingColours {
  const { bands, uncovered, unknown } = coverageColours(isDark);
  return isDark
    ? {
        before: bands[2],
        gained: [214, 140, 246],
        missing: uncovered,
        unknown,
        site: '#d68cf6',
        candidate: '#c3a5d6',
        onSite: '#1a1022',
      }
    : {
        before: bands[2],
        gained: [136, 34, 168],
        missing: uncovered,
        unknown,
        site: '#8822a8',
        candidate: '#7c5a8c',
        onSite: '#ffffff',
      };
}
