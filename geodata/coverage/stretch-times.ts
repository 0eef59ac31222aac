import type { Street } from '../schema/settlement';
import type { Walker } from './walker';

/** Metres above sea level at a lattice point; null where no height is known. */
export type HeightAt = (x: number, y: number) => number | null;

/** A stretch of street as it is walked from its first to its second end, and back. */
export interface StretchTimes {
  forwardSeconds: number;
  backwardSeconds: number;
  /** Steepest part, rise over run; null where the ground is not known. */
  steepest: number | null;
  /** False on stairs and in lifts, which take their time whatever the ground. */
  isSloped: boolean;
}

/** Heights are looked up at least this often along a stretch, metres. */
const SAMPLE_METRES = 20;
/** Streets are not steeper than this; where heights say so, they tell of walls and roofs. Rise over run. */
const SLOPE_CAP = 0.3;
/** A stair whose ends differ by less has no known direction, metres: heights are not exact to a step. */
const STAIR_RISE_METRES = 0.5;

/**
 * Speed on a slope as a part of the speed on the level: e^(−3.5 |s + 0.05|) over its value at s = 0, by the hiking function
 * of Tobler (1993), fastest on a slope of −5 %. `slope` is rise over run in the direction of walking, capped at 30 %.
 */
export function slopeFactor(slope: number): number {
  const capped = Math.min(SLOPE_CAP, Math.max(-SLOPE_CAP, slope));
  return Math.exp(-3.5 * (Math.abs(capped + 0.05) - 0.05));
}

/** What is to be known of a street before its stretches can be timed. */
export interface StreetGround {
  /** Height at a place of the stretch between vertices `i` and `i + 1`; null where it is not known. */
  height: (i: number, share: number) => number | null;
  /** Of steps. */
  rises: 'forward' | 'backward' | null;
}

/**
 * How the ground runs under a street. What spans a valley or dives under a road does not follow the ground between its
 * ends: bridges and underpasses rise evenly from one end to the other.
 * @param metres length of each stretch
 */
export function groundOf(street: Street, metres: readonly number[], heightAt: HeightAt | null): StreetGround {
  const { line } = street;
  const last = line.length - 2;
  const first = heightAt?.(line[0]!, line[1]!) ?? null;
  const end = heightAt?.(line[last]!, line[last + 1]!) ?? null;
  const rise = first === null || end === null ? null : end - first;
  const byHeights = rise === null || Math.abs(rise) < STAIR_RISE_METRES ? null : rise > 0 ? 'forward' : 'backward';
  const rises = street.walk?.rises ?? byHeights;
  if (street.kind === 'footbridge' || street.kind === 'bridge' || street.kind === 'underpass') {
    const before = metres.map((_, i) => metres.slice(0, i).reduce((sum, one) => sum + one, 0));
    const whole = metres.reduce((sum, one) => sum + one, 0) || 1;
    const height = (i: number, share: number) =>
      rise === null ? null : first! + (rise * (before[i]! + share * metres[i]!)) / whole;
    return { height, rises };
  }
  const height = (i: number, share: number) => {
    if (!heightAt) return null;
    const [ax, ay, bx, by] = [line[2 * i]!, line[2 * i + 1]!, line[2 * i + 2]!, line[2 * i + 3]!];
    return heightAt(ax + share * (bx - ax), ay + share * (by - ay));
  };
  return { height, rises };
}

/** Seconds of walking on the stretch between vertices `i` and `i + 1` of a street, waits not counted. */
export function timeStretch(
  street: Street,
  i: number,
  metres: number,
  ground: StreetGround,
  walker: Walker,
): StretchTimes {
  const level = metres / walker.speedMetresPerSecond;
  const evenly = (factor: number, back = factor) => ({
    forwardSeconds: level / factor,
    backwardSeconds: level / back,
    steepest: 0,
    isSloped: false,
  });
  if (street.kind === 'lift') return evenly(1);
  if (street.kind === 'steps' && walker.stairs) {
    const { up, down } = walker.stairs;
    if (ground.rises === null) return evenly(meanFactor(up, down));
    return ground.rises === 'forward' ? evenly(up, down) : evenly(down, up);
  }
  return timeSlope(i, metres, ground, walker.speedMetresPerSecond);
}

/** Both ways together take as long at this factor as once up and once down: the harmonic mean. */
const meanFactor = (up: number, down: number): number => 2 / (1 / up + 1 / down);

function timeSlope(i: number, metres: number, ground: StreetGround, speed: number): StretchTimes {
  const level = metres / speed;
  const parts = Math.max(1, Math.ceil(metres / SAMPLE_METRES));
  let before = ground.height(i, 0);
  let [forward, backward, steepest] = [0, 0, 0];
  for (let k = 1; k <= parts; k++) {
    const after = before === null ? null : ground.height(i, k / parts);
    if (before === null || after === null) {
      return { forwardSeconds: level, backwardSeconds: level, steepest: null, isSloped: true };
    }
    const slope = metres === 0 ? 0 : ((after - before) * parts) / metres;
    forward += level / parts / slopeFactor(slope);
    backward += level / parts / slopeFactor(-slope);
    steepest = Math.max(steepest, Math.abs(slope));
    before = after;
  }
  return { forwardSeconds: forward, backwardSeconds: backward, steepest, isSloped: true };
}
