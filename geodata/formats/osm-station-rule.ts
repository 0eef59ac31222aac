import { z } from 'zod';
import { localNameSchema } from '../schema/place';
import { stationKinds, stationTiers } from '../schema/station';

/** Which tagged objects become stations, and of what kind. The first entry that fits counts. */
const osmStationRuleSchema = z.strictObject({
  tag: z.string(),
  value: z.string(),
  kind: z.enum(stationKinds),
  tier: z.enum(stationTiers),
  /** What the station is called where the map has no name. */
  unnamed: localNameSchema.strict(),
});
export const osmStationRulesSchema = z.array(osmStationRuleSchema).min(1);
export type OsmStationRule = z.infer<typeof osmStationRuleSchema>;
