import { pinyin } from 'pinyin-pro';

const known = new Map<number, readonly string[]>();
const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

/**
 * The readings of a Chinese character without tones, the usual one first; of a heteronym all of them. ü is written `v`,
 * and also `u` and `yu`, as passports and keyboards do. Empty for what is no Chinese character.
 */
export function characterSounds(code: number): readonly string[] {
  if (!isHan(code)) return none;
  const found = known.get(code);
  if (found) return found;
  const read = pinyin(String.fromCharCode(code), { multiple: true, toneType: 'none', v: true, type: 'array' });
  const all = read.filter((one) => /^[a-z]+$/.test(one));
  const spelled = all.flatMap((one) =>
    one.includes('v') ? [one, one.replace('v', 'u'), one.replace('v', 'yu')] : [one],
  );
  const sounds = [...new Set(spelled)];
  known.set(code, sounds);
  return sounds;
}

const none: readonly string[] = [];

/** A text in its usual readings, each with where it begins: `文昌街` is `wenchangjie`, [0, 3, 8]. Other signs stay. */
export function soundsOf(text: string): { letters: string; starts: number[] } {
  let letters = '';
  const starts: number[] = [];
  for (let i = 0; i < text.length; i++) {
    starts.push(letters.length);
    letters += characterSounds(text.charCodeAt(i))[0] ?? text[i]!;
  }
  return { letters, starts };
}
