import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../../geodata/formats/read-csv';
import { testLog } from '../../../fixtures/read-osm';
import { describeWithData } from '../../../real-data';

function read(content: string | Uint8Array, encoding = 'utf-8', delimiter?: string) {
  const { log, report } = testLog();
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const result = readCsv(bytes, { file: 'a.csv', encoding, delimiter }, log);
  const rows = result.ok ? result.value.rows.map((row) => [row.line, ...row.cells.values()]) : [];
  return { result, rows, notes: report().notes.map(({ code, line }) => [code, line]) };
}

describe('readCsv', () => {
  it('keeps cells as written, with the line each row begins on', () => {
    const { rows, notes } = read('\ufeffid,text\r\n007,"one\r\ntwo, ""three"""\r\n\r\n8, x \r\n');
    expect(rows).toEqual([
      [2, '007', 'one\r\ntwo, "three"'],
      [5, '8', ' x '],
    ]);
    expect(notes).toEqual([]);
  });

  it('refuses the row of a lone quote by its line and reads on at the next', () => {
    const { rows, notes } = read('id,text\n1,"fine"\n2,"never closed\n3,c\n4,"bad" quote\n5,e\n');
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

  it('takes a quote in the middle of a cell for what it is', () => {
    expect(read('id,pipe\n1,6" wide\n').rows).toEqual([[2, '1', '6" wide']]);
  });

  it('refuses rows with too many or too few cells', () => {
    const { rows, notes } = read('a,b\n1\n1,2,3\n1,2\n');
    expect(rows).toEqual([[4, '1', '2']]);
    expect(notes).toEqual([
      ['csv.cell-count', 2],
      ['csv.cell-count', 3],
    ]);
  });

  it('reads GB18030, and refuses it by line where it is said to be UTF-8', () => {
    // 固安 in GB18030.
    const bytes = Buffer.concat([
      Buffer.from('id,name\n1,a\n2,'),
      Buffer.from([0xb9, 0xcc, 0xb0, 0xb2]),
      Buffer.from('\n'),
    ]);
    expect(read(bytes, 'gb18030').rows[1]).toEqual([3, '2', '固安']);
    expect(read(bytes, 'utf-8').result).toMatchObject({
      ok: false,
      problem: { code: 'file.wrong-encoding', params: { line: 3, encoding: 'utf-8' } },
    });
    expect(read(bytes, 'gb-nonsense').result).toMatchObject({ ok: false, problem: { code: 'file.unknown-encoding' } });
  });

  it('takes the delimiter from the header unless told', () => {
    expect(read('a;b\n1,5;2\n').rows).toEqual([[2, '1,5', '2']]);
    expect(read('a\tb\n1\t2\n').rows).toEqual([[2, '1', '2']]);
    expect(read('a|b,c\n1|2\n', 'utf-8', '|').rows).toEqual([[2, '1', '2']]);
  });

  it('wants a header that names each column once', () => {
    expect(read('').result).toMatchObject({ ok: false, problem: { code: 'csv.no-header' } });
    expect(read('a,a\n1,2\n').result).toMatchObject({ ok: false, problem: { code: 'csv.column-twice' } });
  });
});

describeWithData('formats', 'a table in GB18030', (folder) => {
  it('is read with its names', () => {
    const { result, notes } = read(readFileSync(join(folder, 'areas_gb18030.csv')), 'gb18030');
    expect(notes).toEqual([]);
    expect(result.ok && result.value.rows[0]!.cells.get('name')).toBe('东城区');
    expect(result.ok && result.value.rows.length).toBe(2978);
  });
});
