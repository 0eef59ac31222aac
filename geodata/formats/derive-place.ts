import findZone from '@photostructure/tz-lookup';
import type { MapFacts } from '../schema/import-inspection';
import { placeIdSchema } from '../schema/ids';
import type { LocalName } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { ProblemCode, ProblemParams, Result } from '../schema/problems';
import { isTelling, nameHints, stemOf, titleOf } from './name-hints';
import { placeIdOf } from './place-id';

/** What is known beforehand and need not be derived. */
export interface GivenSpec {
  id?: string | undefined;
  name?: string | undefined;
  zone?: string | undefined;
}

/** One thing that was derived, as a remark for the report. */
export interface DerivedRemark {
  code: ProblemCode;
  params: ProblemParams;
}

export interface DerivedPlace {
  id: string;
  name: LocalName;
  zone: string;
  /** ISO 8601. */
  dataDate: string;
  remarks: DerivedRemark[];
}

/** Where a map comes from: its name, the name of its folder, and an ISO date for files that say none. */
export interface MapOrigin {
  file: string;
  folder: string;
  today: string;
}

/** What a map that stands alone is called, which zone it lies in and how old it is. Fails with `spec.bad-place-id`. */
export function derivePlace(facts: MapFacts, origin: MapOrigin, given: GivenSpec = {}): Result<DerivedPlace> {
  const { file, folder, today } = origin;
  const remarks: DerivedRemark[] = [];
  const [hint] = nameHints(file, folder);
  const { place, bbox, newestDay } = facts;

  const name: LocalName = given.name !== undefined ? { zh: given.name } : (place?.name ?? { zh: titleOf(hint!) });
  if (given.name === undefined)
    remarks.push({ code: place ? 'derived.name-from-map' : 'derived.name-from-file', params: { name } });
  const fallback = isTelling(hint!.code) ? hint!.code : 'place';
  const id = given.id ?? (!isTelling(placeIdOf(stemOf(file))) && place?.code ? place.code : fallback);
  if (!placeIdSchema.safeParse(id).success) return fail('spec.bad-place-id', { id });
  if (given.id === undefined) remarks.push({ code: 'derived.id', params: { id } });

  const zone = given.zone ?? zoneOf(bbox);
  if (given.zone === undefined) remarks.push({ code: 'derived.zone', params: { zone } });
  const dataDate = newestDay ?? today;
  remarks.push({ code: newestDay === null ? 'derived.date-unknown' : 'derived.date', params: { date: dataDate } });
  return ok({ id, name, zone, dataDate, remarks });
}

/** The time zone in the middle of a box of degrees. */
export function zoneOf([west, south, east, north]: readonly [number, number, number, number]): string {
  return findZone((south + north) / 2, (west + east) / 2);
}
