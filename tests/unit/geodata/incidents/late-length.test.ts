import { describe, expect, it } from 'vitest';
import { daysLate, lateLength } from '../../../../geodata/incidents/late-length';

const HOUR = 3_600_000;
const said = (milliseconds: number) => lateLength(daysLate(milliseconds));

describe('lateLength', () => {
  it('says what has fully gone by and never rounds up', () => {
    expect(said(129 * 24 * HOUR + 23.9 * HOUR)).toEqual({ unit: 'days', n: 129 });
    expect(said(47 * HOUR + 3599_000)).toEqual({ unit: 'hours', n: 47 });
    expect(said(48 * HOUR)).toEqual({ unit: 'days', n: 2 });
    expect(said(1000)).toEqual({ unit: 'hours', n: 1 });
  });

  it('loses no whole hour or day on the wire', () => {
    for (let hours = 1; hours < 48; hours++) expect(said(hours * HOUR)).toEqual({ unit: 'hours', n: hours });
    for (let days = 2; days < 2000; days++) expect(said(days * 24 * HOUR)).toEqual({ unit: 'days', n: days });
  });
});
