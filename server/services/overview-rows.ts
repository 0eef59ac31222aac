import { summariseCoverage } from '../../geodata/coverage/coverage-summary';
import type { CoverageCounts } from '../../geodata/coverage/coverage-summary';
import { hasPoint } from '../../geodata/incidents/incident-columns';
import { tallyProgress } from '../../geodata/incidents/incident-progress';
import { tallyGrids } from '../../geodata/overview/tally-grids';
import type { CountedGrid } from '../../geodata/overview/tally-grids';
import { tallyPeople } from '../../geodata/overview/tally-people';
import type { OverviewRow } from '../../geodata/schema/overview';
import type { StationKind } from '../../geodata/schema/station';
import type { CoverageNetwork, KindTimes } from './coverage-network';
import type { IncidentSet } from './incident-set';
import type { OverviewGroup, OverviewGroups } from './overview-groups';

/** What every row is counted from. */
export interface OverviewCounting {
  set: IncidentSet;
  groups: OverviewGroups;
  /** Grids with who lives in them. */
  countedGrids: readonly CountedGrid[];
  kind: StationKind | null;
  /** Null where walking cannot be measured. */
  walking: { on: CoverageNetwork; times: KindTimes; cutoffMilliseconds: number } | null;
  /** Rows of the incidents of the period; null where the place has none at all. */
  incidents: Uint32Array | null;
}

/** One row a member of the group, in its order. */
export function countRows(counting: OverviewCounting, group: OverviewGroup): OverviewRow[] {
  const { set, groups, countedGrids, kind, incidents } = counting;
  const n = group.members.length;
  const people = tallyPeople(groups.units, group.unitOf, n);
  const grids = tallyGrids(countedGrids, set.place.profile.grid.householdBand, group.gridOf, n);
  const covered = countCovered(counting, group.unitOf, n);
  const progress = incidents && tallyProgress(set.columns, incidents, set.asOf, group.incidentOf, n);
  const stations = new Int32Array(n);
  groups.stations.forEach((station, s) => {
    const at = group.stationOf[s]!;
    if (at >= 0 && station.kind === kind) stations[at]!++;
  });
  return group.members.map(({ id, name, level, parentId }, i) => ({
    id,
    name,
    level,
    parentId,
    ...people[i]!,
    grids: groups.plan && grids[i]!,
    stations: stations[i]!,
    covered: covered && covered[i]!,
    incidents: progress && progress[i]!,
    incidentsInside: progress && progress[i]!.count,
  }));
}

/** The place as a whole, with what lies in no area of it too. */
export function countPlace(counting: OverviewCounting): OverviewRow {
  const { set, groups, countedGrids, kind, incidents } = counting;
  const { place } = set;
  const finest = groups.levels.at(-1);
  return {
    id: place.id,
    name: place.name,
    level: 0,
    parentId: null,
    ...tallyPeople(groups.units, null, 1)[0]!,
    grids: groups.plan && tallyGrids(countedGrids, place.profile.grid.householdBand, null, 1)[0]!,
    stations: groups.stations.filter((station) => station.kind === kind).length,
    covered: countCovered(counting, null, 1)?.[0] ?? null,
    incidents: incidents && tallyProgress(set.columns, incidents, set.asOf, null, 1)[0]!,
    // The sum of its areas; where it has none, whatever has a point.
    incidentsInside:
      incidents &&
      incidents.filter((i) => hasPoint(set.columns, i) && (finest === undefined || finest.incidentOf[i]! >= 0)).length,
  };
}

function countCovered(
  { groups, walking }: OverviewCounting,
  unitOf: Int32Array | null,
  n: number,
): CoverageCounts[] | null {
  if (!walking) return null;
  const { on, times, cutoffMilliseconds } = walking;
  return summariseCoverage(groups.units, times.milliseconds, on.unitConnections.kind, cutoffMilliseconds, unitOf, n);
}
