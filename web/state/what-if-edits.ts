import type { StationId } from '../../geodata/schema/ids';
import type { ScenarioEdit } from '../../geodata/schema/scenario';
import type { StationWire } from '../../geodata/schema/station';

/** How large a station is; null: not recorded. */
export type StationSizes = Pick<StationWire, 'floorAreaSquareMetres' | 'seats' | 'staff'>;

const sizeNames = ['floorAreaSquareMetres', 'seats', 'staff'] as const;
const unknown: StationSizes = { floorAreaSquareMetres: null, seats: null, staff: null };

/** Sizes of a station under a list of edits, the last word counting; `recorded` null for one that is not on record. */
export function sizesUnder(edits: readonly ScenarioEdit[], id: string, recorded: StationSizes | null): StationSizes {
  const sizes = pick(recorded ?? unknown);
  for (const edit of edits) {
    if (edit.edit === 'add-station' && edit.id === id) Object.assign(sizes, pick(edit));
    if (edit.edit !== 'resize-station' || edit.station !== id) continue;
    for (const name of sizeNames) if (edit[name] !== null) sizes[name] = edit[name];
  }
  return sizes;
}

/**
 * The list with other sizes for a station: in the edit that added it, else in one edit of its own that says only what differs
 * from the record, and is gone where nothing does.
 */
export function withSizes(
  edits: readonly ScenarioEdit[],
  id: string,
  recorded: StationSizes | null,
  sizes: StationSizes,
): ScenarioEdit[] {
  const others = edits.filter((edit) => !(edit.edit === 'resize-station' && edit.station === id));
  if (edits.some((edit) => edit.edit === 'add-station' && edit.id === id)) {
    return others.map((edit) => (edit.edit === 'add-station' && edit.id === id ? { ...edit, ...pick(sizes) } : edit));
  }
  const changed = { ...unknown };
  for (const name of sizeNames) if (sizes[name] !== (recorded?.[name] ?? null)) changed[name] = sizes[name];
  if (sizeNames.every((name) => changed[name] === null)) return others;
  const at = edits.findIndex((edit) => edit.edit === 'resize-station' && edit.station === id);
  const edit: ScenarioEdit = { edit: 'resize-station', station: id as StationId, ...changed };
  return at === -1 ? [...others, edit] : edits.map((one, k) => (k === at ? edit : one));
}

function pick({ floorAreaSquareMetres, seats, staff }: StationSizes): StationSizes {
  return { floorAreaSquareMetres, seats, staff };
}
