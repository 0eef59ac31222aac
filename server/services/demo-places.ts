import { demoCounts } from '../../geodata/demo/demo-counts';
import type { LocalName, Profile } from '../../geodata/schema/place';
import { shippedProfiles } from './shipped-profiles';

export interface DemoPlace {
  /** Id of the place that is made, and its name on the command line. */
  placeId: string;
  name: LocalName;
  profile: Profile;
}

/** The synthetic places that can be made, one a shipped profile with demo counts. */
export const demoPlaces: readonly DemoPlace[] = Object.entries(demoCounts).flatMap(([id, { placeId }]) => {
  const profile = shippedProfiles[id];
  return profile ? [{ placeId, name: profile.name, profile }] : [];
});
