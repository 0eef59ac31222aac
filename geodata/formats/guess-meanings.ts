import type { ColumnMeaning, FileMapping, FileUse, InspectedFile } from '../schema/import-inspection';
import { guessState, guessStationKind } from './guess-values';

/** The meanings that matter for a use. */
export const meaningsOf: Readonly<Record<FileUse, readonly ColumnMeaning[]>> = {
  map: [],
  unused: [],
  'area-names': ['name'],
  'base-units': ['cell', 'id', 'name', 'households', 'residents', 'address', 'district', 'community', 'grid'],
  stations: [
    'x',
    'y',
    'cell',
    'id',
    'name',
    'address',
    'kind',
    'services',
    'floorArea',
    'seats',
    'staff',
    'openingHours',
  ],
  incidents: [
    'x',
    'y',
    'cell',
    'id',
    'caseNumber',
    'reportedAt',
    'dueAt',
    'respondedAt',
    'closedAt',
    'type',
    'state',
    'title',
    'address',
    'owner',
    'accuracy',
  ],
};

/** Kinds, states and types by the values of their columns; call it again when a column changes. */
export function guessValues(file: InspectedFile, mapping: FileMapping): void {
  const valuesOf = (meaning: ColumnMeaning): string[] =>
    file.columns.find(({ name }) => name === mapping.columns[meaning])?.values.map(({ value }) => value) ?? [];
  mapping.states = Object.fromEntries(valuesOf('state').map((value) => [value, guessState(value)]));
  mapping.types = valuesOf('type');
  mapping.stationKind = guessStationKind(file.name) ?? 'other';
  mapping.kinds = Object.fromEntries(
    valuesOf('kind')
      .slice(0, 60)
      .map((value) => [value, guessStationKind(value) ?? mapping.stationKind]),
  );
}
