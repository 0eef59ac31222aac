import tzLookup from '@photostructure/tz-lookup';
import { pinyin } from 'pinyin-pro';
import type { ColumnMeaning, FileMapping, FileUse, ImportMapping, InspectedFile } from '../schema/import-inspection';
import { emptyMapping, note } from './guess-note';
import type { GuessNote } from './guess-note';
import { crsInHeader, guessColumns } from './guess-column';
import { guessTimePattern } from './guess-time-pattern';
import { guessValues, meaningsOf } from './guess-meanings';

export interface MappingGuess {
  mapping: ImportMapping;
  reasons: GuessNote[];
}

/** Polygons at most that can be the names of areas rather than units people are counted by. */
const namedAreasLimit = 400;
const timeMeanings = ['reportedAt', 'dueAt', 'closedAt'] as const;

/**
 * What files are likely to be, all together: each file's use, what its columns mean, in which encoding and system it is
 * written, and the place they make. Nothing is certain that a file does not say itself; every guess has a reason, and
 * coordinates in mainland China without a declared system are left open. `today` is an ISO date.
 */
export function guessMapping(files: readonly InspectedFile[], today: string): MappingGuess {
  const reasons: GuessNote[] = [];
  const mappings = files.map((file) => guessFile(file, reasons));
  settleUses(mappings, files, reasons);
  return { mapping: { place: guessPlace(mappings, files, today, reasons), files: mappings }, reasons };
}

function guessFile(file: InspectedFile, reasons: GuessNote[]): FileMapping {
  const mapping = emptyMapping(file);
  const tell = (
    about: GuessNote['about'],
    code: GuessNote['code'],
    params: GuessNote['params'] = {},
    column: string | null = null,
  ) => void reasons.push(note(file.name, about, code, params, column));
  if (file.format === 'osm' || file.format === 'graphml') {
    tell('use', file.format === 'osm' ? 'guess.map' : 'guess.streets');
    return { ...mapping, use: 'map', crs: 'WGS84' };
  }
  if (['unknown', 'beside-shapefile'].includes(file.format)) return mapping;
  guessEncodingOf(file, mapping, tell);
  const guesses = guessColumns(file.columns);
  const meant = new Map(guesses.map(({ meaning, column }) => [meaning, column]));
  const use = guessUse(file, meant);
  const wanted = meaningsOf[use];
  for (const { meaning, column, confidence } of guesses) {
    if (!wanted.includes(meaning)) continue;
    mapping.columns[meaning] = column;
    if (confidence === 1) tell('column', 'guess.column-unsure', { column }, column);
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
  else if (use !== 'map') tell('use', code[use], use === 'base-units' ? { shape } : {});
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
    if (mapping.use === 'map' && mapping.format === 'osm')
      reasons.push(
        counted
          ? note(mapping.file, 'use', 'guess.buildings-left-out', { file: counted.file })
          : note(mapping.file, 'use', 'guess.households-assumed'),
      );
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
  const stem = (main?.file ?? '').replace(
    /\.(osm|pbf|gz|zip|csv|xlsx|shp|geojson|json|topojson|graphml|xml|bz2)\b.*$/i,
    '',
  );
  const words = stem.replace(/[_\-.]+/g, ' ').trim();
  const id = pinyin(words, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);
  const title = words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const box = files.find(({ name, bbox }) => name === main?.file && bbox)?.bbox ?? files.find(({ bbox }) => bbox)?.bbox;
  let timeZone = 'Asia/Shanghai';
  if (box && Math.abs(box[1]) <= 90 && Math.abs(box[0]) <= 180) {
    timeZone = tzLookup((box[1] + box[3]) / 2, (box[0] + box[2]) / 2);
    reasons.push(note(null, 'place', 'guess.time-zone', { zone: timeZone }));
  }
  const sources = used.some(({ use, format }) => use === 'map' && ['osm', 'graphml'].includes(format))
    ? [{ name: 'OpenStreetMap contributors', licence: 'ODbL 1.0' }]
    : [];
  if (used.some(({ use }) => use !== 'map')) sources.push({ name: '', licence: '' });
  return {
    id: id || 'my-place',
    nameZh: title,
    nameEn: /^[\x20-\x7e]+$/.test(title) ? title : '',
    dataDate: latestDay(mappings, files) ?? today,
    timeZone,
    countyCode: '000000',
    sources,
  };
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
