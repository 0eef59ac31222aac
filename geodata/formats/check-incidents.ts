import type { MultiPolygon } from '../schema/coordinates';
import type { Incident } from '../schema/incident';
import { assignPoints } from '../geometry/assign-points';
import type { LayerLog } from './import-log';
import type { IncidentLayerSpec } from './import-spec';

type Row = { line: number; incident: Incident };
type Check = IncidentLayerSpec['checks'][number];

/** Looks for what the spec asks about in rows that were kept, and reports each with its line. */
export function checkIncidents(
  rows: readonly Row[],
  checks: readonly Check[],
  baseUnitLand: readonly MultiPolygon[],
  log: LayerLog,
): void {
  for (const check of checks) {
    switch (check.find) {
      case 'without-point':
        for (const { line, incident } of rows) if (!incident.point) log.remark('incident.without-point', line);
        break;
      case 'outside-base-units':
        findOutside(rows, baseUnitLand, log);
        break;
      case 'without-due-date':
        for (const { line, incident } of rows)
          if (incident.dueAt === null) log.remark('incident.without-due-date', line);
        break;
      case 'closed-when-created':
        for (const { line, incident } of rows)
          if (incident.closedAt === incident.reportedAt) log.remark('incident.closed-when-created', line);
        break;
      case 'closed-late':
        for (const { line, incident } of rows) {
          const { dueAt, closedAt } = incident;
          if (dueAt === null || closedAt === null || closedAt <= dueAt) continue;
          log.remark('incident.closed-late', line, { days: ((closedAt - dueAt) / 86_400_000).toFixed(1) });
        }
        break;
      case 'repeated-address':
        findRepeatedAddresses(rows, check.atLeast, log);
    }
  }
}

/** What happened where nobody is counted is on the map, but in no rate by base unit. */
function findOutside(rows: readonly Row[], land: readonly MultiPolygon[], log: LayerLog): void {
  const placed = rows.filter(({ incident }) => incident.point !== null);
  const units = assignPoints(
    placed.flatMap(({ incident }) => [...incident.point!]),
    land,
  );
  placed.forEach(({ line }, i) => {
    if (units[i] === -1) log.remark('incident.outside-base-units', line);
  });
}

/** Many reports at one address are often typed in at the office, not where the trouble is. */
function findRepeatedAddresses(rows: readonly Row[], atLeast: number, log: LayerLog): void {
  const byAddress = new Map<string, Row[]>();
  for (const row of rows) {
    const address = row.incident.address;
    if (address === null) continue;
    const group = byAddress.get(address);
    if (group) group.push(row);
    else byAddress.set(address, [row]);
  }
  for (const [address, group] of byAddress) {
    if (group.length < atLeast) continue;
    for (const { line } of group) log.remark('incident.repeated-address', line, { address, count: group.length });
  }
}
