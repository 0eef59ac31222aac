import type { ImportProgressWire, ImportSessionWire } from '../../geodata/schema/import-session';
import { describeProblem, plainParams } from '../../geodata/schema/problems';
import type { ImportRunState, ImportSession } from './import-sessions';

/** An import by upload as it is told, problems in a language. */
export function describeImport(
  session: ImportSession,
  limitBytes: number,
  now: number,
  language: 'zh' | 'en',
): ImportSessionWire {
  const { id, files, run } = session;
  const problem = run?.problem ?? null;
  return {
    id,
    state: run?.state ?? 'open',
    files,
    limitBytes,
    progress: run ? describeProgress(run, now) : null,
    problem: problem && {
      code: problem.code,
      params: plainParams(problem.params, language),
      detail: describeProblem(problem, language),
    },
    outcome: run?.outcome ?? null,
  };
}

function describeProgress({ startedAt, step }: ImportRunState, now: number): ImportProgressWire | null {
  return step && { ...step, secondsRunning: Math.max(0, (now - startedAt) / 1000) };
}
