import type { ImportProgressWire } from '../../geodata/schema/import-session';
import type { Result } from '../../geodata/schema/problems';

/** What a run is told. */
export interface ImportJobOrder {
  specText: string;
  /** What to call the spec in messages. */
  specFile: string;
  placeId: string;
  /** Absolute folder of the files. */
  dataFolder: string;
  dataDir: string;
  /** UTC milliseconds. */
  now: number;
  dropEditedPlans: boolean;
}

/** How far a run has come. */
export type ImportJobStep = Omit<ImportProgressWire, 'secondsRunning'>;

/** What a run that ended well says of itself. */
export interface ImportOutcomeCounts {
  place: string;
  datasetVersion: string;
  keptPlans: string[];
  droppedPlans: string[];
  hasStreets: boolean;
  hasIncidents: boolean;
}

/** A run under way in a thread of its own. */
export interface ImportJob {
  onStep(listener: (step: ImportJobStep) => void): void;
  /** Called when everything is read and checked, and nothing is written yet. */
  onReady(listener: () => void): void;
  /** Lets it write; from here on it cannot be stopped. */
  write(): void;
  /** Cuts it off. Only before `write`: the place is as it was then. */
  stop(): Promise<void>;
  /** How it ended. */
  ended: Promise<Result<ImportOutcomeCounts>>;
}
