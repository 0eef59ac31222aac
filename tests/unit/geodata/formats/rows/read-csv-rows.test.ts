import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAllRows } from '../../../../fixtures/read-rows';
import { describeWithData } from '../../../../real-data';

interface Options {
  encoding?: string;
  delimiter?: string;
  oddLineEncoding?: string;
  headerRow?: number;
  chunkSize?: number;
}

/** Rows as their line and their cells. */
async function read(content: string | Uint8Array, { encoding = 'utf-8', chunkSize, ...options }: Options = {}) {
  const source = { format: 'csv', file: 'a.csv', crs: 'WGS84', encoding, ...options } as const;
  const { result, rows, notes } = await readAllRows(source, { 'a.csv': content }, chunkSize);
  return { result, notes, rows: rows.map(({ number, properties }) => [number, ...Object.values(properties)]) };
}

describe('readCsvRows', () => {
  it('keeps cells as written, with the line each row begins on', async () => {
    const { rows, notes } = await read('\ufeffid,text\r\n007,"one\r\ntwo, ""three"""\r\n\r\n8, x \r\n');
    expect(rows).toEqual([
      [2, '007', 'one\r\ntwo, "three"'],
      [5, '8', ' x '],
    ]);
    expect(notes).toEqual([]);
  });

  it('refuses the row of a lone quote by its line and reads on at the next', async () => {
    const { rows, notes } = await read('id,text\n1,"fine"\n2,"never closed\n3,c\n4,"bad" quote\n5,e\n');
    expect(notes).toEqual([
      ['csv.lone-quote', 3],
      ['csv.lone-quote', 5],
    ]);
    expect(rows).toEqual([
      [2, '1', 'fine'],
      [4, '3', 'c'],
      [6, '5', 'e'],
    ]);
  });

  it('takes a quote in the middle of a cell for what it is', async () => {
    expect((await read('id,pipe\n1,6" wide\n')).rows).toEqual([[2, '1', '6" wide']]);
  });

  it('refuses rows with too many or too few cells', async () => {
    const { rows, notes } = await read('a,b\n1\n1,2,3\n1,2\n');
    expect(rows).toEqual([[4, '1', '2']]);
    expect(notes).toEqual([
      ['csv.cell-count', 2],
      ['csv.cell-count', 3],
    ]);
  });

  it('reads GB18030, and refuses it by line where it is said to be UTF-8', async () => {
    // 固安 in GB18030.
    const bytes = Buffer.concat([
      Buffer.from('id,name\n1,a\n2,'),
      Buffer.from([0xb9, 0xcc, 0xb0, 0xb2]),
      Buffer.from('\n'),
    ]);
    expect((await read(bytes, { encoding: 'gb18030' })).rows[1]).toEqual([3, '2', '固安']);
    expect((await read(bytes, { encoding: 'utf-8' })).result).toMatchObject({
      ok: false,
      problem: { code: 'file.wrong-encoding', params: { line: 3, encoding: 'utf-8' } },
    });
    expect((await read(bytes, { encoding: 'gb-nonsense' })).result).toMatchObject({
      ok: false,
      problem: { code: 'file.unknown-encoding' },
    });
  });

  it('takes the delimiter from the header unless told', async () => {
    expect((await read('a;b\n1,5;2\n')).rows).toEqual([[2, '1,5', '2']]);
    expect((await read('a\tb\n1\t2\n')).rows).toEqual([[2, '1', '2']]);
    expect((await read('a|b,c\n1|2\n', { delimiter: '|' })).rows).toEqual([[2, '1', '2']]);
  });

  it('wants a header that names each column once', async () => {
    expect((await read('')).result).toMatchObject({ ok: false, problem: { code: 'csv.no-header' } });
    expect((await read('a,a\n1,2\n')).result).toMatchObject({ ok: false, problem: { code: 'csv.column-twice' } });
  });
});

describeWithData('formats', 'a table in GB18030', (folder) => {
  it('is read with its names', async () => {
    const { rows, notes } = await read(readFileSync(join(folder, 'areas_gb18030.csv')), { encoding: 'gb18030' });
    expect(notes).toEqual([]);
    expect(rows[0]).toEqual([2, '110101', '东城区', '1101', '11']);
    expect(rows).toHaveLength(2978);
  });
});
