import { rowWordOf } from '../geodata/formats/row-word';
import type { ImportNote, ImportReport } from '../geodata/schema/dataset';
import { describeProblem } from '../geodata/schema/problems';
import type { ProblemCode } from '../geodata/schema/problems';

export type ReportLanguage = 'zh' | 'en';

/** Examples shown for each kind of note. */
const examplesPerCode = 3;

const texts = {
  zh: {
    columns: ['文件', '图层', '读取', '保留', '修正', '拒绝'],
    kinds: { refused: '拒绝', repaired: '修正', kept: '说明' },
    layers: {
      'base-units': '基础单元',
      streets: '道路',
      basemap: '底图',
      stations: '服务站',
      incidents: '事件',
      areas: '区域',
      'area-names': '区域名称',
      plans: '网格方案',
      objects: '地图对象',
      spec: '自动推定',
      elevation: '高程',
      closures: '道路封闭',
    },
  },
  en: {
    columns: ['File', 'Layer', 'Read', 'Kept', 'Repaired', 'Refused'],
    kinds: { refused: 'refused', repaired: 'repaired', kept: 'note' },
    layers: {
      'base-units': 'base units',
      streets: 'streets',
      basemap: 'base map',
      stations: 'stations',
      incidents: 'incidents',
      areas: 'areas',
      'area-names': 'area names',
      plans: 'grid plans',
      objects: 'map objects',
      spec: 'worked out',
      elevation: 'elevation',
      closures: 'closed streets',
    },
  },
} as const;

/** An import report for a terminal: a table of files, then each kind of note with its number and first examples. */
export function importReportText(report: ImportReport, language: ReportLanguage): string {
  const words = texts[language];
  // What was only worked out has no rows; it is among the notes.
  const counted = report.files.filter(({ layer }) => layer !== 'spec');
  const rows = counted.map((file) => [
    file.file,
    layerName(file.layer, language),
    ...[file.read, file.kept, file.repaired, file.refused].map((count) => count.toLocaleString('en-US')),
  ]);
  return [...table([[...words.columns], ...rows]), '', ...noteLines(report, language)].join('\n');
}

/** What was refused first, then repairs, then remarks; the most frequent of each first. */
function noteLines(report: ImportReport, language: ReportLanguage): string[] {
  const words = texts[language];
  const groups = new Map<string, ImportNote[]>();
  for (const note of report.notes) {
    const key = [note.kind, note.code, note.file, note.layer].join('\n');
    const group = groups.get(key);
    if (group) group.push(note);
    else groups.set(key, [note]);
  }
  const order = ['refused', 'repaired', 'kept'];
  const counted = [...groups.values()].map((notes) => ({ notes, count: countOf(report, notes[0]!) }));
  counted.sort((a, b) => order.indexOf(a.notes[0]!.kind) - order.indexOf(b.notes[0]!.kind) || b.count - a.count);
  return counted.flatMap(({ notes, count }) => {
    const { kind, file, layer } = notes[0]!;
    const head = `  ${pad(words.kinds[kind], 9)}${pad(count.toLocaleString('en-US'), 7, true)}  ${file} · ${layerName(layer, language)}`;
    return [head, ...examples(notes, language).map((example) => `${' '.repeat(20)}${example}`)];
  });
}

/** How many notes of this code the file got: layers may read one file twice, so all of them count. */
function countOf(report: ImportReport, { file, layer, code }: ImportNote): number {
  return report.files
    .filter((entry) => entry.file === file && entry.layer === layer)
    .reduce((sum, entry) => sum + (entry.noteCounts[code] ?? 0), 0);
}

const layerName = (layer: string, language: ReportLanguage): string =>
  (texts[language].layers as Readonly<Record<string, string>>)[layer] ?? layer;

/** The first notes with a text of their own; notes that read the same are one, with their lines. */
function examples(notes: readonly ImportNote[], language: ReportLanguage): string[] {
  const lines = new Map<string, number[]>();
  for (const note of notes) {
    const text = describeProblem({ code: note.code as ProblemCode, params: note.params }, language);
    lines.set(text, [...(lines.get(text) ?? []), ...(note.line === null ? [] : [note.line])]);
  }
  return [...lines].slice(0, examplesPerCode).map(([text, numbers]) => {
    if (numbers.length === 0) return text;
    const shown = `${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ' …' : ''}`;
    const word = rowWordOf(notes[0]!.file);
    const zh = word === 'feature' ? '个要素' : '行';
    return language === 'zh' ? `${text}（第 ${shown} ${zh}）` : `${text} (${word} ${shown})`;
  });
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column]!))));
  return rows.map((row) => row.map((cell, column) => pad(cell, widths[column]!, column > 1)).join('  '));
}

/** Columns a text takes in a terminal: Chinese characters take two. */
function width(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(character) ? 2 : 1),
    0,
  );
}

function pad(text: string, columns: number, right = false): string {
  const space = ' '.repeat(Math.max(0, columns - width(text)));
  return right ? space + text : text + space;
}
