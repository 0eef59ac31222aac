import type { ProposalAnswer, ProposalMessage } from './proposal-work';

export interface ProposalThread {
  /** Asks for something; the thread starts with the first question, and anew after it has failed. */
  ask(message: Exclude<ProposalMessage, { kind: 'cancel' }>): void;
  /** Stops what is being worked out, if anything is. */
  cancel(): void;
}

/**
 * A thread of its own to divide grids on.
 * @param name as the browser's tools list it
 * @param take every answer, also those nobody waits for any more: they carry the turn of their question
 * @param failed when the thread has ended by a fault; its answers will not come
 */
export function proposalThread(
  name: string,
  take: (answer: ProposalAnswer) => void,
  failed: () => void,
): ProposalThread {
  let worker: Worker | null = null;

  function start(): Worker {
    const started = new Worker(new URL('./proposal-worker.ts', import.meta.url), { type: 'module', name });
    started.addEventListener('message', ({ data }: MessageEvent<ProposalAnswer>) => take(data));
    started.addEventListener('error', () => {
      started.terminate();
      worker = null;
      failed();
    });
    return started;
  }

  return {
    ask(message) {
      worker ??= start();
      worker.postMessage(message);
    },
    cancel() {
      worker?.postMessage({ kind: 'cancel' } satisfies ProposalMessage);
    },
  };
}
