import { describe, expect, it } from 'vitest';
import { localDate } from '../../../../geodata/incidents/local-days';
import { isClosedOn } from '../../../../geodata/schema/closure';
import type { Closure } from '../../../../geodata/schema/closure';
import { closureClasses } from '../../../../server/services/closure-classes';
import { seededRandom } from '../../../fixtures/random-plan';

const ZONE = 'America/New_York';
const HOUR = 3_600_000;
const closure = (id: string, from: string, to: string | null): Closure => ({
  id: id as Closure['id'],
  name: { zh: id },
  reason: null,
  document: null,
  from,
  to,
  streets: [],
  area: null,
});

describe('incidents by the closures of their day', () => {
  it('are one class where nothing is ever closed', () => {
    const [only, ...others] = closureClasses([0, 1e12, 1.7e12], [], ZONE, '2025-06-01');
    expect([only!.members, only!.closed, only!.isToday, others]).toEqual([[0, 1, 2], 0, true, []]);
  });

  it('share a class exactly where the same closures are in force, over a change of clocks too', () => {
    const closures = [
      closure('a', '2025-03-08', '2025-03-09'),
      closure('b', '2025-03-09', '2025-04-01'),
      closure('c', '2025-03-20', null),
      closure('d', '2025-03-25', '2025-03-25'),
    ];
    const random = seededRandom(5);
    const start = Date.parse('2025-03-05T00:00:00-05:00');
    const at = Array.from({ length: 500 }, () => start + Math.floor(random() * 40 * 24) * HOUR - Math.round(random()));
    const classes = closureClasses(at, closures, ZONE, '2025-03-30');
    const inForce = (day: string) =>
      closures.flatMap(({ id }, c) => (isClosedOn(closures[c]!, day) ? [id] : [])).join();
    expect(classes.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual([...at.keys()]);
    expect(new Set(classes.map(({ day }) => inForce(day))).size).toBe(classes.length);
    for (const { day, closed, isToday, members } of classes) {
      for (const i of members) expect(inForce(localDate(at[i]!, ZONE))).toBe(inForce(day));
      expect(closed).toBe(inForce(day) === '' ? 0 : inForce(day).split(',').length);
      expect(isToday).toBe(inForce(day) === inForce('2025-03-30'));
    }
    // None, a, a+b, b, b+c, b+c+d, c: no more than twice the closures and one.
    expect(classes.length).toBe(7);
  });
});
