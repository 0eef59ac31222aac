import { sumByGroup } from '../../geodata/coverage/group-means';
import type { WeightedGroup } from '../../geodata/coverage/group-means';
import { presentKinds, reachedServices, scoreOf, usualLifeCircle } from '../../geodata/coverage/life-circle';
import { peopleWeights } from '../../geodata/coverage/people-weights';
import type { PeopleWeights } from '../../geodata/coverage/people-weights';
import type { LifeCircle, LifeCircleCounts, LifeCircleUnits } from '../../geodata/schema/life-circle';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { LifeCircleRule } from '../../geodata/schema/service-standard';
import type { StationKind } from '../../geodata/schema/station';
import { coverageGroups } from './coverage-groups';
import { coverageNetwork, kindTimes } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';

export interface LifeCircleQuery {
  minutes: number;
  walker?: string | undefined;
  /** Day that closures of streets are in force on; today without it. */
  at?: string | undefined;
  /** Services to count instead of the profile's. */
  kinds?: StationKind[] | undefined;
  plan?: string | undefined;
}

interface Reached {
  on: CoverageNetwork;
  rule: LifeCircleRule;
  kinds: StationKind[];
  notRecorded: StationKind[];
  /** Bit k: the k-th of `kinds` is reached; -1 off the network. */
  masks: Int32Array;
}

/** How many everyday services people reach in time: in all, by service, by community and by grid. */
export async function measureLifeCircle(source: CoverageSource, query: LifeCircleQuery): Promise<Result<LifeCircle>> {
  const found = await reachServices(source, query);
  if (!found.ok) return found;
  const { on, rule, kinds, notRecorded, masks } = found.value;
  const grouped = await coverageGroups(source, on, query.plan);
  if (!grouped.ok) return grouped;
  const { communities, communityOf, plan, grids, gridOf } = grouped.value;
  const { basis, weight } = peopleWeights(on.units);
  const sum = (group: Int32Array | null, count: number): LifeCircleCounts[] =>
    sumByGroup(
      masks.length,
      (i) => (masks[i] === -1 ? null : scoreOf(masks[i]!)),
      (i) => scoreOf(masks[i]!) === kinds.length,
      weight,
      group,
      count,
    ).map(countsOf);
  const byCommunity = sum(communityOf, communities.length);
  const byGrid = plan ? sum(gridOf, grids.length) : [];
  const { byKind, byScore } = tally(masks, weight, kinds.length);
  return ok({
    ...namesOf(found.value, query),
    basis,
    rule,
    kinds: kinds.map((kind, k) => ({
      kind,
      stations: on.stations.filter((station) => station.kind === kind).length,
      people: byKind[k]!,
    })),
    notRecorded,
    byScore,
    plan: plan && { id: plan.id, name: plan.name, revision: plan.revision },
    total: sum(null, 1)[0]!,
    byCommunity: communities.map(({ id, name, code }, i) => ({ id, name, code, ...byCommunity[i]! })),
    byGrid: grids.map(({ id, name, code, communityId }, i) => ({ id, name, code, communityId, ...byGrid[i]! })),
    assumedUnits: assumedUnits(on, basis),
  });
}

/** Which services every base unit reaches in time. */
export async function listReachedServices(
  source: CoverageSource,
  query: Omit<LifeCircleQuery, 'plan'>,
): Promise<Result<LifeCircleUnits>> {
  const found = await reachServices(source, query);
  if (!found.ok) return found;
  const { kinds, masks } = found.value;
  return ok({ ...namesOf(found.value, query), kinds, reached: [...masks] });
}

/** Base units whose count the means are weighted by is an assumption of the import; none where every unit counts as one. */
export function assumedUnits({ units }: CoverageNetwork, basis: PeopleWeights['basis']): { units: number; of: number } {
  const assumed = basis === 'units' ? 0 : units.assumed.reduce<number>((sum, flag) => sum + flag, 0);
  return { units: assumed, of: units.ids.length };
}

async function reachServices(source: CoverageSource, query: Omit<LifeCircleQuery, 'plan'>): Promise<Result<Reached>> {
  const network = await coverageNetwork(source, query);
  if (!network.ok) return network;
  const on = network.value;
  const rule = on.place.profile.lifeCircle ?? usualLifeCircle;
  const { present, absent } = presentKinds(query.kinds ?? rule.kinds, on.stations);
  const times: Int32Array[] = [];
  for (const kind of present) times.push((await kindTimes(source, on, kind)).milliseconds);
  const masks = reachedServices(times, on.unitConnections.kind, query.minutes * 60_000);
  return ok({ on, rule, kinds: present, notRecorded: absent, masks });
}

const namesOf = ({ on }: Reached, { minutes }: { minutes: number }) => ({
  datasetVersion: on.place.datasetVersion,
  minutes,
  walker: on.network.walker.group,
});

const countsOf = ({
  weight,
  weighted,
  counted,
  units,
  unknownUnits,
  withoutValue,
}: WeightedGroup): LifeCircleCounts => ({
  people: weight,
  services: weighted,
  withAll: counted,
  units,
  unknownUnits,
  offNetwork: withoutValue,
});

/** People by service reached, and people and units by how many of them are. */
function tally(masks: Int32Array, weight: ArrayLike<number>, kindCount: number) {
  const byKind = new Array<number>(kindCount).fill(0);
  const byScore = Array.from({ length: kindCount + 1 }, () => ({ people: 0, units: 0 }));
  for (let i = 0; i < masks.length; i++) {
    const mask = masks[i]!;
    if (mask === -1) continue;
    const people = Math.max(0, weight[i]!);
    const score = byScore[scoreOf(mask)]!;
    score.units++;
    score.people += people;
    for (let k = 0; k < kindCount; k++) if ((mask >> k) & 1) byKind[k]! += people;
  }
  return { byKind, byScore };
}
