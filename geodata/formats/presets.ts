import { z } from 'zod';
import { householdRuleSchema } from './household-rule';
import type { HouseholdRule } from './household-rule';
import { osmStationRulesSchema } from './osm-station-rule';
import type { OsmStationRule } from './osm-station-rule';
import osmAmenities from './presets/osm-amenities.json';
import osmBuildings from './presets/osm-buildings.json';

/** Rules that come with the product, by the name a spec calls them. */
export const householdPresets: Readonly<Record<string, HouseholdRule>> = {
  'osm-buildings': householdRuleSchema.parse(osmBuildings),
};
export const stationPresets: Readonly<Record<string, OsmStationRule[]>> = {
  'osm-amenities': osmStationRulesSchema.parse(osmAmenities),
};

/** A value of `schema`, or the name of one that comes with the product; either way the value itself comes out. */
export function presetOr<T>(presets: Readonly<Record<string, T>>, schema: z.ZodType<T>) {
  const names = Object.keys(presets);
  return z.preprocess((written, context) => {
    if (typeof written !== 'string') return written;
    if (Object.hasOwn(presets, written)) return presets[written];
    context.addIssue({ code: 'invalid_value', values: names, input: written });
    return z.NEVER;
  }, schema);
}
