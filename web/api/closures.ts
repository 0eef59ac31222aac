import type { ClosureChange, ClosureInput, FoundStretch } from '../../geodata/schema/closure';
import type { LngLat } from '../../geodata/schema/coordinates';
import type { Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';

const { closures } = placeApi;
const one = closures[':closure'];
const ofPlace = (place: string) => ({ param: pathParams({ place }), query: {} });
const ofClosure = (place: string, closure: string) => ({ param: pathParams({ place, closure }), query: {} });

/** The stretch of street between two crossings that a place points at. */
export function fetchStretch(placeId: string, [lng, lat]: LngLat): Promise<Result<FoundStretch>> {
  const query = { lng: String(lng), lat: String(lat) };
  return answer(closures.stretch.$get({ ...ofPlace(placeId), query }));
}

export function postClosure(placeId: string, json: ClosureInput): Promise<Result<ClosureChange>> {
  return answer(closures.$post({ ...ofPlace(placeId), json }));
}

/** Changes a closure, or puts back one that was taken away. */
export function putClosure(
  placeId: string,
  id: string,
  json: ClosureInput & { revision: number },
): Promise<Result<ClosureChange>> {
  return answer(one.$put({ ...ofClosure(placeId, id), json }));
}

export function deleteClosure(placeId: string, id: string, revision: number): Promise<Result<ClosureChange>> {
  return answer(one.$delete({ ...ofClosure(placeId, id), query: { revision: String(revision) } }));
}
