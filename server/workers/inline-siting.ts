import type { SitingProgress } from '../../geodata/coverage/siting/choose-sites';
import { fail } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PreparedSiting } from '../services/prepare-siting';
import { runSitingJob } from './run-siting-job';
import type { PackedSiting, SitingJob } from '../services/siting-job';
import { loadHighsSolver } from './highs-solver';

/** Solves a siting question on the calling thread, a turn of the loop later. For tests, which need no second thread. */
export function startInlineSiting(prepared: PreparedSiting): SitingJob {
  const listeners: ((progress: SitingProgress) => void)[] = [];
  let isFinished = false;
  let stop = (): void => undefined;
  const stopped = new Promise<Result<PackedSiting>>((resolve) => {
    stop = () => resolve(fail('siting.thread-lost', { reason: 'stop' }));
  });
  const run = new Promise((resolve) => setImmediate(resolve)).then(async () =>
    runSitingJob(structuredClone(prepared), await loadHighsSolver(), {
      onProgress: (progress) => {
        for (const listen of listeners) listen(progress);
      },
      isStopped: () => isFinished,
    }),
  );
  return {
    onProgress: (listener) => void listeners.push(listener),
    finish: () => {
      isFinished = true;
    },
    async stop() {
      isFinished = true;
      stop();
    },
    ended: Promise.race([run, stopped]),
  };
}
