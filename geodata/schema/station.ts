import { z } from 'zod';
import { stationIdSchema } from './ids';
import type { StationId } from './ids';
import type { LatticePoint } from './coordinates';
import { localNameSchema } from './local-name';
import type { LocalName } from './local-name';
import { stationKinds, stationTiers } from './station-kind';
import type { StationKind, StationTier } from './station-kind';

export { stationKinds, stationTiers } from './station-kind';
export type { StationKind, StationTier } from './station-kind';

/** Longest text of opening hours that is kept: what OSM allows in a tag. */
export const LONGEST_HOURS_TEXT = 255;

export interface Station {
  id: StationId;
  name: LocalName;
  kind: StationKind;
  tier: StationTier;
  services: string[];
  floorAreaSquareMetres: number | null;
  /** People who can sit at once; null: not recorded. */
  seats: number | null;
  /** People who work there; null: not recorded. */
  staff: number | null;
  /** As the source writes them, in OSM's `opening_hours` syntax where it can; null: not recorded. */
  openingHours: string | null;
  point: LatticePoint;
  address: string | null;
}

/** How many people: who can sit, who works there. */
export const headSchema = z.number().int().nonnegative().max(100_000).nullable();

export const stationPropertiesSchema = z
  .object({
    id: stationIdSchema,
    name: localNameSchema,
    kind: z.enum(stationKinds),
    tier: z.enum(stationTiers),
    services: z.array(z.string().max(80)).max(40),
    floorAreaSquareMetres: z.number().nonnegative().max(1e6).nullable(),
    seats: headSchema.meta({ description: 'People who can sit at once; null: not recorded' }),
    staff: headSchema.meta({ description: 'People who work there; null: not recorded' }),
    openingHours: z
      .string()
      .max(LONGEST_HOURS_TEXT)
      .nullable()
      .meta({ description: 'As recorded, in the syntax of OSM `opening_hours`', example: 'Mo-Fr 08:30-17:30' }),
    address: z.string().max(200).nullable(),
  })
  .meta({ id: 'StationProperties' });
export type StationWire = z.infer<typeof stationPropertiesSchema>;
