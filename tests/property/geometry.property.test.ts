import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContainment } from '../../geodata/geometry/containment';
import { containsPoint } from '../../geodata/geometry/point-in-polygon';
import type { MultiPolygon } from '../../geodata/schema/coordinates';

const full = process.env['PROVE'] === 'full';

/** Rings on few coordinates, so that level edges, ends in one line and points on borders are the rule. */
const ring = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .chain(([width, height]) =>
    fc.array(fc.tuple(fc.integer({ min: 0, max: width }), fc.integer({ min: 0, max: height })), {
      minLength: 3,
      maxLength: 160,
    }),
  )
  .map((points) => points.flat());
const face = fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

describe('containment by strips', () => {
  it('equals looking at every edge, on borders and vertices too', () => {
    fc.assert(
      fc.property(face, fc.integer({ min: -1_800_000_000, max: 1_799_999_900 }), (rings, offset) => {
        const polygons = rings.map((polygon) =>
          polygon.map((one) => one.map((value) => value + offset)),
        ) as unknown as MultiPolygon;
        const contains = createContainment(polygons);
        for (let y = -1; y <= 41; y++) {
          for (let x = -1; x <= 41; x++) {
            const [px, py] = [x + offset, y + offset];
            if (contains(px, py) !== containsPoint([px, py], polygons)) expect.fail(`${px}, ${py}`);
          }
        }
      }),
      { numRuns: full ? 3000 : 150 },
    );
  });
});
