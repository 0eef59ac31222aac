import type { FileMapping, ImportMapping, InspectedFile } from '../schema/import-inspection';
import { placeIdSchema } from '../schema/ids';
import { note } from './guess-note';
import type { GuessNote } from './guess-note';
import { guessTimePattern } from './guess-time-pattern';
import { isTimePattern, isTimeZone } from './parse-local-time';

/** First parts of addresses that are pages of their own. */
const pageNames = ['import', 'api', 'assets'];

/** What a person still has to answer before the import can run; empty when nothing is left. */
export function checkMapping({ place, files }: ImportMapping, inspected: readonly InspectedFile[]): GuessNote[] {
  const questions: GuessNote[] = [];
  const used = files.filter(({ use }) => use !== 'unused');
  if (!used.some(({ use }) => use !== 'area-names')) questions.push(note(null, 'file', 'ask.nothing-used'));
  for (const mapping of used) {
    const file = inspected.find(({ name }) => name === mapping.file);
    if (file) questions.push(...askAboutFile(mapping, file));
  }
  const ask = (code: GuessNote['code'], params = {}): void => void questions.push(note(null, 'place', code, params));
  if (place.nameZh.trim() === '') ask('ask.place-name');
  if (!placeIdSchema.safeParse(place.id).success || pageNames.includes(place.id)) ask('ask.place-id');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(place.dataDate)) ask('ask.data-date');
  if (!isTimeZone(place.timeZone)) ask('ask.time-zone', { zone: place.timeZone });
  if (!/^\d{6}$/.test(place.countyCode)) ask('ask.county-code');
  return questions;
}

function askAboutFile(mapping: FileMapping, inspected: InspectedFile): GuessNote[] {
  const { use, columns, file } = mapping;
  if (use === 'map') return [];
  const questions: GuessNote[] = [];
  const ask = (about: GuessNote['about'], code: GuessNote['code'], params: GuessNote['params'] = { file }): void =>
    void questions.push(note(file, about, code, params));
  const isPlaced =
    inspected.geometry === 'point' ||
    columns.cell !== undefined ||
    (columns.x !== undefined && columns.y !== undefined);
  if (use === 'base-units') {
    if (inspected.geometry !== 'polygon' && columns.cell === undefined) ask('column', 'ask.polygons');
    if (columns.id === undefined) ask('column', 'ask.id');
  } else if (use === 'area-names') {
    if (columns.name === undefined) ask('column', 'ask.name');
  } else if (!isPlaced && inspected.geometry !== 'polygon') ask('column', 'ask.place-columns');
  const beyond = sampleBeyondDegrees(mapping, inspected);
  if (beyond !== null) ask('crs', 'ask.projected', { file, sample: beyond });
  else if (mapping.crs === null) ask('crs', 'ask.crs');
  if (use === 'stations' && columns.name === undefined) ask('column', 'ask.name');
  if (use === 'incidents') questions.push(...askAboutIncidents(mapping, inspected));
  return questions;
}

function askAboutIncidents({ columns, times, states, file }: FileMapping, inspected: InspectedFile): GuessNote[] {
  const questions: GuessNote[] = [];
  if (columns.reportedAt === undefined) questions.push(note(file, 'column', 'ask.time', { file }));
  for (const meaning of ['reportedAt', 'dueAt', 'respondedAt', 'closedAt'] as const) {
    const name = columns[meaning];
    if (name === undefined || isTimePattern(times[meaning] ?? '')) continue;
    const samples = inspected.columns.find((column) => column.name === name)?.samples ?? [];
    const guess = guessTimePattern(samples);
    const code = guess?.rival ? 'ask.month-or-day' : 'ask.time-pattern';
    questions.push(note(file, 'time', code, { column: name, sample: samples[0] ?? '' }, name));
  }
  if (columns.type === undefined) questions.push(note(file, 'column', 'ask.type', { file }));
  const open = Object.entries(states).filter(([, state]) => state === null);
  if (columns.state !== undefined && open.length > 0) {
    const values = open.slice(0, 4).map(([value]) => value);
    questions.push(
      note(file, 'values', 'ask.states', { column: columns.state, count: open.length, values }, columns.state),
    );
  }
  return questions;
}

/** A coordinate as written that is no degree, in most rows: metres of a projection. Null where they are degrees. */
function sampleBeyondDegrees({ columns }: FileMapping, file: InspectedFile): string | null {
  const { bbox } = file;
  if (file.geometry !== 'none' && bbox) {
    return Math.abs(bbox[0]) > 180.5 && Math.abs(bbox[2]) > 180.5 ? `${bbox[0]}, ${bbox[1]}` : null;
  }
  const x = file.columns.find(({ name }) => name === columns.x);
  const sample = Number(x?.samples[0]);
  const beyond = x && x.samples.length > 0 && x.samples.every((one) => Math.abs(Number(one)) > 180.5);
  return beyond ? String(sample) : null;
}
