import { assignPoints } from '../../geodata/geometry/assign-points';
import { unsureShares } from '../../geodata/geometry/unsure-points';
import { spreadShare } from '../../geodata/geometry/spread-share';
import { redrawGroups } from '../../geodata/incidents/redraw-groups';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaId } from '../../geodata/schema/ids';
import { benchCase, seededRandom } from './bench-case';
import type { Bench, BenchCase, BenchFigure } from './bench-case';
import { BLOCK_UNITS, blockGrids } from './block-grids';

const origin = [1_161_000_000, 393_000_000] as const;
/** The first makes 2,459 grids of 80 vertices, as many as a city of ours has; the others are coarser and finer over the same land. */
const schemes = [
  { columns: 50, rows: 49, bends: 19 },
  { columns: 25, rows: 25, bends: 39 },
  { columns: 70, rows: 70, bends: 9 },
  { columns: 10, rows: 10, bends: 99 },
  { columns: 35, rows: 70, bends: 19 },
] as const;
/** Side of the land: 50 blocks. */
const SIDE = 50 * BLOCK_UNITS;

/** Each scheme stretched over the same land; 50 × 49 blocks and nine more make 2,459. */
function land({ columns, rows, bends }: (typeof schemes)[number]): MultiPolygon[] {
  const faces = blockGrids({ columns, rows, bends, communityOf: () => 'a' as AreaId }).map(({ polygons }) => polygons);
  const more = columns === 50 ? blockGrids({ columns: 9, rows: 1, bends, communityOf: () => 'a' as AreaId }) : [];
  const [across, up] = [SIDE / (columns * BLOCK_UNITS), SIDE / ((rows + (more.length > 0 ? 1 : 0)) * BLOCK_UNITS)];
  const placed = (shape: MultiPolygon, lift: number): MultiPolygon =>
    shape.map((polygon) =>
      polygon.map((ring) =>
        ring.map((value, i) =>
          i % 2 === 0 ? origin[0] + Math.round(value * across) : origin[1] + Math.round((value + lift) * up),
        ),
      ),
    );
  return [
    ...faces.map((shape) => placed(shape, 0)),
    // The last row stands a little apart, so that its wandering border meets nobody's.
    ...more.map(({ polygons }) => placed(polygons, rows * BLOCK_UNITS * 1.01)),
  ];
}

interface Scene {
  xy: Int32Array;
  plans: MultiPolygon[][];
}

/** Half of the points near one of forty hot spots; or all on one vertex of a border. */
function scene(count: number, piled = false): Scene {
  const random = seededRandom(11);
  const plans = schemes.map(land);
  const spots = Array.from({ length: 40 }, () => [random(), random()] as const);
  const near = (centre: number): number => Math.min(1, Math.max(0, centre + (random() + random() - 1) * 0.02));
  const corner = plans[0]![1200]![0]![0]!;
  const xy = new Int32Array(count * 2);
  for (let i = 0; i < count; i++) {
    const [sx, sy] = spots[Math.floor(random() * spots.length)]!;
    const [u, v] = random() < 0.5 ? [near(sx), near(sy)] : [random(), random()];
    xy[2 * i] = piled ? corner[0]! : Math.round(origin[0] + u * SIDE);
    xy[2 * i + 1] = piled ? corner[1]! : Math.round(origin[1] + v * SIDE);
  }
  return { xy, plans };
}

const words = (count: number): string => `${count.toLocaleString('en')} incidents`;
const runsFor = (count: number): number => (count >= 1_000_000 ? 5 : 12);

const five = (count: number, piled = false): BenchCase =>
  benchCase({
    group: 'assign to the grids of five schemes, 2,459 in the first',
    input: piled ? `degenerate: ${words(count)} on one vertex` : words(count),
    size: piled ? null : count,
    runs: runsFor(count),
    prepare: () => scene(count, piled),
    run: ({ xy, plans }) => plans.map((shapes) => assignPoints(xy, shapes)),
  });

const one = (count: number): BenchCase =>
  benchCase({
    group: 'assign to 2,459 grids',
    input: words(count),
    size: count,
    runs: runsFor(count),
    prepare: () => scene(count),
    run: ({ xy, plans }) => assignPoints(xy, plans[0]!),
  });

const groups = (count: number): BenchCase =>
  benchCase({
    group: 'groups of redrawn grids: every grid of one scheme against another',
    input: words(count),
    size: count,
    runs: runsFor(count),
    prepare: () => {
      const { xy, plans } = scene(count);
      const [before, after] = [plans[0]!, plans[4]!];
      return { before, after, beforeOf: assignPoints(xy, before), afterOf: assignPoints(xy, after) };
    },
    run: ({ before, after, beforeOf, afterOf }) =>
      redrawGroups({
        beforeOf,
        afterOf,
        twinOf: new Int32Array(before.length).fill(-1),
        after: after.length,
        isReshaped: () => true,
        related: [],
      }),
  });

const shares = (count: number): BenchCase =>
  benchCase({
    group: 'share of the error circle in a grid of 80 vertices',
    input: words(count),
    size: count,
    prepare: () => ({ ...scene(count), shape: land(schemes[0])[1200]! }),
    run: ({ xy, shape }) => {
      let sum = 0;
      for (let i = 0; i < xy.length; i += 2) sum += spreadShare([xy[i]!, xy[i + 1]!], shape, 10);
      return sum;
    },
  });

/** Other work on the machine makes the clock run, not the processor: the smallest of several. */
const processorTime: BenchFigure = {
  group: 'processor time: 1,000,000 incidents to the grids of five schemes, one thread (goal: at most 1,500 ms)',
  input: words(1_000_000),
  unit: 'ms',
  measure: () => {
    const { xy, plans } = scene(1_000_000);
    const times: number[] = [];
    for (let run = 0; run < 4; run++) {
      const from = process.cpuUsage();
      let kept = 0;
      for (const shapes of plans) kept += assignPoints(xy, shapes).length;
      const { user, system } = process.cpuUsage(from);
      if (kept > 0) times.push((user + system) / 1000);
    }
    return Promise.resolve(Math.min(...times));
  },
};

/** How sure each of a million is of its grid in the first scheme, every tenth place known by an accuracy of its own. */
const unsureTime: BenchFigure = {
  group:
    'processor time: of 1,000,000 incidents those unsure of their grid in one scheme, one thread (once a plan and data)',
  input: words(1_000_000),
  unit: 'ms',
  measure: () => {
    const { xy, plans } = scene(1_000_000);
    const faceOf = assignPoints(xy, plans[0]!);
    const sigmas = Float32Array.from(faceOf, (_, i) => (i % 10 === 0 ? 3 + (i % 97) : 10));
    const times = Array.from({ length: 3 }, () => {
      const from = process.cpuUsage();
      unsureShares(xy, faceOf, plans[0]!, sigmas, 0.9);
      const { user, system } = process.cpuUsage(from);
      return (user + system) / 1000;
    });
    return Promise.resolve(Math.min(...times));
  },
};

const sizes = [2_000, 50_000, 200_000, 1_000_000] as const;
export default {
  title: 'Assignment to grids',
  cases: [
    ...sizes.map(one),
    ...sizes.map((count) => five(count)),
    five(200_000, true),
    ...sizes.map(groups),
    ...[1_000, 10_000].map(shares),
  ],
  figures: [processorTime, unsureTime],
} satisfies Bench;
