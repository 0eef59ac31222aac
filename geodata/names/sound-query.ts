import { characterSounds } from './character-sounds';

/** Where in a name a query was found. */
export interface SoundMatch {
  start: number;
  /** Behind the last character that took part. */
  end: number;
}

/** Positions in a query are bits of one number. */
const longestQuery = 30;

/**
 * Makes a search by sound of what was typed: each character of a name answers to itself, to a whole reading, to its first
 * letter (`zh`, `ch`, `sh` too), and the last one to the beginning of a reading, because somebody is still typing.
 * All mixed: `文c街`, `wench jie`. Null where there is no letter in it, or it is too long to be meant so.
 * @param text folded: lower case, half width
 */
export function soundQuery(text: string): ((name: string) => SoundMatch | null) | null {
  const typed = text.replaceAll(/[\s'’]/g, '').replaceAll('ü', 'v');
  if (!/[a-z]/.test(typed) || typed.length > longestQuery) return null;
  const done = 1 << typed.length;
  /** By character: bits of the positions that can follow each position. Few characters make all the names of a county. */
  const stepsOf = new Map<number, Int32Array>();

  function steps(code: number): Int32Array {
    const known = stepsOf.get(code);
    if (known) return known;
    const next = new Int32Array(typed.length);
    for (let at = 0; at < typed.length; at++) {
      if (code === 0x20) next[at] = 1 << at;
      else if (typed.charCodeAt(at) === code) next[at] = 1 << (at + 1);
      for (const sound of characterSounds(code)) {
        if (typed[at] !== sound[0]) continue;
        next[at]! |= 1 << (at + 1);
        if (/^[zcs]h/.test(sound) && typed[at + 1] === 'h') next[at]! |= 1 << (at + 2);
        if (typed.startsWith(sound, at)) next[at]! |= 1 << (at + sound.length);
        else if (sound.startsWith(typed.slice(at))) next[at]! |= done;
      }
    }
    stepsOf.set(code, next);
    return next;
  }

  /** By character: whether it can begin the query. 0 not asked yet, 1 no, 2 yes. Most cannot, so this is what is asked most. */
  const begins = new Uint8Array(0x10000);
  return (name) => {
    for (let start = 0; start < name.length; start++) {
      const first = name.charCodeAt(start);
      if (begins[first] === 0) begins[first] = first !== 0x20 && steps(first)[0] !== 0 ? 2 : 1;
      if (begins[first] === 1) continue;
      let reached = 1;
      for (let i = start; i < name.length && reached !== 0; i++) {
        const from = steps(name.charCodeAt(i));
        let next = 0;
        for (let at = 0; at < typed.length; at++) if (reached & (1 << at)) next |= from[at]!;
        if (next & done) return { start, end: i + 1 };
        reached = next;
      }
    }
    return null;
  };
}
