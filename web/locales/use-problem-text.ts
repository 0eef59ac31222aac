import { describeProblem } from '../../geodata/schema/problems';
import type { Problem } from '../../geodata/schema/problems';
import { useGridNames } from './use-grid-names';
import { useSession } from '../state/session';

/** Problems in the words of the interface's language. */
export function useProblemText(): { problemText: (problem: Problem) => string } {
  const session = useSession();
  const { gridName } = useGridNames();
  return { problemText: (problem) => gridName(describeProblem(problem, session.shortLanguage)) };
}
