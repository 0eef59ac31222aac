import { coveredPart } from '../../geodata/coverage/covered-part';
import { hasJudgedFloorArea, isUndersized, leastFloorArea } from '../../geodata/coverage/floor-area';
import type { IncidentProgress } from '../../geodata/incidents/incident-progress';
import type { PlanFinding } from '../../geodata/plan/check-plan';
import type { BrokenRule, OverviewAnswer, OverviewRow, OverviewRule } from '../../geodata/schema/overview';
import { stationKinds } from '../../geodata/schema/station';
import type { Station, StationKind } from '../../geodata/schema/station';

/** The rules of a plan, as its checks are named, with what they are judged on. */
const planRules = [
  ['too-few-households', 'judged'],
  ['too-many-households', 'judged'],
  ['too-many-residents', null],
  ['no-worker', 'grids'],
  ['unassigned', null],
  ['overlap', null],
  ['crack', null],
  ['ring', null],
  ['apart', null],
  ['outside', null],
  ['units-outside', null],
] as const satisfies readonly (readonly [OverviewRule, 'judged' | 'grids' | null])[];

const byHouseholds: readonly OverviewRule[] = ['too-few-households', 'too-many-households', 'too-many-residents'];

export type StationTally = OverviewAnswer['stations'][number];

/** Stations by kind with their floor areas against the standards, most stations first. */
export function tallyStations(
  stations: readonly Station[],
  standards: Readonly<Record<string, number>>,
): StationTally[] {
  return stationKinds
    .flatMap((kind) => {
      const all = stations.filter((station) => station.kind === kind);
      if (all.length === 0) return [];
      const least = new Set(all.flatMap((station) => leastFloorArea(station, standards) ?? []));
      return {
        kind,
        count: all.length,
        measured: all.filter(({ floorAreaSquareMetres }) => floorAreaSquareMetres !== null).length,
        judged: all.filter((station) => hasJudgedFloorArea(station, standards)).length,
        undersized: all.filter((station) => isUndersized(station, standards)).length,
        leastSquareMetres: least.size === 1 ? [...least][0]! : null,
      };
    })
    .sort((a, b) => b.count - a.count);
}

export interface RuleInputs {
  place: OverviewRow;
  /** Null without a plan. */
  findings: readonly PlanFinding[] | null;
  communities: readonly OverviewRow[];
  leastCoveredShare: number | null;
  kind: StationKind | null;
  stations: readonly StationTally[];
  /** Of all the data, whatever the period; null without incidents. */
  allIncidents: IncidentProgress | null;
}

/** Every rule that can be judged here, with how many break it; what cannot be judged is not in the list. */
export function judgeRules(inputs: RuleInputs): BrokenRule[] {
  const { place, findings, communities, leastCoveredShare, kind, stations, allIncidents } = inputs;
  const rules: BrokenRule[] = [];
  const add = (rule: OverviewRule, count: number, of: number | null, more: Partial<BrokenRule> = {}): void => {
    rules.push({ rule, kind: null, count, of, assumed: false, ...more });
  };
  if (findings && place.grids) {
    const counts = new Map<string, number>();
    for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
    const isStaffed = !counts.has('check.workers-unknown');
    for (const [rule, of] of planRules) {
      const { judged, total } = place.grids;
      if (of === 'judged' && judged === 0) continue;
      if (rule === 'too-many-residents' && place.residents === null) continue;
      if (rule === 'no-worker' && !isStaffed) continue;
      const whole = of === 'judged' ? judged : of === 'grids' ? total : null;
      const assumed = byHouseholds.includes(rule) && place.assumedUnits > 0;
      add(rule, counts.get(`check.${rule}`) ?? 0, whole, { assumed });
    }
  }
  if (leastCoveredShare !== null && place.covered) {
    const parts = communities.flatMap(({ covered }) => (covered && coveredPart(covered)) ?? []);
    const low = parts.filter(({ covered, total }) => covered / total < leastCoveredShare);
    const assumed = place.assumedUnits > 0 && parts.some(({ basis }) => basis !== 'units');
    if (parts.length > 0) add('low-coverage', low.length, parts.length, { kind, assumed });
  }
  for (const { kind: ofKind, judged, undersized } of stations) {
    if (judged > 0) add('small-station', undersized, judged, { kind: ofKind });
  }
  if (allIncidents && allIncidents.withDue > 0) add('overdue', allIncidents.overdue, allIncidents.open);
  if (place.incidents && place.incidents.withDue > 0) {
    const { overdue, closedLate, withDue } = place.incidents;
    add('late', overdue + closedLate, withDue);
  }
  return rules;
}
