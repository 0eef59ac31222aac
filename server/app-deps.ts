import type { AreaWarmer } from './area-warmer';
import type { Config } from './config';
import type { PlaceStores } from './db/place-store';
import type { ImportSessions } from './services/import-sessions';
import type { SitingJobs } from './services/siting-jobs';
import type { Compute } from './workers/compute';

/** What every route is given; tests put their own in. */
export interface AppDeps {
  config: Config;
  places: PlaceStores;
  compute: Compute;
  imports: ImportSessions;
  siting: SitingJobs;
  /** Told of places whose coverage is asked for; without it nothing is made ahead. */
  areas?: AreaWarmer;
  /** UTC milliseconds. */
  now(): number;
  log(line: string): void;
}
