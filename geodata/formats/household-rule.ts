import { z } from 'zod';
import { firstTag } from './osm-extract';
import type { OsmTags } from './osm-extract';

/**
 * How many households a mapped building is taken to hold where nobody counted them. It is an assumption, so it is
 * written in the spec, repeated in the report, and every base unit it touches says `assumed`.
 */
export const householdRuleSchema = z.strictObject({
  /** Floor area of one household, m²: households = footprint × levels ÷ this, at least 1. */
  squareMetresPerHousehold: z.number().positive(),
  /** Levels of a building that does not say. */
  levelsWhereUntagged: z.number().positive(),
  /** Values of `building` whose households follow from floor area. */
  byFloorArea: z.array(z.string()).min(1),
  /** Values of `building` with a fixed number of households, e.g. house 1, garage 0. */
  fixed: z.record(z.string(), z.number().int().nonnegative()),
  /** A building with one of these tags houses something else: no household. */
  noneWhereTagged: z.array(z.string()),
  /** Values of `landuse` on which an untyped building houses nobody. */
  noneOnLanduse: z.array(z.string()),
  /** Above this footprint (m²) an untyped building stays unknown instead of being guessed. */
  unknownAboveSquareMetres: z.number().positive(),
});
export type HouseholdRule = z.infer<typeof householdRuleSchema>;

/** What the rule looks at beside the tags. */
export interface BuildingSite {
  /** Area the building covers on the ground, m². */
  footprintSquareMetres: number;
  /** Whether it stands on land of `noneOnLanduse`. */
  onOtherLanduse: boolean;
}

/** Households assumed for a building; null where the rule says nothing about it. */
export function assumeHouseholds(rule: HouseholdRule, tags: OsmTags, site: BuildingSite): number | null {
  const { footprintSquareMetres, onOtherLanduse } = site;
  const use = (tags.get('building') ?? 'yes').toLowerCase();
  const fixed = rule.fixed[use];
  if (fixed !== undefined) return fixed;
  if (rule.noneWhereTagged.some((key) => tags.has(key))) return 0;
  if (!rule.byFloorArea.includes(use)) return null;
  const untyped = use === 'yes';
  if (untyped && onOtherLanduse) return 0;
  if (untyped && footprintSquareMetres > rule.unknownAboveSquareMetres) return null;
  const tagged = Number.parseFloat(firstTag(tags, 'building:levels') ?? '');
  const levels = Number.isFinite(tagged) && tagged > 0 ? tagged : rule.levelsWhereUntagged;
  return Math.max(1, Math.round((footprintSquareMetres * levels) / rule.squareMetresPerHousehold));
}
