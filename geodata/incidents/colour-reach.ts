import { classOf } from './class-breaks';

/**
 * How much of a colour scale a picture makes use of. `pale`: only its lowest part, so that differences are hardly seen.
 * `over`: so much lies at its upper end that differences up there are not seen at all. Scales hold still while filters and
 * periods change, so both come about; a person is told and may rescale.
 */
export type ColourReach = 'pale' | 'fits' | 'over';

/** A density below this share of its domain is pale. */
const PALE_SHARE = 1 / 3;
/** A density this many times above its domain loses a tenth of the ramp, which goes by the square root. */
const OVER_TIMES = 1.25;
/** A picture that reaches no class from this one on is pale: the third. */
const PALE_BELOW_CLASS = 2;
/** With more than this share of what is coloured in the last, open class it is over. */
const OVER_SHARE = 1 / 2;

/** Of a density with this largest value in a domain from 0 to `top`, in the same unit. */
export function densityReach(max: number, top: number): ColourReach {
  if (!(max > 0)) return 'fits';
  if (max > OVER_TIMES * top) return 'over';
  return max < PALE_SHARE * top ? 'pale' : 'fits';
}

/**
 * Of values in classes with these lower borders (`classOf`); what is zero is not coloured. Fewer than three classes are
 * no scale to judge by.
 */
export function classReach(values: Iterable<number>, breaks: readonly number[]): ColourReach {
  if (breaks.length < PALE_BELOW_CLASS) return 'fits';
  let [coloured, inLast, highest] = [0, 0, 0];
  for (const value of values) {
    if (!(value > 0)) continue;
    const found = classOf(value, breaks);
    coloured++;
    highest = Math.max(highest, found);
    if (found === breaks.length) inLast++;
  }
  if (coloured === 0) return 'fits';
  if (inLast > OVER_SHARE * coloured) return 'over';
  return highest < PALE_BELOW_CLASS ? 'pale' : 'fits';
}
