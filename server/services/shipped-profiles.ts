import { profileSchema } from '../../geodata/schema/place';
import type { Profile } from '../../geodata/schema/place';
import baoding from '../../geodata/places/baoding.json';
import generic from '../../geodata/places/generic.json';
import guAn from '../../geodata/places/gu-an.json';
import jianhu from '../../geodata/places/jianhu.json';
import taipei from '../../geodata/places/taipei.json';
import yanji from '../../geodata/places/yanji.json';

/** Profiles that come with the product, by id: what an import spec may build on. */
export const shippedProfiles: Readonly<Record<string, Profile>> = Object.fromEntries(
  [generic, guAn, jianhu, yanji, baoding, taipei].map((profile) => [profile.id, profileSchema.parse(profile)]),
);
