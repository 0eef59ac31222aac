import type { FileMapping, GuessNoteWire, InspectedFile } from '../schema/import-inspection';
import type { ProblemCode, ProblemParams } from '../schema/problems';

/** Why something was guessed, or what a person has to answer: a code of the catalogue and what it is about. */
export interface GuessNote {
  file: string | null;
  about: GuessNoteWire['about'];
  column: string | null;
  code: ProblemCode;
  params: ProblemParams;
}

export const note = (
  file: string | null,
  about: GuessNote['about'],
  code: ProblemCode,
  params: ProblemParams = {},
  column: string | null = null,
): GuessNote => ({ file, about, column, code, params });

/** A file of which nothing is known yet. */
export function emptyMapping({ name, format, part }: InspectedFile): FileMapping {
  return {
    file: name,
    format,
    use: 'unused',
    part,
    encoding: null,
    oddLineEncoding: null,
    crs: null,
    columns: {},
    times: {},
    unitKind: 'small-area',
    stationKind: 'other',
    kinds: {},
    states: {},
    types: [],
  };
}
