import { scanForCluster } from '../../geodata/incidents/hot-spots/scan-statistic';
import { localPlane, projectRows } from '../../geodata/incidents/local-plane';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { IncidentCluster } from '../../geodata/schema/incident-summary';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { IncidentSource } from './incident-set';
import { countSteps } from './measure-emerging';
import type { EmergingQuery } from './measure-emerging';

/** Windows hold at most a quarter of all cases and so many grids: more is a district, no cluster. */
const MOST_SHARE = 0.25;
const MOST_AREAS = 60;
const SIMULATIONS = 199;
/** Any: the same data must get the same verdict every day. */
const SEED = 1;

/**
 * The circle of grids and the span until now whose excess is the most unlikely (Kulldorff's prospective space-time scan),
 * over the same steps as `measureEmerging`; cases are expected in proportion to people, and in each step to what it has in all.
 */
export async function scanIncidents(source: IncidentSource, query: EmergingQuery): Promise<Result<IncidentCluster>> {
  const counted = await countSteps(source, query);
  if (!counted.ok) return counted;
  const { basis, steps, counts, people, grids, total } = counted.value;
  if (!grids) return ok({ ...basis, total, cluster: null });
  const rated = [...people.keys()].filter((i) => people[i]! > 0);
  if (rated.length === 0) return ok({ ...basis, total, cluster: null });
  const plane = localPlane(fromLattice(grids.middles[0]!), fromLattice(grids.middles[1]!));
  // What rises everywhere is no cluster: each step has the cases it has, dealt by people.
  const inStep = counts.map((step) => rated.reduce((sum, i) => sum + step[i]!, 0));
  const found = scanForCluster({
    xy: projectRows(plane, grids.middles, rated),
    steps: steps.length,
    cases: rated.flatMap((i) => counts.map((step) => step[i]!)),
    expected: rated.flatMap((i) => inStep.map((cases) => people[i]! * cases)),
    mostShare: MOST_SHARE,
    mostAreas: MOST_AREAS,
    simulations: SIMULATIONS,
    seed: SEED,
  });
  return ok({
    ...basis,
    total,
    cluster: found && {
      gridIds: found.areas.map((area) => grids.grids[rated[area]!]!.id),
      period: { from: steps[found.fromStep]!.from, to: steps.at(-1)!.to },
      count: found.cases,
      expected: found.expected,
      chance: found.chance,
      simulations: SIMULATIONS,
    },
  });
}
