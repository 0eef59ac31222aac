import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { checkServices } from './check-services';
import type { ServiceCheckQuery } from './check-services';
import type { CoverageSource } from './coverage-network';
import { drawServiceAreas } from './draw-service-areas';
import type { ServiceAreaQuery } from './draw-service-areas';
import { findReach } from './find-reach';
import type { ReachQuery } from './find-reach';
import { listLevel } from './list-level';
import type { LevelQuery } from './list-level';
import { listClosures } from './list-closures';
import type { ClosuresQuery } from './list-closures';
import { listUncovered } from './list-uncovered';
import type { UncoveredQuery } from './list-uncovered';
import { answerAccess, listAccess } from './measure-access';
import type { AccessQuery } from './measure-access';
import { listUnitTimes, measureCoverage } from './measure-coverage';
import type { CoverageQuery } from './measure-coverage';
import { listReachedServices, measureLifeCircle } from './measure-life-circle';
import type { LifeCircleQuery } from './measure-life-circle';

/** Everything that can be asked about walking coverage. */
export type CoverageQuestion =
  | { about: 'coverage'; query: CoverageQuery }
  | { about: 'units'; query: Omit<CoverageQuery, 'minutes' | 'plan'> }
  | { about: 'level'; query: LevelQuery }
  | { about: 'uncovered'; query: UncoveredQuery }
  | { about: 'service-areas'; query: ServiceAreaQuery }
  | { about: 'reach'; query: ReachQuery }
  | { about: 'closures'; query: ClosuresQuery }
  | { about: 'checks'; query: ServiceCheckQuery }
  | { about: 'life-circle'; query: LifeCircleQuery }
  | { about: 'life-circle-units'; query: Omit<LifeCircleQuery, 'plan'> }
  | { about: 'access'; query: AccessQuery }
  | { about: 'access-units'; query: Omit<AccessQuery, 'plan'> };

/** The answer as JSON text, or its bytes, made where it does not block anybody: in a worker. */
export async function answerCoverage(
  source: CoverageSource,
  question: CoverageQuestion,
): Promise<Result<string | Uint8Array>> {
  if (question.about === 'service-areas') return drawServiceAreas(source, question.query);
  const answer = await answerOf(source, question);
  return answer.ok ? ok(JSON.stringify(answer.value)) : answer;
}

function answerOf(
  source: CoverageSource,
  question: Exclude<CoverageQuestion, { about: 'service-areas' }>,
): Promise<Result<object>> {
  switch (question.about) {
    case 'coverage':
      return measureCoverage(source, question.query);
    case 'units':
      return listUnitTimes(source, question.query);
    case 'level':
      return listLevel(source, question.query);
    case 'uncovered':
      return listUncovered(source, question.query);
    case 'reach':
      return findReach(source, question.query);
    case 'closures':
      return listClosures(source, question.query);
    case 'checks':
      return checkServices(source, question.query);
    case 'life-circle':
      return measureLifeCircle(source, question.query);
    case 'life-circle-units':
      return listReachedServices(source, question.query);
    case 'access':
      return answerAccess(source, question.query);
    case 'access-units':
      return listAccess(source, question.query);
  }
}
