import { stationKinds } from '../schema/station';
import type { StationKind } from '../schema/station';

/** What a place is measured by first where it has it: the service centres people are sent to for everything. */
const centres: readonly StationKind[] = ['service-centre', 'community-centre'];

/** Whether a kind is what a place demands a covered share of: nobody has to live next to a park. */
export const isCentreKind = (kind: StationKind | null): boolean => centres.some((centre) => centre === kind);

/** The kind that stands for a place: its service centres, else what it has most of; null without any station. */
export function mainStationKind(kinds: Iterable<StationKind>): StationKind | null {
  const counts = new Map<StationKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const centre = centres.find((kind) => counts.has(kind));
  if (centre) return centre;
  const told = stationKinds.filter((kind) => kind !== 'other' && counts.has(kind));
  const most = Math.max(0, ...told.map((kind) => counts.get(kind)!));
  return told.find((kind) => counts.get(kind) === most) ?? (counts.has('other') ? 'other' : null);
}
