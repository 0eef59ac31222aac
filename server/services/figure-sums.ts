import { sumFigures } from '../../geodata/incidents/figures/figure-cells';
import type { FigureSums } from '../../geodata/incidents/figures/figure-cells';
import { courseOfIncidents } from '../../geodata/incidents/figures/incident-outcomes';
import type { IncidentCourse } from '../../geodata/incidents/figures/incident-outcomes';
import { areasInOrder, orderByResponse } from '../../geodata/incidents/figures/response-times';
import type { ResponseOrder } from '../../geodata/incidents/figures/response-times';
import { localDays } from '../../geodata/incidents/local-days';
import type { LocalDays } from '../../geodata/incidents/local-days';
import type { FigureGroups } from './figure-groups';
import type { IncidentSet, IncidentSource } from './incident-set';

const noDays: LocalDays = { dates: [], starts: Float64Array.of(0) };

/** What became of every incident of the place, made once a dataset version. */
export function incidentCourse(source: IncidentSource, set: IncidentSet): Promise<IncidentCourse> {
  return source.cached('incident-course', () => {
    const days = set.days ? localDays(set.days.starts[0]!, set.asOf - 1, set.place.profile.timeZone) : noDays;
    return Promise.resolve(courseOfIncidents(set.columns, days));
  });
}

/** Its sums by what incidents are put together by, made once a dataset version and revision of the plan. */
export async function figureSums(source: IncidentSource, set: IncidentSet, groups: FigureGroups): Promise<FigureSums> {
  const course = await incidentCourse(source, set);
  return source.cached(`figure-sums ${groups.key}`, () =>
    Promise.resolve(sumFigures(course, set.columns.type, groups.memberOf, groups.members.length)),
  );
}

/** Incidents by how long they waited for a first response, ordered once a dataset version. */
export function responseOrder(source: IncidentSource, set: IncidentSet): Promise<ResponseOrder> {
  return source.cached('incident-response-order', () => Promise.resolve(orderByResponse(set.columns)));
}

/** The area of each of them, plus one, ordered alike. */
export async function responseAreas(
  source: IncidentSource,
  set: IncidentSet,
  groups: FigureGroups,
): Promise<Int32Array> {
  const order = await responseOrder(source, set);
  return source.cached(`response-areas ${groups.key}`, () => Promise.resolve(areasInOrder(order, groups.memberOf)));
}
