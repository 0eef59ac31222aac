import { SaxesParser } from 'saxes';
import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { TextStream } from './text-stream';
import { isDateFormat } from './xlsx-cell';
import type { CellContext } from './xlsx-cell';
import type { ZipArchive } from './zip-archive';

/** Characters of all the texts a workbook shares, which have to be held. */
const sharedTextLimit = 128 * 1024 * 1024;

/** Told of the elements of an XML part; names come without their namespace. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
  /** True once no more is wanted. */
  isDone?(): boolean;
}

/** Reads an XML part of an archive while it is unpacked. */
export function readXml(zip: ZipArchive, name: string, file: string, handler: XmlHandler): Result<true> {
  const parser = new SaxesParser();
  const bare = (tag: string) => tag.slice(tag.indexOf(':') + 1);
  let broken = false;
  parser.on('error', () => void (broken = true));
  parser.on('opentag', ({ name: tag, attributes }) => handler.open(bare(tag), attributes));
  parser.on('closetag', ({ name: tag }) => handler.close?.(bare(tag)));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  const text = new TextStream({ file, encoding: 'utf-8' });
  const done = zip.unpack(name, (piece) => {
    const part = text.push(piece);
    if (!part.ok) broken = true;
    else parser.write(part.value);
    return !broken && !handler.isDone?.();
  });
  if (!done.ok) return done;
  if (broken && !handler.isDone?.()) return fail('xlsx.damaged', { file, part: name });
  return ok(true);
}

export interface Workbook extends CellContext {
  /** Sheets by name, in the order of the workbook. */
  sheets: ReadonlyMap<string, string>;
}

/** The parts of a workbook that its sheets are read by. Problems: it is no workbook, a part is damaged. */
export function readWorkbook(zip: ZipArchive, file: string): Result<Workbook> {
  const names = new Set(zip.names);
  if (!names.has('xl/workbook.xml')) return fail('xlsx.not-workbook', { file });
  const targets = new Map<string, string>();
  const rels = readXml(zip, 'xl/_rels/workbook.xml.rels', file, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship') targets.set(Id ?? '', (Target ?? '').replace(/^\/?(xl\/)?/, 'xl/'));
    },
  });
  if (!rels.ok) return rels;
  const sheets = new Map<string, string>();
  let from1904 = false;
  const book = readXml(zip, 'xl/workbook.xml', file, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
      const target = name === 'sheet' ? targets.get(attributes['r:id'] ?? idOf(attributes)) : undefined;
      if (target !== undefined && names.has(target)) sheets.set(attributes['name'] ?? '', target);
    },
  });
  if (!book.ok) return book;
  const isDate = names.has('xl/styles.xml') ? readDateStyles(zip, file) : ok([]);
  if (!isDate.ok) return isDate;
  const strings = names.has('xl/sharedStrings.xml') ? readSharedStrings(zip, file) : ok([]);
  if (!strings.ok) return strings;
  return ok({ sheets, from1904, isDate: isDate.value, strings: strings.value });
}

/** The relation of a sheet, whatever prefix its namespace has. */
function idOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

function readDateStyles(zip: ZipArchive, file: string): Result<boolean[]> {
  const codes = new Map<number, string>();
  const isDate: boolean[] = [];
  let inCells = false;
  const read = readXml(zip, 'xl/styles.xml', file, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) isDate.push(isDateFormat(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return read.ok ? ok(isDate) : read;
}

function readSharedStrings(zip: ZipArchive, file: string): Result<string[]> {
  const strings: string[] = [];
  let length = 0;
  let current = '';
  let inText = false;
  let inPhonetic = false;
  const read = readXml(zip, 'xl/sharedStrings.xml', file, {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 't') inText = !inPhonetic;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') {
        strings.push(unescape(current));
        length += current.length;
      }
    },
    isDone: () => length > sharedTextLimit,
  });
  if (!read.ok) return read;
  return length > sharedTextLimit
    ? fail('file.too-large', { file, megabytes: sharedTextLimit / 1024 / 1024 })
    : ok(strings);
}

/** Excel writes characters XML cannot hold as `_x000D_`. */
function unescape(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
