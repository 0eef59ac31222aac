import { describe, expect, it } from 'vitest';
import { parseCover } from '../../../../geodata/incidents/cover-words';
import { dueLightOf } from '../../../../geodata/incidents/due-light';
import { stateIndexOf } from '../../../../geodata/incidents/incident-columns';
import type { IncidentState } from '../../../../geodata/schema/incident';
import { dueLights } from '../../../../geodata/schema/incident-lateness';
import { lateRadius } from '../../../../web/ui/late-colours';

const light = (state: IncidentState, due: number, closed: number, asOf: number) =>
  dueLights[dueLightOf(stateIndexOf(state), 1000, due, closed, asOf)];

describe('the light of a limit', () => {
  it.each([
    // Reported at 1000, due at 2000: 80 % are gone at 1800.
    ['processing', 2000, NaN, 1800, 'green'],
    ['processing', 2000, NaN, 1801, 'yellow'],
    ['whistle', 2000, NaN, 2000, 'yellow'],
    ['suspended', 2000, NaN, 2001, 'red'],
    ['reported', NaN, NaN, 9000, 'unknown'],
    ['closed', 2000, 2000, 9000, 'closed-in-time'],
    ['closed', 2000, 2001, 9000, 'closed-late'],
    ['closed', 2000, NaN, 9000, 'unknown'],
    ['closed', NaN, 1500, 9000, 'unknown'],
    ['rejected', 2000, 3000, 9000, 'excluded'],
    ['void', NaN, NaN, 9000, 'excluded'],
    // No time at all was given: not yet gone at the very moment, red after it.
    ['processing', 1000, NaN, 1000, 'green'],
    ['processing', 1000, NaN, 1001, 'red'],
  ] as const)('%s, due %d, closed %d, seen at %d: %s', (state, due, closed, asOf, expected) => {
    expect(light(state, due, closed, asOf)).toBe(expected);
  });

  it('draws a point larger the later it is, in four fixed sizes', () => {
    expect([0, 0.9, 1, 6.9, 7, 29, 30, 400].map(lateRadius)).toEqual([4, 4, 5.5, 5.5, 7.5, 7.5, 10, 10]);
  });
});

describe('ways of being outside cover', () => {
  it('are read with the least of the minutes, or not at all', () => {
    expect(parseCover('beyond-15')).toEqual({ beyondMinutes: 15, offNetwork: false, noFullTimeWorker: false });
    expect(parseCover('no-full-time-worker,beyond-10,off-network,beyond-5')).toEqual({
      beyondMinutes: 5,
      offNetwork: true,
      noFullTimeWorker: true,
    });
    for (const text of ['', 'beyond-0', 'beyond-200', 'beyond-5;', 'Beyond-5']) expect(parseCover(text)).toBeNull();
  });
});
