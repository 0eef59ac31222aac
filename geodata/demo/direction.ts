import type { Metres } from './frame';

/**
 * The direction most of a ring's borders run along, four-fold (a direction and the one across it
 * count as the same), as the unit vector nearest to east. Angles are summed as the fourth power of
 * complex unit vectors, which needs no trigonometry.
 */
export function dominantDirection(ring: readonly Metres[]): Metres {
  let re = 0;
  let im = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const dx = ring[i]![0] - ring[j]![0];
    const dy = ring[i]![1] - ring[j]![1];
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length === 0) continue;
    const c = dx / length;
    const s = dy / length;
    const c2 = c * c - s * s;
    const s2 = 2 * c * s;
    re += length * (c2 * c2 - s2 * s2);
    im += length * (2 * c2 * s2);
  }
  return unit(root(root([re, im])));
}

/** Complex square root with a real part that is not negative, scaled to length 1. */
function root(z: Metres): Metres {
  const [re, im] = unit(z);
  const a = Math.sqrt(Math.max(0, (1 + re) / 2));
  const b = Math.sqrt(Math.max(0, (1 - re) / 2));
  return [a, im < 0 ? -b : b];
}

function unit([x, y]: Metres): Metres {
  const length = Math.sqrt(x * x + y * y);
  return length === 0 ? [1, 0] : [x / length, y / length];
}

/** The direction buildings face across: near east, turned from it by at most about 20°, as houses face south. */
export function southFacing(direction: Metres): Metres {
  const limit = 0.34;
  const [x, y] = direction;
  if (Math.abs(y) <= limit) return direction;
  // A block that stands askew keeps its own walls, but its houses still look to the sun.
  return unit([x > 0 ? 1 : -1, y > 0 ? 0.12 : -0.12]);
}
