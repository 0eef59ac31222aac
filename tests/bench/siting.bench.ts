import { createConnector } from '../../geodata/coverage/connect-points';
import type { Connections } from '../../geodata/coverage/connect-points';
import { measureReach } from '../../geodata/coverage/siting/measure-reach';
import { thinCandidates } from '../../geodata/coverage/siting/thin-candidates';
import { createSearch } from '../../geodata/coverage/travel-times';
import type { WalkSearch } from '../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import { walkerOf } from '../../geodata/coverage/walker';
import { generateDemo } from '../../geodata/demo/generate-demo';
import baoding from '../../geodata/places/baoding.json';
import { profileSchema } from '../../geodata/schema/place';
import { chooseSites } from '../../geodata/coverage/siting/choose-sites';
import type { ChosenSites, SitingEffort } from '../../geodata/coverage/siting/choose-sites';
import { coverAll } from '../../geodata/coverage/siting/cover-all';
import { growSites } from '../../geodata/coverage/siting/grow-sites';
import { coverSavings, timeSavings } from '../../geodata/coverage/siting/savings';
import { worthOfSites } from '../fixtures/worth-of-sites';
import type { Savings } from '../../geodata/coverage/siting/savings';
import { siteRules } from '../../geodata/coverage/siting/site-rules';
import { swapSites } from '../../geodata/coverage/siting/swap-sites';
import { loadHighsSolver } from '../../server/workers/highs-solver';
import { sitingTown } from '../fixtures/siting-town';
import { benchCase } from './bench-case';
import type { Bench } from './bench-case';

const watch = { onProgress: () => undefined, isStopped: () => false };
const quick: SitingEffort = { seed: 1, gap: 0.01, shakes: 0, exact: null };
const cutoff = 15 * 60_000;

interface Instance {
  name: string;
  sites: number;
  town: Parameters<typeof sitingTown>[0];
}
const large = { candidates: 2000, demand: 50_000, seed: 7 };
const instances: Instance[] = [
  {
    name: '800 × 20,000, 15 sites',
    sites: 15,
    town: { candidates: 800, demand: 20_000, sideMetres: 10_000, radiusMetres: 1080, seed: 7 },
  },
  { name: '2,000 × 50,000, 15 sites', sites: 15, town: { ...large, sideMetres: 10_000, radiusMetres: 1080 } },
  {
    name: '2,000 × 50,000, 40 sites, a city twice as wide',
    sites: 40,
    town: { ...large, sideMetres: 20_000, radiusMetres: 1080 },
  },
  { name: '2,000 × 50,000, 30 sites, 7 minutes', sites: 30, town: { ...large, sideMetres: 10_000, radiusMetres: 500 } },
  {
    name: '2,000 × 50,000, 40 sites that nearly cover all',
    sites: 40,
    town: { ...large, sideMetres: 10_000, radiusMetres: 1080 },
  },
];

const savingsOf = ({ town }: Instance, goal: 'cover' | 'time'): Savings => {
  const { reach, weight, base } = sitingTown(town);
  return goal === 'cover' ? coverSavings(reach, weight, base, cutoff) : timeSavings(reach, weight, base, cutoff);
};
const choose = (savings: Savings, sites: number, effort: SitingEffort): ChosenSites => {
  const outcome = chooseSites(savings, siteRules(sites), 1, null, effort, watch);
  if (outcome.kind !== 'chosen') throw new Error('there are no floors');
  return outcome.chosen;
};

const solving = (goal: 'cover' | 'time') => (instance: Instance) =>
  benchCase<ReturnType<typeof sitingTown>>({
    group: goal === 'cover' ? 'cover most, to a gap of 1 %' : 'shortest walks, to a gap of 1 %',
    input: instance.name,
    size: null,
    runs: 3,
    prepare: () => sitingTown(instance.town),
    run: ({ reach, weight, base }) => {
      const savings =
        goal === 'cover' ? coverSavings(reach, weight, base, cutoff) : timeSavings(reach, weight, base, cutoff);
      return choose(savings, instance.sites, quick);
    },
  });

interface City {
  search: WalkSearch;
  candidates: Connections;
  units: Connections;
  weight: Float64Array;
}

/** A generated city with its streets: from a question to sites, walks measured on the way. */
const wholeCity = (sites: number) =>
  benchCase<City>({
    group: 'cover most from nothing, walks of 15 minutes measured too',
    input: `generated city, 90,000 buildings, 2,000 candidates, ${sites} sites`,
    size: null,
    runs: 3,
    prepare: () => {
      const profile = profileSchema.parse(baoding);
      const walker = walkerOf(profile, 'adult');
      if (!walker.ok) throw new Error(walker.problem.code);
      const { streets, compounds, gates, baseUnits } = generateDemo(profile);
      const network = buildWalkNetwork(streets, compounds, gates, walker.value);
      const connector = createConnector(network);
      const xy = baseUnits.flatMap(({ anchor }) => [...anchor]);
      const weight = Float64Array.from(baseUnits, ({ residents }) => Math.max(0, residents ?? 0));
      const { kept } = thinCandidates(xy, [...weight], 2000);
      const units = connector.connect(xy);
      const candidates = connector.connect(kept.flatMap((k) => [xy[2 * k], xy[2 * k + 1]]));
      return { search: createSearch(network), candidates, units, weight };
    },
    run: async ({ search, candidates, units, weight }) => {
      const reach = await measureReach(search, candidates, units, cutoff, async () => undefined);
      if (!reach) throw new Error('too many pairs');
      const base = new Int32Array(units.count).fill(-1);
      return choose(coverSavings(reach, weight, base, cutoff), sites, quick);
    },
  });

/** Processor milliseconds of a piece of work, the least of three: the machine does other work beside it. */
function processorMilliseconds(work: () => unknown): number {
  let least = Infinity;
  for (let k = 0; k < 3; k++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return Math.round(least);
}

async function report(): Promise<string> {
  const solve = await loadHighsSolver();
  const lines = [
    '| instance | pairs | greedy | + swaps | to 1 %: value | gap | processor | proven: value | gap | processor |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
  ];
  const percent = ({ value, upper }: ChosenSites) => `${(((upper - value) / upper) * 100).toFixed(2)} %`;
  for (const instance of instances) {
    const savings = savingsOf(instance, 'cover');
    const rules = siteRules(instance.sites);
    const greedy = growSites(savings, rules).map(({ site }) => site);
    const all = Int32Array.from({ length: savings.candidateCount }, (_, c) => c);
    const swapped = swapSites(savings, rules, greedy, all);
    const fast = choose(savings, instance.sites, quick);
    const fastMilliseconds = processorMilliseconds(() => choose(savings, instance.sites, quick));
    const began = process.cpuUsage();
    const proven = choose(savings, instance.sites, { seed: 1, gap: 0, shakes: 30, exact: { solve, seconds: 30 } });
    const spent = process.cpuUsage(began);
    const share = (value: number) => (value / proven.upper).toFixed(3);
    lines.push(
      `| ${instance.name} | ${savings.demand.length.toLocaleString('en')} | ${share(worthOfSites(savings, greedy))} | ` +
        `${share(swapped.value)} | ${share(fast.value)} | ${percent(fast)} | ${fastMilliseconds} ms | ${share(proven.value)} | ` +
        `${percent(proven)} | ${((spent.user + spent.system) / 1e6).toFixed(1)} s |`,
    );
  }
  const town = sitingTown({ candidates: 400, demand: 8000, sideMetres: 6000, radiusMetres: 1080, seed: 7 });
  const all = coverAll(
    coverSavings(town.reach, town.weight, town.base, cutoff),
    { seed: 1, gap: 0, shakes: 20, exact: { solve, seconds: 30 } },
    watch,
  );
  lines.push('', `Cover all, 400 × 8,000: ${all.sites.length} sites, proven that at least ${all.lower} are needed.`);
  return `Values are shares of the proven upper bound; "processor" is processor time, the least of three.\n\n${lines.join('\n')}`;
}

export default {
  title: 'Siting',
  cases: [
    ...instances.slice(0, 4).map(solving('cover')),
    ...instances.slice(0, 4).map(solving('time')),
    wholeCity(15),
    wholeCity(100),
  ],
  report,
} satisfies Bench;
