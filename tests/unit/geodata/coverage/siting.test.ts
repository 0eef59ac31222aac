import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { createConnector } from '../../../../geodata/coverage/connect-points';
import { chooseSites } from '../../../../geodata/coverage/siting/choose-sites';
import type { SitingEffort, SitingWatch } from '../../../../geodata/coverage/siting/choose-sites';
import { coverAll } from '../../../../geodata/coverage/siting/cover-all';
import { growSites } from '../../../../geodata/coverage/siting/grow-sites';
import { measureReach } from '../../../../geodata/coverage/siting/measure-reach';
import type { MipSolver } from '../../../../geodata/coverage/siting/mip';
import { coverSavings, timeSavings } from '../../../../geodata/coverage/siting/savings';
import { reachTableOf } from '../../../fixtures/reach-table';
import { worthOfSites } from '../../../fixtures/worth-of-sites';
import { shrinkRadius } from '../../../../geodata/coverage/siting/shrink-radius';
import { siteRules } from '../../../../geodata/coverage/siting/site-rules';
import { swapSites } from '../../../../geodata/coverage/siting/swap-sites';
import { thinCandidates } from '../../../../geodata/coverage/siting/thin-candidates';
import { metresPerUnit } from '../../../../geodata/geometry/ground-metres';
import { createSearch } from '../../../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { loadHighsSolver } from '../../../../server/workers/highs-solver';
import { cornerX, cornerY, gridCity, plainWalker } from '../../../fixtures/grid-city';
import { subsets } from '../../../fixtures/siting-cases';
import { sitingTown } from '../../../fixtures/siting-town';
import { describeWithData } from '../../../real-data';

let solve: MipSolver;
beforeAll(async () => {
  solve = await loadHighsSolver();
});
const watch: SitingWatch = { onProgress: () => undefined, isStopped: () => false };
const effort = (more: Partial<SitingEffort> = {}): SitingEffort => ({
  seed: 1,
  gap: 0,
  shakes: 30,
  exact: { solve, seconds: 20 },
  ...more,
});

describe('times from candidates', () => {
  it('are those of walking along the blocks', async () => {
    const network = buildWalkNetwork(gridCity(5, 5), [], [], plainWalker);
    const connector = createConnector(network);
    const corners = [0, 1, 2, 3, 4].flatMap((c) => [0, 1, 2, 3, 4].map((r): [number, number] => [c, r]));
    const points = connector.connect(corners.flatMap(([c, r]) => [cornerX(c), cornerY(r)]));
    const middle = connector.connect([cornerX(2), cornerY(2)]);
    const search = createSearch(network);
    const block = (time: number, blocks: number) => Math.abs(time / 1000 - (blocks * 100) / 1.2) <= blocks * 1.5;
    const reach = await measureReach(search, middle, points, 200_000, async () => undefined);
    const reached = [...reach!.demand].map((i) => Math.abs(corners[i][0] - 2) + Math.abs(corners[i][1] - 2));
    // Two blocks take some 167 s, three some 250 s.
    expect(reached.filter((blocks) => blocks > 2)).toEqual([]);
    expect(reached).toHaveLength(13);
    reached.forEach((blocks, k) => expect(block(reach!.milliseconds[k], blocks)).toBe(true));
  });
});

describe('thinning candidates', () => {
  it('keeps the fullest of each square, evenly, and all where they are few', () => {
    const xy = Array.from({ length: 400 }, (_, i) => [cornerX(i % 20), cornerY(Math.floor(i / 20))]).flat();
    const weight = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 && Math.floor(i / 20) % 2 === 0 ? 5 : 1));
    const { kept, sideMetres } = thinCandidates(xy, weight, 110);
    expect(kept.length).toBeLessThanOrEqual(110);
    expect(kept.length).toBeGreaterThan(80);
    expect(sideMetres).toBeGreaterThan(150);
    const { east, north } = metresPerUnit(xy[1]);
    const squareOf = (i: number) =>
      [Math.floor((xy[2 * i] * east) / sideMetres), Math.floor((xy[2 * i + 1] * north) / sideMetres)].join();
    const fullest = new Map<string, number>();
    weight.forEach((count, i) => fullest.set(squareOf(i), Math.max(count, fullest.get(squareOf(i)) ?? 0)));
    expect(kept.map(squareOf).sort()).toEqual([...fullest.keys()].sort());
    for (const i of kept) expect(weight[i]).toBe(fullest.get(squareOf(i)));
    expect(thinCandidates(xy, weight, 400)).toEqual({ kept: Array.from({ length: 400 }, (_, i) => i), sideMetres: 0 });
  });
});

describe('quality of the search', () => {
  it('greedy falls short by a quarter where it is known to, swaps and bound find the optimum', () => {
    // Two sites cover all twelve; the greedy one takes the middle seven first.
    const rows = [
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
      [2, 3, 4, 5, 6, 7, 8],
    ].map((points) => points.map((i): [number, number] => [i, 1]));
    const savings = coverSavings(reachTableOf(12, rows), new Array(12).fill(1), new Array(12).fill(-1), 1);
    const greedy = growSites(savings, siteRules(2));
    expect(greedy.map(({ site }) => site)).toEqual([2, 1]);
    expect(greedy.reduce((sum, { gain }) => sum + gain, 0)).toBe(10);
    expect(swapSites(savings, siteRules(2), [2, 1], [0, 1, 2]).value).toBe(12);
    const outcome = chooseSites(savings, siteRules(2), 1, null, effort({ exact: null }), watch);
    expect(outcome).toMatchObject({ kind: 'chosen', chosen: { value: 12, upper: 12 } });
  });

  it('keeps its values on a generated town: greedy, one swap, the proven optimum', () => {
    const { reach, weight, base } = sitingTown({
      candidates: 200,
      demand: 4000,
      sideMetres: 5000,
      radiusMetres: 900,
      seed: 3,
    });
    const savings = coverSavings(reach, weight, base, 750_000);
    const all = Int32Array.from({ length: 200 }, (_, c) => c);
    const greedy = growSites(savings, siteRules(8)).map(({ site }) => site);
    const swapped = swapSites(savings, siteRules(8), greedy, all);
    const outcome = chooseSites(savings, siteRules(8), 1, null, effort(), watch);
    if (outcome.kind !== 'chosen') throw new Error('there are no floors');
    const { value, upper, sites } = outcome.chosen;
    expect([worthOfSites(savings, greedy), swapped.value, value, upper]).toEqual([8577, 8591, 8591, 8591]);
    expect(worthOfSites(savings, sites)).toBe(value);
  });

  it('is the same again, and another seed finds no better than the optimum', () => {
    const { reach, weight, base } = sitingTown({
      candidates: 120,
      demand: 2000,
      sideMetres: 4000,
      radiusMetres: 700,
      seed: 5,
    });
    const savings = timeSavings(reach, weight, base, 600_000);
    const [a, b, c] = [1, 1, 2].map((seed) => chooseSites(savings, siteRules(6), 1, null, effort({ seed }), watch));
    expect(b).toEqual(a);
    if (a.kind !== 'chosen' || c.kind !== 'chosen') throw new Error('there are no floors');
    expect(c.chosen.value).toBe(a.chosen.value);
    expect(a.chosen.upper).toBeCloseTo(a.chosen.value, 3);
  });

  it('gives what there is when it is stopped, with a bound that holds', () => {
    const { reach, weight, base } = sitingTown({
      candidates: 120,
      demand: 2000,
      sideMetres: 4000,
      radiusMetres: 700,
      seed: 5,
    });
    const savings = coverSavings(reach, weight, base, 600_000);
    const whole = chooseSites(savings, siteRules(6), 1, null, effort(), watch);
    let asked = 0;
    const stopped = chooseSites(savings, siteRules(6), 1, null, effort(), { ...watch, isStopped: () => ++asked > 5 });
    if (whole.kind !== 'chosen' || stopped.kind !== 'chosen') throw new Error('there are no floors');
    expect(stopped.chosen.value).toBeGreaterThan(0);
    expect(stopped.chosen.upper).toBeGreaterThanOrEqual(whole.chosen.value);
  });
});

describeWithData('siting', 'San Francisco, 16 stores and 205 tracts', (folder) => {
  const readTable = (file: string) =>
    Papa.parse<Record<string, string>>(readFileSync(join(folder, file), 'utf8'), { header: true, skipEmptyLines: true })
      .data;
  const table = () => {
    const rows = readTable('SF_network_distance_candidateStore_16_censusTract_205_new.csv');
    const stores = [...new Set(rows.map((row) => row['name']))];
    // The demand table is in another order than the distances: tracts are joined by name.
    const demand = readTable('SF_demand_205_centroid_uniform_weight.csv');
    const tracts = demand.map((row) => row['NAME']);
    const position = new Map(tracts.map((name, i) => [name, i]));
    const pairs = stores.map((store) =>
      rows
        .filter((row) => row['name'] === store)
        .map((row): [number, number] => [position.get(row['DestinationName'])!, Math.round(Number(row['distance']))]),
    );
    return { reach: reachTableOf(tracts.length, pairs), residents: demand.map((row) => Number(row['POP2000'])) };
  };
  const nobody = new Array<number>(205).fill(-1);

  it('needs 8 stores for all within 5 km, proven', () => {
    const { reach } = table();
    const found = coverAll(coverSavings(reach, new Array(205).fill(1), nobody, 5000), effort(), watch);
    expect([found.sites.length, found.lower]).toEqual([8, 8]);
  });

  it('finds the optima of the other problems among all sets of four', () => {
    const { reach, residents } = table();
    const most = chooseSites(coverSavings(reach, residents, nobody, 5000), siteRules(4), 1, null, effort(), watch);
    const shortest = chooseSites(timeSavings(reach, residents, nobody, 50_000), siteRules(4), 1, null, effort(), watch);
    const centre = shrinkRadius(reach, residents, nobody, 4, effort(), watch);
    if (most.kind !== 'chosen' || shortest.kind !== 'chosen' || !centre) throw new Error('there are no floors');
    // All 1,820 sets of 4 of the 16, each pair looked up.
    const time = residents.map(() => new Array<number>(16).fill(Infinity));
    for (let c = 0; c < 16; c++) {
      for (let e = reach.start[c]; e < reach.start[c + 1]; e++) time[reach.demand[e]][c] = reach.milliseconds[e];
    }
    const truth = { most: 0, saved: 0, radius: Infinity };
    for (const set of subsets(16, 4)) {
      if (set.length < 4) continue;
      const walks = time.map((row) => Math.min(...set.map((c) => row[c])));
      const sum = (of: (walk: number) => number) => walks.reduce((all, walk, i) => all + residents[i] * of(walk), 0);
      truth.most = Math.max(
        truth.most,
        sum((walk) => (walk <= 5000 ? 1 : 0)),
      );
      truth.saved = Math.max(
        truth.saved,
        sum((walk) => Math.max(0, 50_000 - walk)),
      );
      truth.radius = Math.min(truth.radius, Math.max(...walks.filter((_, i) => residents[i] > 0)));
    }
    expect(truth.most).toBe(875_247);
    expect([most.chosen.value, most.chosen.upper]).toEqual([truth.most, truth.most]);
    expect(shortest.chosen.value).toBe(truth.saved);
    expect(shortest.chosen.upper).toBeCloseTo(truth.saved, 3);
    expect([centre.milliseconds, centre.lower]).toEqual([truth.radius, truth.radius]);
  });
});
