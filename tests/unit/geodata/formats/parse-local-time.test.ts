import { describe, expect, it } from 'vitest';
import { isTimePattern, isTimeZone, parseLocalTime } from '../../../../geodata/formats/parse-local-time';

const american = 'MM/dd/yyyy hh:mm:ss a';
const read = (text: string, pattern: string, zone: string) => {
  const time = parseLocalTime(text, pattern, zone);
  return time && [new Date(time.at).toISOString(), time.clock];
};

describe('parseLocalTime', () => {
  it.each([
    ['04/22/2014 01:07:39 PM', american, 'America/New_York', '2014-04-22T17:07:39.000Z'],
    ['01/05/2014 12:00:00 AM', american, 'America/New_York', '2014-01-05T05:00:00.000Z'],
    ['01/05/2014 12:30:00 PM', american, 'America/New_York', '2014-01-05T17:30:00.000Z'],
    ['2018-01-03T14:47:00+08:00', 'iso', 'America/New_York', '2018-01-03T06:47:00.000Z'],
    ['2018-01-03 14:47', 'iso', 'Asia/Taipei', '2018-01-03T06:47:00.000Z'],
    ['2018-01-03', 'iso', 'Asia/Shanghai', '2018-01-02T16:00:00.000Z'],
    ['2018-01-03T14:47:00.25Z', 'iso', 'Asia/Shanghai', '2018-01-03T14:47:00.250Z'],
    ['5.3.2020 7:05', 'd.M.yyyy H:mm', 'Europe/Berlin', '2020-03-05T06:05:00.000Z'],
    ['20200305 235959', 'yyyyMMdd HHmmss', 'Asia/Shanghai', '2020-03-05T15:59:59.000Z'],
    ['2020年3月5日', 'yyyy年M月d日', 'Asia/Shanghai', '2020-03-04T16:00:00.000Z'],
  ])('%s as %s in %s', (text, pattern, zone, expected) => {
    expect(read(text, pattern, zone)).toEqual([expected, 'once']);
  });

  it('marks a time the clock showed twice and takes the first', () => {
    expect(read('11/02/2014 01:30:00 AM', american, 'America/New_York')).toEqual(['2014-11-02T05:30:00.000Z', 'twice']);
    expect(read('11/02/2014 12:30:00 AM', american, 'America/New_York')).toEqual(['2014-11-02T04:30:00.000Z', 'once']);
    expect(read('11/02/2014 02:30:00 AM', american, 'America/New_York')).toEqual(['2014-11-02T07:30:00.000Z', 'once']);
  });

  it('marks a time the clock never showed', () => {
    expect(read('03/09/2014 02:30:00 AM', american, 'America/New_York')).toEqual(['2014-03-09T07:30:00.000Z', 'never']);
    expect(read('03/09/2014 03:30:00 AM', american, 'America/New_York')).toEqual(['2014-03-09T07:30:00.000Z', 'once']);
  });

  it.each(['13/45/2014 01:07:39 PM', '02/30/2014 01:07:39 PM', '04/22/2014 13:07:39 PM', '04/22/2014', '', 'T8:45:00'])(
    'refuses %j',
    (text) => expect(read(text, american, 'America/New_York')).toBeNull(),
  );

  it('knows patterns and zones from nonsense', () => {
    expect([american, 'iso', 'd.M.yyyy'].every(isTimePattern)).toBe(true);
    expect(['HH:mm', 'when', ''].some(isTimePattern)).toBe(false);
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Asia/Guan')).toBe(false);
  });
});
