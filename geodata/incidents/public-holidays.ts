import { addDays } from './local-days';
import { dayOfSolarLongitude, lunarDate } from './lunar-calendar';

/** Public holidays of mainland China, as the order of the State Council names them. */
export const publicHolidays = [
  'new-year',
  'spring-festival',
  'qingming',
  'labour-day',
  'dragon-boat',
  'mid-autumn',
  'national-day',
] as const;
export type PublicHoliday = (typeof publicHolidays)[number];

/** Zones of places where these holidays hold, with the older names browsers still give. */
const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Chongqing', 'Asia/Harbin', 'Asia/Kashgar', 'PRC'];

/** Whether a place of this IANA zone keeps the holidays of mainland China. */
export const keepsPublicHolidays = (timeZone: string): boolean => zones.includes(timeZone);

interface Order {
  /** First year in force. */
  from: number;
  /** Days of the first lunar month, and whether its eve is one too. */
  springDays: number;
  springEve: boolean;
  labourDays: number;
  /** Whether Qingming, Dragon Boat and Mid-Autumn are holidays. */
  festivals: boolean;
}

/**
 * 《全国年节及纪念日放假办法》 as it was in force: orders of 1999 (State Council 270), 2007 (513), 2013 (644) and 2024 (795).
 * Newest first.
 */
const orders: readonly Order[] = [
  { from: 2025, springDays: 3, springEve: true, labourDays: 2, festivals: true },
  { from: 2014, springDays: 3, springEve: false, labourDays: 1, festivals: true },
  { from: 2008, springDays: 2, springEve: true, labourDays: 1, festivals: true },
  { from: 2000, springDays: 3, springEve: false, labourDays: 3, festivals: false },
];

/**
 * The statutory holidays of a year by date, a day that is two of them with both; none before 2000. Bridge days and working
 * weekends are decreed for each year by itself and are not among them.
 */
export function publicHolidaysOf(year: number): ReadonlyMap<string, readonly PublicHoliday[]> {
  const days = new Map<string, PublicHoliday[]>();
  const order = orders.find(({ from }) => year >= from);
  if (!order) return days;
  const add = (first: string, n: number, holiday: PublicHoliday): void => {
    for (let i = 0; i < n; i++) {
      const date = addDays(first, i);
      days.set(date, [...(days.get(date) ?? []), holiday]);
    }
  };
  add(`${year}-01-01`, 1, 'new-year');
  const spring = lunarDate(year, 1, 1);
  if (order.springEve) add(addDays(spring, -1), 1, 'spring-festival');
  add(spring, order.springDays, 'spring-festival');
  add(`${year}-05-01`, order.labourDays, 'labour-day');
  if (order.festivals) {
    add(dayOfSolarLongitude(15, `${year}-04-01`), 1, 'qingming');
    add(lunarDate(year, 5, 5), 1, 'dragon-boat');
    add(lunarDate(year, 8, 15), 1, 'mid-autumn');
  }
  add(`${year}-10-01`, 3, 'national-day');
  return days;
}
