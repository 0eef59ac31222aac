import { profileSchema } from '../../geodata/schema/place';
import type { Profile } from '../../geodata/schema/place';
import generic from '../../geodata/places/generic.json';
import guAn from '../../geodata/places/gu-an.json';
import taipei from '../../geodata/places/taipei.json';

/** Profiles that come with the product, by id: what an import spec may build on. */
export const shippedProfiles: Readonly<Record<string, Profile>> = Object.fromEntries(
  [generic, guAn, taipei].map((profile) => [profile.id, profileSchema.parse(profile)]),
);
