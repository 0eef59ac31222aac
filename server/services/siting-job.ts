import type { SitingProgress } from '../../geodata/coverage/siting/choose-sites';
import type { Result } from '../../geodata/schema/problems';
import type { PreparedSiting } from './prepare-siting';

/** An answer as gzipped JSON texts, ready to be sent. */
export interface PackedSiting {
  answer: Uint8Array;
  units: Uint8Array;
}

/** A siting question being solved in a thread of its own. */
export interface SitingJob {
  onProgress(listener: (progress: SitingProgress) => void): void;
  /** Asks for the best there is by now. */
  finish(): void;
  /** Cuts it off. */
  stop(): Promise<void>;
  ended: Promise<Result<PackedSiting>>;
}

export type StartSitingJob = (prepared: PreparedSiting) => SitingJob;
