import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { Profile } from '../schema/place';

/** How one group of people walks; every number comes from the place's profile, or is what a profile without it means. */
export interface Walker {
  /** Key in the profile, e.g. `adult`. */
  group: string;
  speedMetresPerSecond: number;
  /** Speed on stairs as a part of the speed on the level; null: cannot use stairs at all. */
  stairs: { up: number; down: number } | null;
  /** Steepest street that is walked, as rise over run; null: any. Asked only where heights are known. */
  steepestSlope: number | null;
  /** A lift is waited for, and takes so long a floor. */
  liftSeconds: { wait: number; floor: number };
  gateWaitSeconds: number;
  /** `arterial`: over a main road; `signals`: by a light over any other; `other`: without a light. */
  crossingWaitSeconds: { arterial: number; signals: number; other: number };
  /** Without mapped paths inside a compound: straight line from door to gate times this. */
  assumedDetour: number;
}

/** What a profile means that does not say: the design's own figures. */
const usual = {
  stairSpeedFactor: { up: 0.45, down: 0.6, elders: 0.75 },
  stepFreeSteepestSlope: 0.08,
  liftSeconds: { wait: 30, floor: 1 },
  signalWaitSeconds: 30,
};

/** Groups that are slower on stairs, and groups that cannot use them, by their key. */
const elderly = /^(senior|elder|frail|aged?[-_]?[67]|[67]\d)/i;
const stepless = /wheel|stroller|step-?free/i;

/** True for a group that takes neither stairs nor steep streets. */
export const isStepless = (group: string): boolean => stepless.test(group);

/** The walker of a group named in the profile; fails with `coverage.unknown-walker`. */
export function walkerOf(profile: Profile, group: string): Result<Walker> {
  const { coverage } = profile;
  const { walkSpeedMetresPerSecond, gateWaitSeconds, crossingWaitSeconds, assumedDetour } = coverage;
  const speed = Object.hasOwn(walkSpeedMetresPerSecond, group) ? walkSpeedMetresPerSecond[group] : undefined;
  if (speed === undefined) {
    return fail('coverage.unknown-walker', { walker: group, known: Object.keys(walkSpeedMetresPerSecond).join(', ') });
  }
  if (!Number.isFinite(speed) || speed <= 0) return fail('coverage.bad-speed', { walker: group, speed: String(speed) });
  const { up, down, elders } = coverage.stairSpeedFactor ?? usual.stairSpeedFactor;
  const onStairs = elderly.test(group) ? elders : 1;
  return ok({
    group,
    speedMetresPerSecond: speed,
    stairs: isStepless(group) ? null : { up: up * onStairs, down: down * onStairs },
    steepestSlope: isStepless(group) ? (coverage.stepFreeSteepestSlope ?? usual.stepFreeSteepestSlope) : null,
    liftSeconds: coverage.liftSeconds ?? usual.liftSeconds,
    gateWaitSeconds,
    crossingWaitSeconds: {
      arterial: crossingWaitSeconds.arterial,
      signals: crossingWaitSeconds.signals ?? usual.signalWaitSeconds,
      other: crossingWaitSeconds.other,
    },
    assumedDetour,
  });
}
