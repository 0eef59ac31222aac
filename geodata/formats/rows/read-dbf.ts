import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { fitsUtf8 } from './suspect-utf8';

declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

interface Field {
  name: string;
  type: string;
  offset: number;
  length: number;
}

/** A dBASE III/IV table with its records by number. */
export interface DbfTable {
  columns: string[];
  count: number;
  /** The cells of a record; null for one that is marked as deleted. Fails where its text does not fit the encoding. */
  record(index: number): Result<Record<string, unknown>> | null;
}

/**
 * Reads a dBASE table, the attributes of a shapefile. Numbers come as numbers, dates as yyyy-MM-dd, logicals as Y or N,
 * everything else as text without the spaces it is padded by; what is blank is null. `encoding` is null where neither
 * spec nor .cpg names one: then the texts have to be plain ASCII.
 */
export function readDbf(bytes: Uint8Array, encoding: string | null, file: string): Result<DbfTable> {
  const decoder = decoderOf(encoding ?? 'utf-8');
  if (!decoder) return fail('file.unknown-encoding', { file, encoding: encoding ?? '' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 33) return fail('shapefile.damaged-dbf', { file });
  const count = view.getUint32(4, true);
  const headerLength = view.getUint16(8, true);
  const recordLength = view.getUint16(10, true);
  const isWhole = recordLength > 0 && headerLength >= 33 && headerLength + count * recordLength <= bytes.length + 1;
  if (!isWhole) return fail('shapefile.damaged-dbf', { file });
  if (encoding === null && bytes.some((byte, at) => at >= 32 && byte >= 0x80))
    return fail('shapefile.no-encoding', { file });
  if (encoding !== null && !/^utf-?8$/i.test(encoding) && fitsUtf8(bytes.subarray(headerLength)))
    return fail('file.is-utf-8', { file, encoding });
  const text = (from: number, to: number): string => decoder.decode(bytes.subarray(from, to));
  const fields: Field[] = [];
  let offset = 1;
  for (let at = 32; at + 32 <= headerLength && bytes[at] !== 0x0d; at += 32) {
    const end = bytes.indexOf(0, at);
    let name;
    try {
      name = text(at, end < 0 || end > at + 11 ? at + 11 : end).trim();
    } catch {
      return fail('file.wrong-encoding', { file, encoding: encoding ?? '', line: 0 });
    }
    fields.push({ name, type: String.fromCharCode(bytes[at + 11]!), offset, length: bytes[at + 16]! });
    offset += bytes[at + 16]!;
  }
  const record = (index: number): Result<Record<string, unknown>> | null => {
    const start = headerLength + index * recordLength;
    if (bytes[start] === 0x2a) return null;
    const cells: Record<string, unknown> = {};
    for (const { name, type, offset: from, length } of fields) {
      let written;
      try {
        written = text(start + from, start + from + length);
      } catch {
        return fail('shapefile.undecodable', { column: name, encoding: encoding ?? '' });
      }
      cells[name] = cellOf(type, written.replaceAll('\0', '').trim());
    }
    return ok(cells);
  };
  return ok({ columns: fields.map(({ name }) => name), count, record });
}

function cellOf(type: string, text: string): unknown {
  if (text === '' || /^\*+$/.test(text)) return null;
  if (type === 'N' || type === 'F') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === 'D' && /^\d{8}$/.test(text)) return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  if (type === 'L') return text === '?' ? null : /[YyTt]/.test(text) ? 'Y' : 'N';
  return text;
}

function decoderOf(encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return null;
  }
}
