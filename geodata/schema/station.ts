import { z } from 'zod';
import { stationIdSchema } from './ids';
import type { StationId } from './ids';
import type { LatticePoint } from './coordinates';
import { localNameSchema } from './place';
import type { LocalName } from './place';

/** What a station is for. Labels live in the interface's texts under `stationKind.*`. */
export const stationKinds = [
  'service-centre', // 党群服务中心
  'grid-station', // 网格服务站
  'rest-station', // 骑手驿站 / 户外劳动者驿站
  'elder-canteen', // 老年食堂
  'clinic',
  'pharmacy',
  'hospital',
  'library',
  'community-centre',
  'kindergarten',
  'school',
  'elder-care',
  'child-care',
  'disability-care',
  'police-post',
  'market',
  'park',
  'other',
] as const;
export type StationKind = (typeof stationKinds)[number];

export const stationTiers = ['centre', 'station', 'point'] as const;
export type StationTier = (typeof stationTiers)[number];

export interface Station {
  id: StationId;
  name: LocalName;
  kind: StationKind;
  tier: StationTier;
  services: string[];
  floorAreaSquareMetres: number | null;
  point: LatticePoint;
  address: string | null;
}

export const stationPropertiesSchema = z
  .object({
    id: stationIdSchema,
    name: localNameSchema,
    kind: z.enum(stationKinds),
    tier: z.enum(stationTiers),
    services: z.array(z.string().max(80)).max(40),
    floorAreaSquareMetres: z.number().nonnegative().max(1e6).nullable(),
    address: z.string().max(200).nullable(),
  })
  .meta({ id: 'StationProperties' });
export type StationWire = z.infer<typeof stationPropertiesSchema>;
