import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { countHexagons } from './count-hexagons';
import type { HexagonQuery } from './count-hexagons';
import { findDuplicates } from './find-duplicates';
import type { DuplicatesQuery } from './find-duplicates';
import { findRepeats } from './find-repeats';
import type { RepeatsQuery } from './find-repeats';
import { needsWalks } from './cover-flags';
import { measureCover } from './measure-cover';
import { listUnitAreas } from './incident-grids';
import type { GridsAsked } from './incident-grids';
import type { IncidentSource } from './incident-set';
import { findIncident, listIncidents, toIncidentFeatures } from './list-incidents';
import type { IncidentListQuery } from './list-incidents';
import { measureDensity } from './measure-density';
import type { DensityQuery } from './measure-density';
import { measureFigures } from './measure-figures';
import type { FigureQuery } from './measure-figures';
import { measureEmerging } from './measure-emerging';
import type { EmergingQuery } from './measure-emerging';
import { listReports } from './merge-incidents';
import { listLatePoints, measureLateness } from './measure-lateness';
import type { LatenessQuery, LatePointsQuery } from './measure-lateness';
import type { IncidentQuery } from './read-incident-query';
import { scanIncidents } from './scan-incidents';
import { listIncidentTypes, summariseIncidents } from './summarise-incidents';
import type { IncidentSummaryQuery } from './summarise-incidents';

/** Everything that can be asked about the incidents of a place. */
export type IncidentQuestion =
  | { about: 'rows'; format: 'json' | 'geojson'; query: IncidentListQuery }
  | { about: 'one'; id: string; asked: GridsAsked }
  | { about: 'reports'; id: string; asked: GridsAsked }
  | { about: 'repeats'; query: RepeatsQuery }
  | { about: 'duplicates'; query: DuplicatesQuery }
  | { about: 'types' }
  | { about: 'summary'; query: IncidentSummaryQuery }
  | { about: 'density'; query: DensityQuery }
  | { about: 'hexagons'; query: HexagonQuery }
  | { about: 'emerging'; query: EmergingQuery }
  | { about: 'cluster'; query: EmergingQuery }
  | { about: 'figures'; query: FigureQuery }
  | { about: 'lateness'; query: LatenessQuery }
  | { about: 'late-points'; query: LatePointsQuery }
  | { about: 'cover'; query: IncidentQuery; minutes: number }
  | { about: 'areas' };

/** Whether a question can only be answered with `source.walks`. */
export function asksForWalks(question: IncidentQuestion): boolean {
  if (question.about === 'cover') return true;
  if (!('query' in question)) return false;
  const { query } = question;
  const reference = 'reference' in query ? new URLSearchParams(query.reference).get('cover') : null;
  return needsWalks(query.cover) || needsWalks(reference ?? undefined);
}

/** The answer as JSON text, made where it does not block anybody: in a worker. */
export async function answerIncidents(source: IncidentSource, question: IncidentQuestion): Promise<Result<string>> {
  const answer = await answerOf(source, question);
  return answer.ok ? ok(JSON.stringify(answer.value)) : answer;
}

async function answerOf(source: IncidentSource, question: IncidentQuestion): Promise<Result<object>> {
  switch (question.about) {
    case 'rows': {
      const page = await listIncidents(source, question.query);
      return page.ok && question.format === 'geojson' ? ok(toIncidentFeatures(page.value)) : page;
    }
    case 'one':
      return findIncident(source, question.id, question.asked);
    case 'reports':
      return listReports(source, question.id, question.asked);
    case 'repeats':
      return findRepeats(source, question.query);
    case 'duplicates':
      return findDuplicates(source, question.query);
    case 'types':
      return listIncidentTypes(source);
    case 'summary':
      return summariseIncidents(source, question.query);
    case 'density':
      return measureDensity(source, question.query);
    case 'hexagons':
      return countHexagons(source, question.query);
    case 'emerging':
      return measureEmerging(source, question.query);
    case 'cluster':
      return scanIncidents(source, question.query);
    case 'figures':
      return measureFigures(source, question.query);
    case 'lateness':
      return measureLateness(source, question.query);
    case 'late-points':
      return listLatePoints(source, question.query);
    case 'cover':
      return measureCover(source, question.query, question.minutes);
    case 'areas':
      return listUnitAreas(source);
  }
}
