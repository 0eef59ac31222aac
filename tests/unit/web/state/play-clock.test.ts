import { describe, expect, it } from 'vitest';
import { PlayClock } from '../../../../web/state/play-clock';

/** When each of `costs` is shown, by a player that shows a picture when it is due and ready. */
function play(costs: readonly number[], wanted: number): number[] {
  const clock = new PlayClock(0);
  let now = 0;
  return costs.map((cost) => {
    now = Math.max(now, clock.due);
    const shown = now;
    now += cost;
    clock.tick(now, wanted, cost);
    return shown;
  });
}
const steps = (shown: readonly number[]): number[] => shown.slice(1).map((at, i) => at - shown[i]!);

describe('playing', () => {
  it('keeps the beat whatever a picture costs, as long as it is less than the beat', () => {
    const costs = Array.from({ length: 365 }, (_, i) => 40 + ((i * 7919) % 180));
    expect(new Set(steps(play(costs, 250)).map((step) => Math.round(step)))).toEqual(new Set([250]));
  });

  it('slows down to what is managed and stays even, instead of stumbling', () => {
    const costs = Array.from({ length: 120 }, (_, i) => 380 + ((i * 7919) % 20));
    const late = steps(play(costs, 250)).slice(5);
    expect(Math.max(...late) - Math.min(...late)).toBeLessThan(25);
    expect(Math.max(...late)).toBeLessThan(1.1 * 400 + 1);
  });

  it('takes the beat up again a few pictures after a slow one, and catches up with nothing', () => {
    const costs = [...Array<number>(10).fill(50), 900, ...Array<number>(20).fill(50)];
    const shown = steps(play(costs, 250));
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(50);
    expect(shown.slice(-10).every((step) => Math.abs(step - 250) < 1)).toBe(true);
  });
});
