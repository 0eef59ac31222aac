import { describe, expect, it } from 'vitest';
import { keepsPublicHolidays, publicHolidaysOf } from '../../../../geodata/incidents/public-holidays';
import type { PublicHoliday } from '../../../../geodata/incidents/public-holidays';
import { addDays } from '../../../../geodata/incidents/local-days';

/** First day of the lunar year, Qingming, Dragon Boat and Mid-Autumn, as calendars print them. */
const known: Record<number, readonly [string, string, string, string]> = {
  2008: ['02-07', '04-04', '06-08', '09-14'],
  2009: ['01-26', '04-04', '05-28', '10-03'],
  2010: ['02-14', '04-05', '06-16', '09-22'],
  2011: ['02-03', '04-05', '06-06', '09-12'],
  2012: ['01-23', '04-04', '06-23', '09-30'],
  2013: ['02-10', '04-04', '06-12', '09-19'],
  2014: ['01-31', '04-05', '06-02', '09-08'],
  2015: ['02-19', '04-05', '06-20', '09-27'],
  2016: ['02-08', '04-04', '06-09', '09-15'],
  2017: ['01-28', '04-04', '05-30', '10-04'],
  2018: ['02-16', '04-05', '06-18', '09-24'],
  2019: ['02-05', '04-05', '06-07', '09-13'],
  2020: ['01-25', '04-04', '06-25', '10-01'],
  2021: ['02-12', '04-04', '06-14', '09-21'],
  2022: ['02-01', '04-05', '06-03', '09-10'],
  2023: ['01-22', '04-05', '06-22', '09-29'],
  2024: ['02-10', '04-04', '06-10', '09-17'],
  2025: ['01-29', '04-04', '05-31', '10-06'],
  2026: ['02-17', '04-05', '06-19', '09-25'],
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
};

function datesOf(year: number, holiday: PublicHoliday): string[] {
  return [...publicHolidaysOf(year)]
    .filter(([, names]) => names.includes(holiday))
    .map(([date]) => date)
    .sort();
}

describe('public holidays', () => {
  it('of the lunar calendar and of Qingming are on the days calendars print, 2008 to 2030', () => {
    for (const [text, [spring, qingming, dragon, moon]] of Object.entries(known)) {
      const year = Number(text);
      const first = `${year}-${spring}`;
      const eve = addDays(first, -1);
      const asDecreed =
        year >= 2025
          ? [eve, first, addDays(first, 1), addDays(first, 2)]
          : year >= 2014
            ? [first, addDays(first, 1), addDays(first, 2)]
            : [eve, first, addDays(first, 1)];
      expect(datesOf(year, 'spring-festival')).toEqual(asDecreed);
      expect(datesOf(year, 'qingming')).toEqual([`${year}-${qingming}`]);
      expect(datesOf(year, 'dragon-boat')).toEqual([`${year}-${dragon}`]);
      expect(datesOf(year, 'mid-autumn')).toEqual([`${year}-${moon}`]);
    }
  });

  it('are as many as the order of their time gives', () => {
    expect(publicHolidaysOf(1999).size).toBe(0);
    expect(publicHolidaysOf(2007).size).toBe(10);
    expect(datesOf(2007, 'labour-day')).toEqual(['2007-05-01', '2007-05-02', '2007-05-03']);
    expect(publicHolidaysOf(2013).size).toBe(11);
    expect(datesOf(2024, 'labour-day')).toEqual(['2024-05-01']);
    expect(publicHolidaysOf(2024).size).toBe(11);
    expect(datesOf(2025, 'labour-day')).toEqual(['2025-05-01', '2025-05-02']);
    expect(publicHolidaysOf(2025).size).toBe(13);
  });

  it('that fall on one day are both told', () => {
    expect(publicHolidaysOf(2020).get('2020-10-01')).toEqual(['mid-autumn', 'national-day']);
  });

  it('hold in mainland China alone', () => {
    expect(['Asia/Shanghai', 'Asia/Urumqi'].every(keepsPublicHolidays)).toBe(true);
    expect(['Asia/Taipei', 'Asia/Hong_Kong', 'America/Sao_Paulo', 'UTC'].some(keepsPublicHolidays)).toBe(false);
  });
});
