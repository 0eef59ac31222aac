import { endedStates } from '../schema/incident';
import type { Incident, IncidentState } from '../schema/incident';
import type { Random } from './prng';

/** Who a type of report is sent to, by its code. */
const ownerByType: Readonly<Record<string, string>> = {
  '0101': '环卫中心',
  '0102': '城管执法队',
  '0103': '城管执法队',
  '0104': '环卫中心',
  '0201': '市政养护所',
  '0202': '市政养护所',
  '0203': '市政养护所',
  '0204': '社区居委会',
  '0205': '市政养护所',
  '0301': '交警中队',
  '0302': '城管执法队',
  '0303': '物业服务企业',
  '0401': '城管执法队',
  '0402': '派出所',
  '0501': '物业服务企业',
  '0502': '物业服务企业',
  '0601': '社区居委会',
  '0602': '物业服务企业',
  '0701': '水热公司',
  '0702': '社区居委会',
  '0703': '生态环境分局',
};
/** States in which nobody has been given the report yet, or nobody ever was. */
const unassigned: readonly IncidentState[] = ['reported', 'verifying', 'registered', 'rejected', 'duplicate', 'void'];
const minute = 60_000;

/**
 * Gives every report to whoever does such work, and says when they first took it up: a small part of what they are
 * allowed, before they closed it and before the data end. What is not sent yet has neither; what is only sent has no
 * response. Draws from a stream of its own.
 * @param dataEnd UTC ms after which nothing is known
 */
export function handOutIncidents(incidents: readonly Incident[], dataEnd: number, random: Random): Incident[] {
  return incidents.map((incident): Incident => {
    const haste = random.unit();
    if (unassigned.includes(incident.state)) return incident;
    const owner = ownerByType[incident.typeCode] ?? null;
    if (incident.state === 'dispatched') return { ...incident, owner };
    const { reportedAt, dueAt, closedAt } = incident;
    const left = (endedStates.includes(incident.state) ? (closedAt ?? dataEnd) : dataEnd) - reportedAt;
    const allowed = (dueAt ?? reportedAt) - reportedAt;
    const wait = Math.min(allowed * (0.01 + 0.24 * haste * haste), left * (0.1 + 0.7 * haste));
    return { ...incident, owner, respondedAt: reportedAt + Math.floor(wait / minute) * minute };
  });
}
