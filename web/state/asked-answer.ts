import { ref, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { Problem, Result } from '../../geodata/schema/problems';
import { usePlace } from './place';
import type { LoadStatus } from './place';

/** The answer to the question that stands now, and how far it has come. */
export interface AskedAnswer<T> {
  answer: ShallowRef<T | null>;
  status: Ref<LoadStatus>;
  problem: ShallowRef<Problem | null>;
  load: () => Promise<void>;
}

/**
 * Asks whenever the question changes; answers overtaken by a newer question are dropped. While a new one is on its way
 * the old answer stays, so that nothing jumps.
 * @param question null while nothing is to be asked; what is compared is its text
 */
export function useAskedAnswer<Q, T>(
  question: () => Q | null,
  ask: (question: Q, signal: AbortSignal) => Promise<Result<T>>,
): AskedAnswer<T> {
  const answer = shallowRef<T | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  let asked: AbortController | null = null;

  async function load(): Promise<void> {
    asked?.abort();
    const now = question();
    if (now === null) {
      if (status.value === 'loading') status.value = answer.value ? 'ready' : 'idle';
      return;
    }
    const mine = new AbortController();
    asked = mine;
    status.value = 'loading';
    const found = await ask(now, mine.signal);
    if (mine.signal.aborted) return;
    status.value = found.ok ? 'ready' : 'failed';
    problem.value = found.ok ? null : found.problem;
    answer.value = found.ok ? found.value : null;
  }

  // What was answered about other data means nothing any more.
  const place = usePlace();
  watch(
    () => place.current?.datasetVersion,
    () => {
      asked?.abort();
      answer.value = null;
      problem.value = null;
      status.value = 'idle';
    },
    { flush: 'sync' },
  );
  watch(
    () => JSON.stringify(question()),
    () => void load(),
    { immediate: true },
  );
  return { answer, status, problem, load };
}
