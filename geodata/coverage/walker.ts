import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { Profile } from '../schema/place';

/** How one group of people walks; every number comes from the place's profile but the two stair factors. */
export interface Walker {
  /** Key in the profile, e.g. `adult`. */
  group: string;
  speedMetresPerSecond: number;
  /** Speed on stairs as a part of the speed on the level; null: cannot use stairs at all. */
  stepsSpeedFactor: number | null;
  gateWaitSeconds: number;
  crossingWaitSeconds: { arterial: number; other: number };
  /** Without mapped paths inside a compound: straight line from door to gate times this. */
  assumedDetour: number;
}

/*
 * Up 0.45 and down 0.60 of the level speed. Which way a mapped stair rises is not known, so both directions
 * take the mean time of the two: the harmonic mean of the factors. Elders are slower by another quarter.
 */
const STEPS_FACTOR = 2 / (1 / 0.45 + 1 / 0.6);
const ELDER_STEPS_FACTOR = STEPS_FACTOR * 0.75;
const elderly = /^(senior|elder|frail|aged?[-_]?[67]|[67]\d)/i;
const stepless = /wheel|stroller|step-?free/i;

/** The walker of a group named in the profile; fails with `coverage.unknown-walker`. */
export function walkerOf(profile: Profile, group: string): Result<Walker> {
  const { walkSpeedMetresPerSecond, gateWaitSeconds, crossingWaitSeconds, assumedDetour } = profile.coverage;
  const speed = Object.hasOwn(walkSpeedMetresPerSecond, group) ? walkSpeedMetresPerSecond[group] : undefined;
  if (speed === undefined) {
    return fail('coverage.unknown-walker', { walker: group, known: Object.keys(walkSpeedMetresPerSecond).join(', ') });
  }
  return ok({
    group,
    speedMetresPerSecond: speed,
    stepsSpeedFactor: stepless.test(group) ? null : elderly.test(group) ? ELDER_STEPS_FACTOR : STEPS_FACTOR,
    gateWaitSeconds,
    crossingWaitSeconds,
    assumedDetour,
  });
}
