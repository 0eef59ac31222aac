import { describeProblem } from '../../geodata/schema/problems';
import type { Problem } from '../../geodata/schema/problems';
import { useSession } from '../state/session';

/** Problems in the words of the interface's language. */
export function useProblemText(): { problemText: (problem: Problem) => string } {
  const session = useSession();
  return { problemText: (problem) => describeProblem(problem, session.shortLanguage) };
}
