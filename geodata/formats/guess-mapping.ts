import type { ColumnMeaning, FileMapping, FileUse, ImportMapping, InspectedFile } from '../schema/import-inspection';
import { emptyMapping, note } from './guess-note';
import type { GuessNote } from './guess-note';
import { accuracyRadius, crsInHeader, guessColumns } from './guess-column';
import { guessTimePattern } from './guess-time-pattern';
import { guessValues, meaningsOf } from './guess-meanings';
import { derivePlace, zoneOf } from './derive-place';
import { hasBuildings, osmSource, remarkOnLayers } from './map-layers';
import { stemOf, titleOf } from './name-hints';
import { placeIdOf } from './place-id';

export interface MappingGuess {
  mapping: ImportMapping;
  reasons: GuessNote[];
}

/** Polygons at most that can be the names of areas rather than units people are counted by. */
const namedAreasLimit = 400;
const timeMeanings = ['reportedAt', 'dueAt', 'respondedAt', 'closedAt'] as const;

/**
 * What files are likely to be, all together: each file's use, what its columns mean, in which encoding and system it is
 * written, and the place they make. Nothing is certain that a file does not say itself; every guess has a reason, and
 * coordinates in mainland China without a declared system are left open. `today` is an ISO date.
 */
export function guessMapping(files: readonly InspectedFile[], today: string): MappingGuess {
  const reasons: GuessNote[] = [];
  const mappings = files.map((file) => guessFile(file, reasons));
  countByShapes(mappings, files, reasons);
  settleUses(mappings, files, reasons);
  return { mapping: { place: guessPlace(mappings, files, today, reasons), files: mappings }, reasons };
}

/** Without a map and without counts, polygons are still the units of a place: how many live there is not known. */
function countByShapes(mappings: FileMapping[], files: readonly InspectedFile[], reasons: GuessNote[]): void {
  if (mappings.some(({ use }) => use === 'map' || use === 'base-units')) return;
  const at = files.findIndex(({ geometry }, i) => geometry === 'polygon' && mappings[i]!.use !== 'incidents');
  if (at < 0) return;
  const { name } = files[at]!;
  const others = reasons.filter(({ file }) => file !== name);
  reasons.splice(0, reasons.length, ...others);
  mappings[at] = guessFile(files[at]!, reasons, 'base-units');
  if (mappings[at].columns.households === undefined && mappings[at].columns.residents === undefined)
    reasons.push(note(name, 'use', 'guess.units-uncounted'));
}

function guessFile(file: InspectedFile, reasons: GuessNote[], asked?: FileUse): FileMapping {
  const mapping = emptyMapping(file);
  const tell = (
    about: GuessNote['about'],
    code: GuessNote['code'],
    params: GuessNote['params'] = {},
    column: string | null = null,
  ) => void reasons.push(note(file.name, about, code, params, column));
  if (file.format === 'osm' || file.format === 'graphml') {
    if (!file.map) return { ...mapping, crs: 'WGS84' };
    tell('use', file.format === 'osm' ? 'guess.map' : 'guess.streets');
    return { ...mapping, use: 'map', crs: 'WGS84' };
  }
  if (['unknown', 'beside-shapefile'].includes(file.format)) return mapping;
  guessEncodingOf(file, mapping, tell);
  const guesses = guessColumns(file.columns);
  const meant = new Map(guesses.map(({ meaning, column }) => [meaning, column]));
  const use = asked ?? guessUse(file, meant);
  const wanted = meaningsOf[use];
  for (const { meaning, column, confidence } of guesses) {
    if (!wanted.includes(meaning)) continue;
    mapping.columns[meaning] = column;
    if (meaning === 'accuracy') tell('column', 'guess.accuracy', { column, share: accuracyRadius(column) }, column);
    else if (confidence === 1) tell('column', 'guess.column-unsure', { column }, column);
  }
  mapping.use = use;
  fillGaps(file, mapping);
  guessCrs(file, mapping, tell);
  guessTimes(file, mapping, tell);
  guessValues(file, mapping);
  const shape = file.geometry === 'polygon' ? { zh: '面', en: 'polygons' } : { zh: '六边形', en: 'hexagons' };
  const code = { 'base-units': 'guess.base-units', incidents: 'guess.incidents', stations: 'guess.stations' } as const;
  if (use === 'unused') tell('use', 'guess.no-use');
  else if (use === 'area-names') tell('use', 'guess.area-names');
  else if (use !== 'map' && !asked) tell('use', code[use], use === 'base-units' ? { shape } : {});
  return mapping;
}

type Tell = (
  about: GuessNote['about'],
  code: GuessNote['code'],
  params?: GuessNote['params'],
  column?: string | null,
) => void;

function guessEncodingOf({ encoding }: InspectedFile, mapping: FileMapping, tell: Tell): void {
  if (!encoding) return;
  const [best, second] = encoding.candidates;
  mapping.encoding = encoding.declared ?? best?.encoding ?? 'utf-8';
  if (encoding.declared !== null || !best) return;
  if (best.oddLine !== null) {
    mapping.oddLineEncoding = second?.encoding ?? 'windows-1252';
    tell('encoding', 'guess.odd-lines', {
      line: best.oddLine,
      encoding: best.encoding,
      odd: mapping.oddLineEncoding,
    });
  } else if (best.encoding !== 'utf-8') tell('encoding', 'guess.encoding', { encoding: best.encoding });
}

function guessUse(file: InspectedFile, meant: ReadonlyMap<ColumnMeaning, string>): FileUse {
  const counts = meant.has('households') || meant.has('residents');
  const cell = file.columns.some(
    ({ samples }) => samples.length > 0 && samples.every((one) => /^8[0-9a-f]{14}$/i.test(one)),
  );
  const isPoint = file.geometry === 'point' || (meant.has('x') && meant.has('y'));
  if (counts && (file.geometry === 'polygon' || cell)) return 'base-units';
  if (meant.has('reportedAt') && (isPoint || cell)) return 'incidents';
  if (isPoint && (meant.has('name') || meant.has('kind') || meant.has('type'))) return 'stations';
  if (isPoint && meant.has('id')) return 'stations';
  if (file.geometry === 'polygon' && meant.has('name')) return 'area-names';
  return 'unused';
}

/** What a use cannot do without, taken from what there is where no header says it. */
function fillGaps(file: InspectedFile, mapping: FileMapping): void {
  const { columns, use } = mapping;
  const named = (test: (column: InspectedFile['columns'][number]) => boolean): string | undefined =>
    file.columns.find((column) => !Object.values(columns).includes(column.name) && test(column))?.name;
  const set = (meaning: ColumnMeaning, column: string | undefined): void => {
    if (column !== undefined) columns[meaning] ??= column;
  };
  if (use === 'base-units' && file.geometry !== 'polygon') {
    const cell = file.columns.find(
      ({ samples }) => samples.length > 0 && samples.every((one) => /^8[0-9a-f]{14}$/i.test(one)),
    );
    if (cell) {
      columns.cell = cell.name;
      columns.id = cell.name;
    }
    mapping.unitKind = 'hexagon';
  } else if (use === 'base-units') {
    mapping.unitKind =
      file.rows > 0 && file.columns.some(({ name }) => /楼|building/i.test(name)) ? 'building' : 'small-area';
    set(
      'id',
      named(({ distinct, emptyShare }) => emptyShare === 0 && distinct >= Math.min(file.rows, 500)),
    );
  }
  if (use === 'stations') {
    // A type of a place without times is its kind.
    const typed = guessColumns(file.columns).find(({ meaning }) => meaning === 'type')?.column;
    if (typed !== columns.name) set('kind', typed);
    set('name', columns.id ?? named(({ type }) => type === 'text'));
  }
  if (use === 'incidents') {
    set(
      'type',
      named(({ type, distinct }) => type === 'text' && distinct > 1 && distinct <= 60),
    );
    if (columns.id !== undefined && !isKey(file, columns.id)) delete columns.id;
  }
  if (file.geometry !== 'none') {
    delete columns.x;
    delete columns.y;
  }
}

/** Whether a column can tell rows apart, as far as it was counted. */
function isKey(file: InspectedFile, name: string): boolean {
  const column = file.columns.find((one) => one.name === name);
  return column !== undefined && column.emptyShare === 0 && column.distinct >= Math.min(file.rows, 500);
}

function guessCrs(file: InspectedFile, mapping: FileMapping, tell: Tell): void {
  if (file.crs !== null) {
    mapping.crs = file.crs;
    tell('crs', 'guess.crs-declared', { crs: file.crs });
    return;
  }
  if (mapping.columns.cell !== undefined) {
    mapping.crs = 'WGS84';
    return;
  }
  if (!file.inChina) {
    mapping.crs = 'WGS84';
    if (mapping.use !== 'unused') tell('crs', 'guess.crs-abroad');
    return;
  }
  for (const column of [mapping.columns.x, mapping.columns.y]) {
    const crs = column === undefined ? null : crsInHeader(column);
    // A header is a hint. The system stays open until a person has seen it.
    if (crs) return tell('crs', 'guess.crs-in-header', { column: column!, crs });
  }
}

function guessTimes(file: InspectedFile, mapping: FileMapping, tell: Tell): void {
  for (const meaning of timeMeanings) {
    const name = mapping.columns[meaning];
    const column = file.columns.find((one) => one.name === name);
    const guess = column && guessTimePattern(column.samples);
    if (!guess) continue;
    mapping.times[meaning] = guess.rival ? '' : guess.pattern;
    if (!guess.rival) tell('time', 'guess.time-pattern', { pattern: patternInWords(guess.pattern) }, column.name);
  }
}

/** A pattern as people say it: 年/月/日 时:分. */
function patternInWords(pattern: string): { zh: string; en: string } {
  const written = pattern === 'iso' ? 'yyyy-MM-dd HH:mm:ss' : pattern;
  const words: readonly (readonly [RegExp, string, string])[] = [
    [/y+/, '年', 'year'],
    [/M+/, '月', 'month'],
    [/d+/, '日', 'day'],
    [/[Hh]+/, '时', 'hour'],
    [/m+/, '分', 'minute'],
    [/s+/, '秒', 'second'],
    [/\ba\b/, '上午/下午', 'am/pm'],
  ];
  // In one go, so that no word is taken for a letter of the next.
  const tokens = /y+|M+|d+|[Hh]+|m+|s+|\ba\b/g;
  const say = (at: 1 | 2): string =>
    written
      .replace(/年|月|日|时|分|秒/g, at === 1 ? '' : ' ')
      .replace(tokens, (token) => words.find(([test]) => new RegExp(`^${test.source}$`).test(token))![at]);
  return { zh: say(1), en: say(2) };
}

/** What only shows when all files are seen together. */
function settleUses(mappings: FileMapping[], files: readonly InspectedFile[], reasons: GuessNote[]): void {
  const counted = mappings.find(({ use }) => use === 'base-units');
  for (const mapping of mappings) {
    const file = files.find(({ name }) => name === mapping.file)!;
    if (mapping.use === 'area-names' && (!counted || file.rows > namedAreasLimit)) mapping.use = 'unused';
    if (mapping.use !== 'map' || !file.map) continue;
    if (counted && hasBuildings(file.map))
      reasons.push(note(mapping.file, 'use', 'guess.buildings-left-out', { file: counted.file }));
    for (const { code, params } of remarkOnLayers(file.map))
      if (!counted || code.includes('stations')) reasons.push(note(mapping.file, 'use', code, params));
  }
}

function guessPlace(
  mappings: readonly FileMapping[],
  files: readonly InspectedFile[],
  today: string,
  reasons: GuessNote[],
): ImportMapping['place'] {
  const used = mappings.filter(({ use }) => use !== 'unused');
  const main = used.find(({ use }) => use === 'map') ?? used.find(({ use }) => use === 'base-units') ?? used[0];
  const facts = files.find(({ name }) => name === main?.file)?.map ?? null;
  const sources: ImportMapping['place']['sources'] = used.some(({ use }) => use === 'map') ? [{ ...osmSource }] : [];
  if (used.some(({ use }) => use !== 'map')) sources.push({ name: '', licence: '' });
  const rest = { countyCode: '000000', sources };
  const day = latestDay(mappings, files);

  const derived = main && facts ? derivePlace(facts, { file: main.file, folder: '', today }) : null;
  if (derived?.ok) {
    const { id, name, zone, dataDate, remarks } = derived.value;
    // An id is seen where it stands; a day of reports is newer than the map's.
    const told = remarks.filter(({ code }) => code !== 'derived.id' && !(day && code.startsWith('derived.date')));
    reasons.push(...told.map(({ code, params }) => note(null, 'place', code, params)));
    return { id, nameZh: name.zh, nameEn: name.en ?? '', dataDate: day ?? dataDate, timeZone: zone, ...rest };
  }
  const text = stemOf((main ?? mappings[0])?.file ?? '');
  const code = placeIdOf(text);
  const title = titleOf({ text, code });
  const box = files.find(({ name, bbox }) => name === main?.file && bbox)?.bbox ?? files.find(({ bbox }) => bbox)?.bbox;
  const isOnEarth = box && Math.abs(box[1]) <= 90 && Math.abs(box[0]) <= 180;
  const timeZone = isOnEarth ? zoneOf(box) : 'Asia/Shanghai';
  if (isOnEarth) reasons.push(note(null, 'place', 'guess.time-zone', { zone: timeZone }));
  const nameEn = /^[\x20-\x7e]+$/.test(title) ? title : '';
  return { id: code || 'my-place', nameZh: title, nameEn, dataDate: day ?? today, timeZone, ...rest };
}

/** The last day of the reports, where they are written so that texts sort by time. */
function latestDay(mappings: readonly FileMapping[], files: readonly InspectedFile[]): string | null {
  const days = mappings.flatMap((mapping) => {
    if (mapping.use !== 'incidents') return [];
    const column = files
      .find(({ name }) => name === mapping.file)!
      .columns.find(({ name }) => name === mapping.columns.reportedAt);
    return column?.latest ? [column.latest] : [];
  });
  return days.sort().at(-1) ?? null;
}
