import { PlanChecker } from './plan-checker';
import type { CheckerAnswer, CheckerMessage } from './plan-checker';

/** The thread plans are checked on: takes changes as they come and answers when they rest. */
const checker = new PlanChecker();
/** Changes of one act come within this many milliseconds. */
const rest = 60;
let waiting: ReturnType<typeof setTimeout> | undefined;

addEventListener('message', ({ data }: MessageEvent<CheckerMessage>) => {
  checker.take(data);
  if (data.kind === 'faces' || data.kind === 'borders') return;
  clearTimeout(waiting);
  waiting = setTimeout(() => postMessage({ turn: data.turn, findings: checker.check() } satisfies CheckerAnswer), rest);
});
