export interface PartitionProgress {
  /** 0…1. */
  done: number;
  /** Parts in the band so far, of how many. */
  inBand: number;
  parts: number;
}

/** What whoever waits for a long computation gives along. */
export interface SliceHooks {
  onProgress?: (progress: PartitionProgress) => void;
  /** Asked after every slice of a few milliseconds. */
  isCancelled?: () => boolean;
  /** Awaited after every slice, so that messages come in: a timer, a message channel. */
  breathe: () => Promise<void>;
}

/** A computation in steps with pauses in between; null where `isCancelled` said so. */
export async function runInSlices<Answer>(
  steps: Generator<PartitionProgress, Answer, void>,
  { onProgress, isCancelled, breathe }: SliceHooks,
): Promise<Answer | null> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
    await breathe();
    if (isCancelled?.()) return null;
  }
}
