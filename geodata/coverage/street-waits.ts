import type { Street } from '../schema/settlement';
import type { Walker } from './walker';

/** The waits of one street, each of which is given to the first stretch that can have it. */
export interface StreetWaits {
  /** How many roads are crossed. */
  crossings: number;
  /** Seconds waited on the stretch between vertices `i` and `i + 1`, whichever way it is walked; asked in order. */
  next(i: number): number;
}

/**
 * What is waited for on a street: a crossing once, on its first stretch; a lift once and a time a floor; a gate or a
 * crossed road where it stands, on the stretch after it (the last stretch, if it stands at the end).
 */
export function waitsOf(street: Street, walker: Walker): StreetWaits {
  const { walk, kind } = street;
  const control = walk?.control ?? (street.class === 'arterial' ? 'arterial' : 'unsignalised');
  const secondsFor = (what: 'gate' | typeof control): number =>
    what === 'gate' ? walker.gateWaitSeconds : walker.crossingWaitSeconds[what === 'unsignalised' ? 'other' : what];
  let once = kind === 'crossing' ? secondsFor(control) : 0;
  if (kind === 'lift') once += walker.liftSeconds.wait + walker.liftSeconds.floor * (walk?.floors ?? 1);
  const waits = walk?.waits ?? [];
  const lastStretch = street.nodes.length - 2;
  return {
    crossings: (kind === 'crossing' ? 1 : 0) + waits.filter((wait) => wait.for !== 'gate').length,
    next(i) {
      let seconds = once;
      once = 0;
      for (const wait of waits) if (Math.min(wait.at, lastStretch) === i) seconds += secondsFor(wait.for);
      return seconds;
    },
  };
}
