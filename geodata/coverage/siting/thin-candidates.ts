import { metresPerUnit } from '../../geometry/ground-metres';

/**
 * At most so many of the places, spread evenly: one a square of the ground, the one where most live. The side of the
 * squares is the smallest that is few enough, to about 1 %.
 * @param xy lattice points of the places
 * @returns indices of those kept, ascending, and the side of a square in metres; 0 where all are kept
 */
export function thinCandidates(
  xy: ArrayLike<number>,
  weight: ArrayLike<number>,
  most: number,
): { kept: number[]; sideMetres: number } {
  const count = xy.length / 2;
  if (count <= most) return { kept: Array.from({ length: count }, (_, i) => i), sideMetres: 0 };
  const { east, north } = metresPerUnit(xy[1]);
  const perSquare = (side: number): Map<string, number> => {
    const best = new Map<string, number>();
    for (let i = 0; i < count; i++) {
      const square = `${Math.floor((xy[2 * i] * east) / side)} ${Math.floor((xy[2 * i + 1] * north) / side)}`;
      const known = best.get(square);
      if (known === undefined || weight[i] > weight[known]) best.set(square, i);
    }
    return best;
  };
  let few = 1;
  while (perSquare(few).size > most) few *= 2;
  let many = few / 2;
  while (few - many > few * 0.01) {
    const middle = (few + many) / 2;
    if (perSquare(middle).size > most) many = middle;
    else few = middle;
  }
  return { kept: [...perSquare(few).values()].sort((a, b) => a - b), sideMetres: few };
}
