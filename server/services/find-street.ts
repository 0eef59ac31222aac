import { groundMetres } from '../../geodata/geometry/ground-metres';
import { lineToGeoJson } from '../../geodata/geometry/to-geojson';
import type { StreetFeature } from '../../geodata/schema/collections';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { selectStreetPieces } from '../db/queries/streets';

/** A street with all its pieces, by the id of any of them. Fails with `street.not-found`. */
export async function findStreet(store: PlaceStore, id: string): Promise<Result<StreetFeature>> {
  const pieces = await selectStreetPieces(store.client, id);
  const [first] = pieces;
  if (!first) return fail('street.not-found', { street: id });
  let lengthMetres = 0;
  for (const { line } of pieces) {
    for (let i = 2; i + 1 < line.length; i += 2) {
      lengthMetres += groundMetres(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!);
    }
  }
  const coordinates = pieces.map(({ line }) => lineToGeoJson(line).coordinates as [number, number][]);
  return ok({
    type: 'Feature',
    id,
    geometry: { type: 'MultiLineString', coordinates },
    properties: { id, name: first.name, lengthMetres: Math.round(lengthMetres) },
  });
}
