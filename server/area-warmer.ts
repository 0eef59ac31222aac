import { setTimeout as delay } from 'node:timers/promises';
import type { Compute } from './workers/compute';

/** Makes ready what service areas are drawn from, where nobody waits for it. */
export interface AreaWarmer {
  /** Begins with a place, once for each version of it. */
  warm(placeId: string, version: string): void;
}

/** After each slice of work the thread is left to others for as long. */
const PAUSE_MILLISECONDS = 8;

/** One place after another; a place of a newer version than the one at hand begins anew. */
export function createAreaWarmer(compute: Compute, now: () => number): AreaWarmer {
  const versions = new Map<string, string>();
  let work = Promise.resolve();

  async function prepare(placeId: string, version: string): Promise<void> {
    for (let from: number | null = 0; from !== null && versions.get(placeId) === version;) {
      from = await compute.call('prepare-areas', { placeId, from, now: now() });
      await delay(PAUSE_MILLISECONDS, undefined, { ref: false });
    }
  }

  return {
    warm(placeId, version) {
      if (versions.get(placeId) === version) return;
      versions.set(placeId, version);
      // What fails here fails for whoever asks, and is told to them: the pool closes, a place is taken away.
      work = work.then(() => prepare(placeId, version)).catch(() => void versions.delete(placeId));
    },
  };
}
