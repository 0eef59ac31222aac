import { expect, it } from 'vitest';
import { classifyEmerging } from '../../../../../geodata/incidents/hot-spots/emerging';

/** Twelve steps: `#` hot, `o` cold, `.` neither. */
const found = (steps: string): number[] => [...steps].map((step) => ({ '#': 1, o: -1, '.': 0 })[step]!);
const flat = new Array<number>(12).fill(3);
const rising = flat.map((_, i) => i);
const falling = flat.map((_, i) => -i);

it.each([
  ['...........#', flat, 'hot', 'new'],
  ['.........###', flat, 'hot', 'consecutive'],
  ['############', rising, 'hot', 'intensifying'],
  ['############', flat, 'hot', 'persistent'],
  ['############', falling, 'hot', 'diminishing'],
  ['.##..#..##.#', flat, 'hot', 'sporadic'],
  ['oo...##..#.#', flat, 'hot', 'oscillating'],
  ['###########.', flat, 'hot', 'historical'],
  ['...........o', flat, 'cold', 'new'],
  ['oooooooooooo', falling, 'cold', 'intensifying'],
  ['oooooooooooo', rising, 'cold', 'diminishing'],
] as const)('%s', (steps, scores, temperature, name) => {
  expect(classifyEmerging(found(steps), scores).kind).toEqual({ temperature, class: name });
});

it.each(['............', '.##..#..##..'])('%s is neither', (steps) => {
  expect(classifyEmerging(found(steps), flat).kind).toBeNull();
});
