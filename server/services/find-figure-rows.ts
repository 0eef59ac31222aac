import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { partOfIncident, rowsOfFigure } from '../../geodata/incidents/figures/figure-rows';
import type { FigurePart, ListedFigure } from '../../geodata/schema/incident-figures';
import { incidentCourse } from './figure-sums';
import type { IncidentSet, IncidentSource } from './incident-set';

/** Narrows a list to what a figure is made of. */
export interface FigureNarrowing {
  figure?: ListedFigure | undefined;
  part?: FigurePart | undefined;
}

/** Rows that pass the filter, ascending; of a figure those it puts into the part, or all it looks at. */
export async function findFigureRows(
  source: IncidentSource,
  set: IncidentSet,
  filter: IncidentFilter,
  { figure, part }: FigureNarrowing,
): Promise<Uint32Array> {
  const { columns, asOf } = set;
  if (figure === undefined) return filterIncidents(columns, filter, asOf);
  const course = await incidentCourse(source, set);
  return rowsOfFigure(columns, course, filter, figure, asOf).filter((i) => {
    const here = partOfIncident(columns, course, figure, i);
    return here !== null && (part === undefined || here === part);
  });
}
