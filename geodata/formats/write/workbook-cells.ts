import { xmlText } from './xml-text';

/** How a number is shown. Dates are numbers too: days since 1899-12-30 by the clock of the place. */
export const cellFormats = ['plain', 'whole', 'decimal', 'share', 'date', 'dateTime'] as const;
export type CellFormat = (typeof cellFormats)[number];

/** A value of a sheet; null leaves the cell out. */
export type WorkbookCell =
  string | number | null | { number: number; as: CellFormat } | { text: string; as: 'wrapped' };

/** Styles of `xl/styles.xml` in their order; the numbers below are positions in it. */
const style = {
  plain: 0,
  whole: 1,
  decimal: 2,
  share: 3,
  date: 4,
  dateTime: 5,
  head: 6,
  literal: 7,
  wrapped: 8,
} as const;

/** Letters a cell holds at most. */
const TEXT_LIMIT = 32_767;
/** What a spreadsheet takes for a formula once somebody edits the cell, or where the file goes on as CSV. */
const looksLikeFormula = /^[=+\-@\t\r]/;

/** `A` … `Z`, `AA` …: the name of a column by its position from 0. */
export function columnName(position: number): string {
  const rest = Math.floor(position / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (position % 26));
}

/** One row of a sheet. Texts stand in it as texts, never as formulas. */
export function rowXml(cells: readonly WorkbookCell[], row: number, isHead = false): string {
  let written = '';
  for (let c = 0; c < cells.length; c++) {
    const cell = cells[c];
    if (cell === null || cell === undefined) continue;
    const at = `${columnName(c)}${row}`;
    if (typeof cell === 'number') written += `<c r="${at}"><v>${cell}</v></c>`;
    else if (typeof cell === 'string') written += textXml(at, cell, isHead ? style.head : style.plain);
    else if ('number' in cell) written += `<c r="${at}" s="${style[cell.as]}"><v>${cell.number}</v></c>`;
    else written += textXml(at, cell.text, style.wrapped);
  }
  return `<row r="${row}">${written}</row>`;
}

function textXml(at: string, text: string, asked: number): string {
  // Marked as typed in with an apostrophe, so that editing it leaves it a text.
  const used = looksLikeFormula.test(text) ? style.literal : asked;
  const kept = text.length > TEXT_LIMIT ? text.slice(0, TEXT_LIMIT) : text;
  return `<c r="${at}"${used === style.plain ? '' : ` s="${used}"`} t="inlineStr"><is><t xml:space="preserve">${xmlText(kept)}</t></is></c>`;
}

const DAY_MS = 86_400_000;
const EPOCH_DAYS = 25_569;

/** An instant as the clock of a place shows it: UTC ms plus what the place is ahead of it. */
export const dateTimeCell = (localMs: number): WorkbookCell => ({
  number: Number((localMs / DAY_MS + EPOCH_DAYS).toFixed(6)),
  as: 'dateTime',
});

/** A calendar date, `YYYY-MM-DD`. */
export const dateCell = (date: string): WorkbookCell => ({
  number: Date.parse(date) / DAY_MS + EPOCH_DAYS,
  as: 'date',
});

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** `xl/styles.xml`: the styles above. */
export const stylesXml = ((): string => {
  const formats = ['yyyy\\-mm\\-dd', 'yyyy\\-mm\\-dd\\ hh:mm'].map(
    (code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`,
  );
  const plain = (numFmtId: number): string =>
    `<xf numFmtId="${numFmtId}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
  const cells = [
    plain(0),
    plain(3),
    '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    '<xf numFmtId="167" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    plain(164),
    plain(165),
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>',
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  ];
  return (
    `<styleSheet xmlns="${main}"><numFmts count="4">${formats.join('')}<numFmt numFmtId="166" formatCode="#,##0.0"/><numFmt numFmtId="167" formatCode="0.0%"/></numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF2"/></patternFill></fill></fills>' +
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`
  );
})();
