import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { columnName, rowXml, stylesXml } from './workbook-cells';
import type { WorkbookCell } from './workbook-cells';
import { xmlText } from './xml-text';

/** Rows a sheet of Excel holds, the head among them. */
export const SHEET_ROWS = 1_048_576;

export interface SheetPlan {
  name: string;
  /** Widths of the columns, in characters; Excel's own where left out. */
  widths?: readonly number[];
  /** Stays in sight and can be filtered by. */
  head?: readonly string[];
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Text gathered before it is packed. */
const PIECE = 256 * 1024;

/**
 * An Excel workbook (ECMA-376), sheet after sheet and row after row: only what is packed stays in memory, so that a million
 * rows fit. Call `sheet`, then `row` for each of its rows, and `finish` at the end.
 */
export class WorkbookWriter {
  readonly #pieces: Uint8Array[] = [];
  readonly #zip: Zip;
  readonly #names: string[] = [];
  #open: { file: ZipDeflate; rows: number; plan: SheetPlan } | null = null;
  #text = '';

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error) throw error;
      this.#pieces.push(piece);
    });
  }

  /** Begins the next sheet and writes its head. */
  sheet(plan: SheetPlan): void {
    this.#close();
    // A sheet's name has at most 31 characters and none of these; two of one name break the file.
    const bare = plan.name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'sheet';
    this.#names.push(this.#names.includes(bare) ? `${bare.slice(0, 27)} ${this.#names.length + 1}` : bare);
    const file = new ZipDeflate(`xl/worksheets/sheet${this.#names.length}.xml`, { level: 4 });
    this.#zip.add(file);
    this.#open = { file, rows: 0, plan };
    const frozen = plan.head
      ? '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
      : '';
    const columns = (plan.widths ?? []).map(
      (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
    );
    this.#add(`${head}<worksheet ${main}>${frozen}`);
    if (columns.length > 0) this.#add(`<cols>${columns.join('')}</cols>`);
    this.#add('<sheetData>');
    if (plan.head) this.#row(plan.head, true);
  }

  /** Adds a row; false where the sheet is full. */
  row(cells: readonly WorkbookCell[]): boolean {
    return this.#row(cells, false);
  }

  /** The bytes of the file. Nothing can be added afterwards. */
  finish(): Uint8Array {
    this.#close();
    const sheets = this.#names.map((name, i) => ({ name, id: i + 1 }));
    const part = (name: string, text: string): void => {
      const file = new ZipPassThrough(name);
      this.#zip.add(file);
      file.push(strToU8(head + text), true);
    };
    part(
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${sheets.map(({ id }) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${types}.worksheet+xml"/>`).join('')}</Types>`,
    );
    part(
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    );
    part(
      'xl/workbook.xml',
      `<workbook ${main} xmlns:r="${relations}"><sheets>${sheets.map(({ name, id }) => `<sheet name="${xmlText(name)}" sheetId="${id}" r:id="rId${id}"/>`).join('')}</sheets></workbook>`,
    );
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships">${sheets.map(({ id }) => `<Relationship Id="rId${id}" Type="${relations}/worksheet" Target="worksheets/sheet${id}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    );
    part('xl/styles.xml', stylesXml);
    this.#zip.end();
    const bytes = new Uint8Array(this.#pieces.reduce((size, piece) => size + piece.length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  #row(cells: readonly WorkbookCell[], isHead: boolean): boolean {
    const open = this.#open;
    if (!open || open.rows >= SHEET_ROWS) return false;
    open.rows++;
    this.#add(rowXml(cells, open.rows, isHead));
    return true;
  }

  #add(text: string): void {
    this.#text += text;
    if (this.#text.length < PIECE) return;
    this.#open!.file.push(strToU8(this.#text));
    this.#text = '';
  }

  #close(): void {
    const open = this.#open;
    if (!open) return;
    const { head: titles } = open.plan;
    const filter =
      titles && titles.length > 0
        ? `<autoFilter ref="A1:${columnName(titles.length - 1)}${Math.max(1, open.rows)}"/>`
        : '';
    open.file.push(strToU8(`${this.#text}</sheetData>${filter}</worksheet>`), true);
    this.#text = '';
    this.#open = null;
  }
}
