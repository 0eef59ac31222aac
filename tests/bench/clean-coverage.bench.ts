import { cleanCoverage } from '../../geodata/plan/clean-coverage';
import type { DirtyGrid } from '../../geodata/plan/clean/coverage-repair';
import type { AreaId } from '../../geodata/schema/ids';
import { benchCase, seededRandom } from './bench-case';
import type { Bench, BenchCase } from './bench-case';

/** About 330 m: the side of a grid. */
const blockUnits = 30_000;

/**
 * A layer of about `count` grids of 16 vertices in communities of 25, each grid drawn on its own: vertices up to 0.15 m
 * off, one in ten the wrong way round, one in ten with a vertex 1 m off, one in twenty with a vertex twice.
 */
function dirtyLayer(count: number): { communities: { id: AreaId; polygons: number[][][] }[]; grids: DirtyGrid[] } {
  const random = seededRandom(11);
  const side = Math.ceil(Math.sqrt(count) / 5) * 5;
  const [west, south] = [1_163_000_000, 394_000_000];
  const off = (metres: number): number => Math.round((random() - 0.5) * 2 * metres * 90);
  const point = (c: number, r: number): [number, number] => [
    west + Math.round(c * blockUnits + Math.sin(c * 12.9 + r * 78.2) * 2000),
    south + Math.round(r * blockUnits + Math.sin(c * 39.3 + r * 11.1) * 2000),
  ];
  const quarters = [0, 0.25, 0.5, 0.75];
  const ringOf = (c0: number, r0: number, span: number): number[] => {
    const steps = Array.from({ length: span }, (_, i) => i).flatMap((i) => quarters.map((q) => i + q));
    return [
      ...steps.flatMap((s) => between(c0 + s, r0)),
      ...steps.flatMap((s) => between(c0 + span, r0 + s)),
      ...steps.flatMap((s) => between(c0 + span - s, r0 + span)),
      ...steps.flatMap((s) => between(c0, r0 + span - s)),
    ];
  };
  // Between corners along a straight line, so that neighbours agree.
  const between = (c: number, r: number): [number, number] => {
    const [a, b] = [point(Math.floor(c), Math.floor(r)), point(Math.ceil(c), Math.ceil(r))];
    const share = c % 1 || r % 1;
    return [Math.round(a[0] + (b[0] - a[0]) * share), Math.round(a[1] + (b[1] - a[1]) * share)];
  };
  const communities = [];
  for (let r = 0; r < side; r += 5)
    for (let c = 0; c < side; c += 5) communities.push({ id: `c${r}-${c}` as AreaId, polygons: [[ringOf(c, r, 5)]] });
  const grids: DirtyGrid[] = [];
  for (let r = 0; r < side; r++)
    for (let c = 0; c < side && grids.length < count; c++) {
      let ring = ringOf(c, r, 1).map((value) => value + off(0.15));
      if (random() < 0.1) ring[8]! += 90;
      if (random() < 0.05) ring = [...ring.slice(0, 4), ...ring.slice(2)];
      if (random() < 0.1)
        ring = Array.from({ length: ring.length }, (_, i) => ring[ring.length - 2 - i + 2 * (i % 2)]!);
      grids.push({ polygons: [[ring]], isFree: false });
    }
  return { communities, grids };
}

const clean = (count: number): BenchCase =>
  benchCase({
    group: 'clean a dirty layer',
    input: `${count.toLocaleString('en')} polygons of 16 vertices`,
    size: count,
    runs: count > 5000 ? 3 : 10,
    prepare: () => dirtyLayer(count),
    run: ({ communities, grids }) => {
      const { grids: kept } = cleanCoverage(communities, grids);
      if (kept.length !== grids.length) throw new Error(`${grids.length - kept.length} grids were lost`);
      return kept;
    },
  });

export default { title: 'Import of a layer of grids', cases: [clean(246), clean(2459), clean(20_000)] } satisfies Bench;
