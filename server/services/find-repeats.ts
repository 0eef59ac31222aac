import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { hasPoint } from '../../geodata/incidents/incident-columns';
import { middleOf } from '../../geodata/incidents/incident-places';
import { repeatedPlaces } from '../../geodata/incidents/repeated-places';
import type { RepeatedPlace } from '../../geodata/incidents/repeated-places';
import { typeFamilies } from '../../geodata/incidents/type-families';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { IncidentId } from '../../geodata/schema/ids';
import { MOST_PLACES, placeKinds } from '../../geodata/schema/incident-repeats';
import type { IncidentRepeats, RepeatedPlaceWire } from '../../geodata/schema/incident-repeats';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { selectIdsBySeq } from '../db/queries/incidents';
import { placesOfIncidents } from './incident-places';
import type { NamedPlaces } from './incident-places';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';

export interface RepeatsQuery extends IncidentQuery {
  /** Fewest reports of a place within `days` days. */
  least: number;
  days: number;
  /** Count each group of types by itself. */
  alike: boolean;
}

/** Places reported on at least `least` times within any `days` days, of the incidents under a filter. */
export async function findRepeats(source: IncidentSource, query: RepeatsQuery): Promise<Result<IncidentRepeats>> {
  const set = await incidentSet(source);
  const read = await readIncidentQuery(query, set, source);
  if (!read.ok) return read;
  const { least, days, alike } = query;
  const { columns } = set;
  const named = await placesOfIncidents(source, set);
  const { placeOf } = named.places;
  const families = typeFamilies(columns.types);
  const rows = filterIncidents(columns, read.value.filter, set.asOf);
  const found = repeatedPlaces(columns, rows, named.places, { least, days, families: alike ? families : null });
  const listed = found.slice(0, MOST_PLACES);
  const firsts = firstRows(set, placeOf, alike ? families : null);
  const firstOf = (one: RepeatedPlace): number => firsts.get(keyOf(set, one.place, one.family))!;
  const ids = await selectIdsBySeq(
    source.client,
    listed.map((one) => set.seqs[firstOf(one)]!),
  );
  return ok({
    period: read.value.period,
    timeZone: set.place.profile.timeZone,
    asOf: new Date(set.asOf).toISOString(),
    datasetVersion: set.place.datasetVersion,
    total: rows.length,
    least,
    days,
    alike,
    found: found.length,
    reports: found.reduce((sum, one) => sum + one.rows.length, 0),
    unplaced: rows.reduce((sum, i) => sum + (placeOf[i]! < 0 ? 1 : 0), 0),
    places: listed.map((one) => toWire(one, ids.get(set.seqs[firstOf(one)]!) as IncidentId, named, set)),
  });
}

const keyOf = ({ columns }: IncidentSet, place: number, family: number): number =>
  family < 0 ? place : place * columns.types.length + family;

/** The earliest row of each place, or of each place and group of types: what names it in a link. */
function firstRows(set: IncidentSet, placeOf: Int32Array, families: Uint16Array | null): Map<number, number> {
  const { columns } = set;
  const first = new Map<number, number>();
  for (let i = 0; i < columns.count; i++) {
    if (placeOf[i]! < 0) continue;
    const key = keyOf(set, placeOf[i]!, families ? families[columns.type[i]!]! : -1);
    const known = first.get(key);
    if (known === undefined || columns.reportedAt[i]! < columns.reportedAt[known]!) first.set(key, i);
  }
  return first;
}

function toWire(
  { place, family, rows, most, from, to, open }: RepeatedPlace,
  at: IncidentId,
  { places, nameOf }: NamedPlaces,
  { columns }: IncidentSet,
): RepeatedPlaceWire {
  const located = Array.from(rows).filter((i) => hasPoint(columns, i));
  const middle = (axis: 0 | 1): number | null =>
    located.length === 0 ? null : fromLattice(middleOf(located.map((i) => columns.xy[2 * i + axis]!)));
  const byType = new Map<number, number>();
  for (const i of rows) byType.set(columns.type[i]!, (byType.get(columns.type[i]!) ?? 0) + 1);
  const iso = (time: number): string => new Date(time).toISOString();
  return {
    at,
    kind: placeKinds[places.kind[place]!]!,
    name: nameOf(place),
    lng: middle(0),
    lat: middle(1),
    family: family < 0 ? null : columns.types[family]!.code,
    count: rows.length,
    most,
    from: iso(from),
    to: iso(to),
    first: iso(columns.reportedAt[rows[0]!]!),
    last: iso(columns.reportedAt[rows.at(-1)!]!),
    open,
    types: Array.from(byType)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .map(([type, count]) => ({ code: columns.types[type]!.code, count })),
  };
}
