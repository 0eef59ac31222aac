import type { FigureGap, FigureId } from '../../geodata/schema/incident-figures';
import { NO_DAY } from '../../geodata/incidents/figures/incident-outcomes';
import type { IncidentCourse } from '../../geodata/incidents/figures/incident-outcomes';
import type { FigureGroups } from './figure-groups';
import type { IncidentSet } from './incident-set';

/** Figures this place has no data for, or that make no sense by agency, and why. */
export function figureGaps(
  { columns }: IncidentSet,
  { outcomes }: IncidentCourse,
  { kind, people, tooFew, posts }: FigureGroups,
): ReadonlyMap<FigureId, FigureGap> {
  const gaps = new Map<FigureId, FigureGap>();
  const isByOwner = kind === 'owners';
  if (!people.some((here) => here !== null && here >= Math.max(1, tooFew))) {
    gaps.set('rate', isByOwner ? 'by-owner' : 'no-people');
  }
  if (!posts?.of.some((here) => here !== null && here > 0)) {
    gaps.set('perWorker', isByOwner ? 'by-owner' : posts?.unrecorded.length ? 'no-workers-then' : 'no-workers');
  }
  if (!outcomes.dueDelay.some((delay) => delay !== NO_DAY)) {
    gaps.set('dueInTime', 'no-deadlines');
    gaps.set('overdue', 'no-deadlines');
  }
  if (!columns.respondedAt.some((at) => !Number.isNaN(at))) {
    gaps.set('responseMedian', 'no-responses');
    gaps.set('responseP90', 'no-responses');
  }
  return gaps;
}
