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
