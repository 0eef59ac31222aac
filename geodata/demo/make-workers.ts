import type { GridWorker, WorkerKind } from '../schema/grid-worker';
import { workerIdSchema } from '../schema/ids';
import type { DemoCounts } from './demo-counts';
import type { Random } from './prng';

const familyNames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const givenNames = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国文辉力斌宁欣宇晨浩志新春秋云雪松柏林泉',
];

/**
 * The workers of each grid of a demo place, as many of each kind in all as its profile counts. Full-time workers are spread
 * as evenly as the number allows, those with one less over the list; of the others some grids have a few more than their
 * neighbours. Names are drawn from two lists of characters; no person is meant, and within a grid none is there twice.
 */
export function makeWorkers(counts: DemoCounts, random: Random): GridWorker[][] {
  const posts: Record<WorkerKind, number[]> = {
    'full-time': spreadEvenly(counts.grids, counts.fullTimeWorkers),
    'part-time': spreadUnevenly(counts.grids, counts.partTimeWorkers, random),
    mobile: spreadUnevenly(counts.grids, counts.mobileWorkers, random),
  };
  let made = 0;
  return Array.from({ length: counts.grids }, (_, grid) => {
    const taken = new Set<string>();
    return (['full-time', 'part-time', 'mobile'] as const).flatMap((kind) =>
      Array.from({ length: posts[kind][grid]! }, (): GridWorker => {
        made++;
        return { id: workerIdSchema.parse(`w${made}`), name: drawName(random, taken), kind, posts: 1 };
      }),
    );
  });
}

function spreadEvenly(grids: number, workers: number): number[] {
  const least = Math.floor(workers / grids);
  const out = new Array<number>(grids).fill(least + 1);
  for (let k = 0; k < grids * (least + 1) - workers; k++) out[(97 + k * 31) % grids] = least;
  return out;
}

/** About a third of the grids give one of theirs to another. */
function spreadUnevenly(grids: number, workers: number, random: Random): number[] {
  const least = Math.floor(workers / grids);
  const out = new Array<number>(grids).fill(least);
  const order = random.shuffle(out.map((_, grid) => grid));
  for (const grid of order.slice(0, workers - grids * least)) out[grid]!++;
  for (let k = 0; k < grids / 3; k++) {
    const [from, to] = [random.int(0, grids - 1), random.int(0, grids - 1)];
    if (out[from]! < 2) continue;
    out[from]!--;
    out[to]!++;
  }
  return out;
}

function drawName(random: Random, taken: Set<string>): string {
  for (;;) {
    const name =
      random.pick(familyNames) + random.pick(givenNames) + (random.chance(0.7) ? random.pick(givenNames) : '');
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
