import { stretchEnds } from '../../geodata/coverage/closed-streets';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { isClosedOn } from '../../geodata/schema/closure';
import type { ClosuresAnswer, ClosureWire } from '../../geodata/schema/closure';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { LatticePoint, Line } from '../../geodata/schema/coordinates';
import { dayOf } from '../../geodata/schema/moment';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import { selectClosedStreets, selectStoredClosures } from '../db/queries/closures';
import type { StoredClosure } from '../db/queries/closures';
import { selectPlace } from '../db/queries/places';
import type { CoverageSource } from './coverage-network';
import { today } from './plan-days';

export interface ClosuresQuery {
  /** As `schema/moment`; today without it. */
  at?: string | undefined;
}

/** Every closure on record with whether it is in force on the day. */
export async function listClosures(source: CoverageSource, query: ClosuresQuery): Promise<Result<ClosuresAnswer>> {
  const { client } = source;
  const at = dayOf(query.at ?? (await today(client, source.now)));
  return ok({
    datasetVersion: (await selectPlace(client))!.datasetVersion,
    at,
    closures: await closureWires(client, await selectStoredClosures(client), at),
  });
}

/** Closures as the API gives them, with the names and lines of their streets. */
export async function closureWires(
  client: Client,
  closures: readonly StoredClosure[],
  day: string,
): Promise<ClosureWire[]> {
  const streets = await selectClosedStreets(
    client,
    closures.flatMap(({ closure }) => [...closure.streets, ...(closure.stretches ?? []).map(({ street }) => street)]),
  );
  return closures.map(({ closure, revision, changedAt, author }): ClosureWire => {
    const { streets: whole, stretches = [], area, ...told } = closure;
    const nameOf = (id: string) => streets.get(id)?.name ?? null;
    const lines = [
      ...whole.flatMap((id) => (streets.has(id) ? [degreesOf(streets.get(id)!.line)] : [])),
      ...stretches.flatMap((stretch) => {
        const line = streets.get(stretch.street)?.line;
        if (!line) return [];
        const [first, last] = stretchEnds(line, stretch);
        return [degreesOf(line.slice(2 * first, 2 * last + 4))];
      }),
    ];
    return {
      ...told,
      inForce: isClosedOn(closure, day),
      streets: whole.map((id) => ({ id, name: nameOf(id) })),
      stretches: stretches.map(({ street, from, to }) => ({
        street,
        name: nameOf(street),
        from: degrees(from),
        to: degrees(to),
      })),
      area: area && (multiPolygonToGeoJson(area) as ClosureWire['area']),
      lines,
      unknownStreets: [...new Set([...whole, ...stretches.map(({ street }) => street)])].filter(
        (id) => !streets.has(id),
      ),
      revision,
      changedAt,
      by: author,
    };
  });
}

const degrees = ([x, y]: LatticePoint): [number, number] => [fromLattice(x), fromLattice(y)];

const degreesOf = (line: Line): [number, number][] =>
  Array.from({ length: line.length / 2 }, (_, i) => degrees([line[2 * i]!, line[2 * i + 1]!]));
