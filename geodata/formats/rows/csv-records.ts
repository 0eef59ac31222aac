import Papa from 'papaparse';

/** Characters that one record may have before its quote counts as one that is never closed. */
const recordLimit = 1024 * 1024;

export interface CsvRecord {
  /** 1-based line on which it begins. */
  line: number;
  cells: string[];
  /** `lone-quote`: the quotes of this line have no counterpart; the record is only as much as was read. */
  fault: 'lone-quote' | null;
}

/**
 * Takes the records of a CSV text out of it while it comes in. A record with a lone quote is told with its line, and
 * reading goes on at the next line, so that one stray `"` cannot swallow the rest of the file.
 */
export class CsvRecords {
  #delimiter: string;
  #newline: '\n' | '\r' | '\r\n' | null = null;
  #rest = '';
  #line = 1;
  /** Cells of a whole record, once the header is known: a lone quote shows where lines run together. */
  expectedCells: number | null = null;

  /** Without a delimiter the first line decides: the most frequent of comma, semicolon and tab. */
  constructor(delimiter: string | undefined) {
    this.#delimiter = delimiter ?? '';
  }

  get delimiter(): string {
    return this.#delimiter;
  }

  /** Takes the next text in and tells the records that are complete; `false` from `take` ends it there. */
  push(text: string, last: boolean, take: (record: CsvRecord) => boolean | void): boolean {
    let rest = this.#rest + text;
    if (this.#newline === null) {
      // The first line has to be there whole, with what follows a carriage return.
      if (!last && !/\n|\r[^\n]/.test(rest)) return this.#keep(rest);
      this.#newline = newlineOf(rest);
      if (this.#delimiter === '') this.#delimiter = guessDelimiter(rest.split(/[\r\n]/, 1)[0]!);
    }
    const feed = this.#newline === '\r' ? '\r' : '\n';
    for (;;) {
      const { goesOn, used, stuck } = this.#read(rest, last, feed, take);
      if (!goesOn) return false;
      rest = rest.slice(used);
      if (!stuck) return this.#keep(last ? '' : rest);
      const end = rest.indexOf(feed);
      if (take({ line: this.#line, cells: [], fault: 'lone-quote' }) === false) return false;
      if (end < 0) return this.#keep('');
      rest = rest.slice(end + 1);
      this.#line++;
    }
  }

  #keep(rest: string): true {
    this.#rest = rest;
    return true;
  }

  /** Reads up to the first lone quote, or to the last record that is certainly complete. */
  #read(text: string, last: boolean, feed: string, take: (record: CsvRecord) => boolean | void) {
    let used = 0;
    let goesOn = true;
    let stuck = false;
    Papa.parse<string[]>(text, {
      delimiter: this.#delimiter,
      newline: this.#newline!,
      step: ({ data, errors, meta }, parser) => {
        if (!goesOn || stuck) return;
        const isCut = !last && meta.cursor >= text.length;
        // What reaches the end of the text may still go on, unless it has gone on for far too long.
        if (isCut && text.length - used < recordLimit) return parser.abort();
        if (errors.some((fault) => fault.type === 'Quotes')) stuck = true;
        else if (isCut || this.#hasSwallowed(data, text.slice(used, meta.cursor), feed)) stuck = true;
        else {
          const isEmpty = data.length === 1 && data[0]!.trim() === '';
          if (!isEmpty && take({ line: this.#line, cells: data, fault: null }) === false) goesOn = false;
          this.#line += countOf(feed, text, used, meta.cursor);
          used = meta.cursor;
        }
        if (!goesOn || stuck) parser.abort();
      },
    });
    return { goesOn, used, stuck };
  }

  /** True for a record of the wrong size over several lines, the second of which is a whole record of its own. */
  #hasSwallowed(cells: readonly string[], text: string, feed: string): boolean {
    if (this.expectedCells === null || cells.length === this.expectedCells) return false;
    const second = text.trimEnd().split(feed, 2)[1];
    if (second === undefined) return false;
    let isWhole = false;
    Papa.parse<string[]>(second, {
      delimiter: this.#delimiter,
      newline: this.#newline!,
      step: ({ data, errors }) => void (isWhole = errors.length === 0 && data.length === this.expectedCells),
    });
    return isWhole;
  }
}

function newlineOf(text: string): '\n' | '\r' | '\r\n' {
  const feed = text.indexOf('\n');
  const back = text.indexOf('\r');
  if (back < 0) return '\n';
  if (feed === back + 1) return '\r\n';
  return feed < 0 || back < feed ? '\r' : '\n';
}

function guessDelimiter(header: string): string {
  const count = (character: string) => header.split(character).length;
  return [',', ';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

function countOf(feed: string, text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf(feed, from); at >= 0 && at < to; at = text.indexOf(feed, at + 1)) count++;
  return count;
}
