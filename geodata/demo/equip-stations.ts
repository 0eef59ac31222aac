import type { Station, StationKind } from '../schema/station';
import type { Random } from './prng';

/** Hours by kind, the usual ones first and most often; made up, as everything of a demo. */
const hoursOf: Partial<Record<StationKind, readonly string[]>> = {
  'service-centre': ['Mo-Sa 08:30-17:30', 'Mo-Su 08:30-17:30', 'Mo-Fr 08:30-12:00,14:00-17:30', 'Mo-Su 08:30-20:00'],
  'grid-station': ['Mo-Fr 08:30-17:30', 'Mo-Sa 08:30-17:30', '周一至周五 9:00-17:00'],
  'rest-station': ['24/7', 'Mo-Su 08:00-22:00', 'Mo-Su 07:00-21:00', 'Mo-Sa 08:30-18:00'],
  'elder-canteen': ['Mo-Su 11:00-13:00,17:00-18:30', 'Mo-Su 11:00-13:00', 'Mo-Fr 11:00-13:00', '每天 11:00-13:00'],
  clinic: ['Mo-Sa 08:00-12:00,14:00-17:30', 'Mo-Su 08:00-17:30', 'Mo-Fr 08:00-12:00,14:00-17:30; PH off'],
  pharmacy: ['Mo-Su 08:00-21:00', 'Mo-Su 07:30-22:00', '24/7'],
  hospital: ['24/7'],
  library: ['Tu-Su 09:00-21:00', 'Tu-Su 09:00-17:30'],
  'community-centre': ['Tu-Su 09:00-17:30', 'Mo-Su 09:00-20:30', 'Mo-Fr 09:00-17:00'],
  kindergarten: ['Mo-Fr 07:40-17:00'],
  school: ['Mo-Fr 07:30-17:30'],
  'elder-care': ['Mo-Sa 08:00-18:00', 'Mo-Su 08:00-18:00'],
  'child-care': ['Mo-Fr 07:40-18:00'],
  'disability-care': ['Mo-Fr 08:30-17:00'],
  'police-post': ['24/7', 'Mo-Su 08:00-22:00'],
  market: ['Mo-Su 05:30-19:30'],
  park: ['24/7', 'Mo-Su 06:00-22:00'],
};

/** Square metres for each place to sit, and for each member of staff; none where a kind has none. */
const sizeOf: Partial<Record<StationKind, { perSeat?: number; perStaff: number }>> = {
  'service-centre': { perSeat: 8, perStaff: 60 },
  'grid-station': { perSeat: 8, perStaff: 20 },
  'rest-station': { perSeat: 5, perStaff: 45 },
  'elder-canteen': { perSeat: 4, perStaff: 35 },
  clinic: { perSeat: 12, perStaff: 40 },
  pharmacy: { perStaff: 40 },
  library: { perSeat: 12, perStaff: 220 },
  'community-centre': { perSeat: 6, perStaff: 120 },
  kindergarten: { perSeat: 9, perStaff: 60 },
  school: { perSeat: 8, perStaff: 110 },
  'elder-care': { perSeat: 14, perStaff: 70 },
  'child-care': { perSeat: 8, perStaff: 40 },
  'disability-care': { perSeat: 12, perStaff: 60 },
  'police-post': { perStaff: 30 },
};

/** What a rest station has beside the services drawn with it. */
const restFittings: readonly (readonly [string, number])[] = [
  ['桌椅', 0.92],
  ['空调', 0.86],
  ['无线网络', 0.7],
];
/** Some records are missing, and some say what no program reads, as in any real list. */
const missingShare = 0.06;
const unreadableHours = '电话预约';
const unreadableShare = 0.02;

/** Gives stations their opening hours, places and staff. The stations themselves stay as they are. */
export function equipStations(stations: readonly Station[], random: Random): Station[] {
  return stations.map((station) => {
    const { kind, floorAreaSquareMetres: area } = station;
    const hours = hoursOf[kind];
    const size = sizeOf[kind];
    const count = (perOne: number | undefined): number | null => {
      if (perOne === undefined || area === null || random.chance(missingShare)) return null;
      return Math.max(1, Math.round((area / perOne) * random.between(0.8, 1.2)));
    };
    const fittings = kind === 'rest-station' ? restFittings.filter(([, share]) => random.chance(share)) : [];
    return {
      ...station,
      services: [...station.services, ...fittings.map(([name]) => name)],
      seats: count(size?.perSeat),
      staff: count(size?.perStaff),
      openingHours:
        !hours || random.chance(missingShare)
          ? null
          : random.chance(unreadableShare)
            ? unreadableHours
            : hours[random.weighted(hours.map((_, i) => 1 / (i + 1)))]!,
    };
  });
}
