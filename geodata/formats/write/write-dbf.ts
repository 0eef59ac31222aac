import type { GridCell, GridColumn } from './grid-columns';
import type { GridRecord } from './grid-record';

/** The widest a text of a dBASE table may be, bytes. */
const widest = 254;
/** What a name of a column may take, bytes; the eleventh ends it. */
const nameBytes = 10;

/**
 * The same columns, lists that are wider than a column may be gone on with in further ones: `name`, `name2`, `name3` …
 * `readContinued` of the reader puts them together again.
 */
export function widenLists(
  grids: readonly GridRecord[],
  columns: readonly GridColumn[],
  encode: (text: string) => Uint8Array,
): GridColumn[] {
  return columns.flatMap((column) => {
    const { separator } = column;
    if (separator === undefined) return [column];
    const pieces = new Map(grids.map((grid) => [grid, cutList(String(column.cell(grid) ?? ''), separator, encode)]));
    const most = [...pieces.values()].reduce((longest, { length }) => Math.max(longest, length), 1);
    return Array.from({ length: most }, (_, n): GridColumn => ({
      ...column,
      name: n === 0 ? column.name : `${column.name}${n + 1}`,
      cell: (grid) => pieces.get(grid)?.[n] ?? '',
    }));
  });
}

/** A list in pieces that each fit a column. */
function cutList(text: string, separator: string, encode: (text: string) => Uint8Array): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const item of text.split(separator)) {
    const longer = piece === '' ? item : piece + separator + item;
    if (encode(longer).length <= widest) piece = longer;
    else {
      pieces.push(piece);
      piece = item;
    }
  }
  return [...pieces, piece];
}

/** Grids as a dBASE III table: texts as wide as the widest is, numbers flush right, what is unknown blank. */
export function writeDbf(
  grids: readonly GridRecord[],
  columns: readonly GridColumn[],
  encode: (text: string) => Uint8Array,
): Uint8Array {
  const cells = grids.map((grid) =>
    columns.map((column) => cutTo(textOf(column.cell(grid), column.decimals), widest, encode)),
  );
  const widths = columns.map((_, c) => cells.reduce((most, row) => Math.max(most, row[c]!.length), 1));
  const headerLength = 32 + columns.length * 32 + 1;
  const recordLength = 1 + widths.reduce((sum, width) => sum + width, 0);
  const bytes = new Uint8Array(headerLength + grids.length * recordLength + 1);
  const view = new DataView(bytes.buffer);
  bytes[0] = 3;
  // Year (after 1900), month and day of the last change: fixed, so that the same plan is the same file.
  bytes.set([124, 1, 1], 1);
  view.setUint32(4, grids.length, true);
  view.setUint16(8, headerLength, true);
  view.setUint16(10, recordLength, true);
  for (const [c, { name, decimals }] of columns.entries()) {
    const at = 32 + c * 32;
    bytes.set(cutTo(name, nameBytes, encode), at);
    bytes[at + 11] = (decimals === null ? 'C' : 'N').charCodeAt(0);
    bytes[at + 16] = widths[c]!;
    bytes[at + 17] = decimals ?? 0;
  }
  bytes[headerLength - 1] = 0x0d;
  bytes.fill(0x20, headerLength);
  for (const [r, row] of cells.entries()) {
    let at = headerLength + r * recordLength + 1;
    for (const [c, cell] of row.entries()) {
      const indent = columns[c]!.decimals === null ? 0 : widths[c]! - cell.length;
      bytes.set(cell, at + indent);
      at += widths[c]!;
    }
  }
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}

function textOf(cell: GridCell, decimals: number | null): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? cell.toFixed(decimals ?? 0) : cell;
}

/** Whole characters that fit. */
function cutTo(text: string, limit: number, encode: (text: string) => Uint8Array): Uint8Array {
  const all = encode(text);
  if (all.length <= limit) return all;
  let kept = '';
  let length = 0;
  for (const character of text) {
    length += encode(character).length;
    if (length > limit) break;
    kept += character;
  }
  return encode(kept);
}
