import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignPoints, createFaceFinder } from '../../geodata/geometry/assign-points';
import { boundingBox, boxesMeet } from '../../geodata/geometry/bounding-box';
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

describe('giving out points to faces', () => {
  it('equals asking each face for each point, the first that holds it wins', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: -4, max: 44 }), fc.integer({ min: -4, max: 44 })), {
      maxLength: 400,
    });
    const far = fc.constantFrom(
      [],
      [[0, 0]],
      [
        [1_799_999_999, -899_999_999],
        [-1_800_000_000, 5],
      ],
    );
    fc.assert(
      fc.property(
        fc.array(face, { maxLength: 6 }),
        points,
        far,
        fc.integer({ min: -1_800_000_000, max: 1_799_999_900 }),
        (shapes, near, away, offset) => {
          const faces = shapes.map((polygons) =>
            polygons.map((rings) => rings.map((one) => one.map((value) => value + offset))),
          ) as unknown as MultiPolygon[];
          const xy = [...near.flat().map((value) => value + offset), ...away.flat()];
          const found = assignPoints(xy, faces);
          const boxes = faces.map(boundingBox);
          const find = createFaceFinder(faces);
          for (let i = 0; i < found.length; i++) {
            const [x, y] = [xy[i * 2]!, xy[i * 2 + 1]!];
            // A face is looked for where its outer rings are: a hole that leaves them adds no land there.
            const holder = faces.findIndex(
              (one, f) => boxesMeet(boxes[f]!, [x, y, x, y]) && containsPoint([x, y], one),
            );
            if (found[i] !== holder) expect.fail(`${x}, ${y}: ${found[i]}, not ${holder}`);
            if (find(x, y) !== holder) expect.fail(`${x}, ${y}: found one by one ${find(x, y)}, not ${holder}`);
          }
        },
      ),
      { numRuns: full ? 3000 : 150, seed: 20261130 },
    );
  });
});
