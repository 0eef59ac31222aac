import { createRandomWords } from '../numerics/random-stream';

/** A stream of reproducible numbers; every call moves it on by one step. */
export interface Random {
  /** Unsigned 32-bit integer. */
  next(): number;
  /** In [0, 1). */
  unit(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Integer from low to high, both included. */
  int(low: number, high: number): number;
  /** True in `share` of the calls. */
  chance(share: number): boolean;
  /** One item of a non-empty list. */
  pick<T>(items: readonly T[]): T;
  /** Index drawn in proportion to non-negative weights that are not all zero. */
  weighted(weights: readonly number[]): number;
  /** About normal, mean 0 and deviation 1, never beyond ±6 (sum of uniforms: no Math.log, same bits everywhere). */
  normal(): number;
  /** The list in a new order. */
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * The same seed gives the same stream on every machine (`createRandomWords`). The label keeps the streams of the
 * generator's steps apart: drawing one number more in one step does not move the others.
 */
export function createRandom(seed: number, label: string): Random {
  let hash = 0x811c9dc5;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  const next = createRandomWords(seed, hash);
  const unit = (): number => next() / 4294967296;
  const random: Random = {
    next,
    unit,
    between: (low, high) => low + (high - low) * unit(),
    int: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    chance: (share) => unit() < share,
    pick: (items) => items[Math.floor(unit() * items.length)]!,
    weighted: (weights) => {
      let total = 0;
      for (const weight of weights) total += weight;
      let left = unit() * total;
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i]!;
        if (left < 0) return i;
      }
      return weights.length - 1;
    },
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += unit();
      return sum;
    },
    shuffle: (items) => {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = Math.floor(unit() * (i + 1));
        [out[i], out[j]] = [out[j]!, out[i]!];
      }
      return out;
    },
  };
  return random;
}
