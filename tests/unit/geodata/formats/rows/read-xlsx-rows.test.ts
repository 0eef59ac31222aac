import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readAllRows } from '../../../../fixtures/read-rows';
import { writeXlsx } from '../../../../fixtures/write-xlsx';

const read = (content: Uint8Array, options: { sheet?: string; headerRow?: number } = {}) =>
  readAllRows({ format: 'xlsx', file: 'a.xlsx', crs: 'WGS84', ...options }, { 'a.xlsx': content });

const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe('readXlsxRows', () => {
  it('reads texts, numbers, dates and the values of formulas, by the number of the row', async () => {
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>${text('C1', '日期')}${text('D1', '合计')}</row>
      <row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>12.5</v></c><c r="C3" s="1"><v>45352</v></c><c r="D3"><f>B3*2</f><v>25</v></c></row>
      <row r="4"><c r="A4" t="s"><v>2</v></c><c r="C4" s="2"><v>45352.5</v></c><c r="D4" t="str"><f>A4&amp;"!"</f><v>甲!</v></c></row>`;
    const { rows: found, notes } = await read(writeXlsx({ 表一: { rows } }, ['名称', '户数', '甲']));
    expect(notes).toEqual([]);
    expect(found.map(({ number, properties }) => [number, properties])).toEqual([
      [3, { 名称: '甲', 户数: 12.5, 日期: '2024-03-01', 合计: 25 }],
      [4, { 名称: '甲', 户数: null, 日期: '2024-03-01T12:00:00', 合计: '甲!' }],
    ]);
  });

  it('reports a formula without its value and an error, by row and column', async () => {
    const rows = `<row r="1">${text('A1', 'a')}${text('B1', 'b')}</row>
      <row r="2">${text('A2', 'x')}<c r="B2"><f>1+1</f></c></row><row r="3">${text('A3', 'y')}<c r="B3" t="e"><v>#N/A</v></c></row>`;
    const { rows: found, report } = await read(writeXlsx({ s: { rows } }));
    expect(found.map(({ properties }) => properties['b'])).toEqual([null, null]);
    expect(report.notes).toMatchObject([
      { code: 'xlsx.formula-without-value', line: 2, params: { column: 'b' }, kind: 'repaired' },
      { code: 'xlsx.error-cell', line: 3, params: { value: '#N/A' } },
    ]);
  });

  it('repeats merged texts in every row, never merged numbers, and says so', async () => {
    const rows = `<row r="1">${text('A1', '街道')}${text('B1', '社区')}${text('C1', '户数')}</row>
      <row r="2">${text('A2', '东街')}${text('B2', '一')}<c r="C2"><v>500</v></c></row>
      <row r="3">${text('B3', '二')}</row>`;
    const { rows: found, notes } = await read(writeXlsx({ s: { rows, merged: ['A2:A3', 'C2:C3'] } }));
    expect(found.map(({ properties }) => Object.values(properties))).toEqual([
      ['东街', '一', 500],
      ['东街', '二', null],
    ]);
    expect(notes).toEqual([
      ['xlsx.merged-number', 3],
      ['xlsx.merged-filled', null],
    ]);
  });

  it('begins at the header row it is told, below titles', async () => {
    const rows = `<row r="1">${text('A1', '2024年统计表')}</row><row r="2">${text('A2', 'id')}${text('B2', 'n')}</row><row r="3"><c r="A3"><v>7</v></c></row>`;
    const { rows: found } = await read(writeXlsx({ s: { rows } }), { headerRow: 2 });
    expect(found).toMatchObject([{ number: 3, properties: { id: 7, n: null } }]);
  });

  it('asks which sheet is meant, and says what there is', async () => {
    const rows = `<row r="1">${text('A1', 'a')}</row>`;
    const book = writeXlsx({ 甲: { rows }, 乙: { rows } });
    expect((await read(book)).result).toMatchObject({
      problem: { code: 'xlsx.which-sheet', params: { sheets: ['甲', '乙'] } },
    });
    expect((await read(book, { sheet: '乙' })).result.ok).toBe(true);
  });

  it('refuses by name an old .xls, a damaged file, what is no workbook, and a bomb', async () => {
    const codeOf = async (bytes: Uint8Array) => {
      const { result } = await read(bytes);
      return result.ok ? null : result.problem.code;
    };
    const book = writeXlsx({ s: { rows: `<row r="1">${text('A1', 'a')}</row>` } });
    expect(await codeOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('xlsx.old-xls');
    expect(await codeOf(book.subarray(0, book.length - 30))).toBe('file.not-zip');
    expect(await codeOf(Buffer.from('a,b\n'))).toBe('xlsx.not-workbook');
    expect(await codeOf(zipSync({ 'readme.txt': Buffer.from('hello') }))).toBe('xlsx.not-workbook');
    const flipped = Buffer.from(book);
    flipped[flipped.indexOf('workbook.xml') + 20]! ^= 0x55;
    expect(['file.damaged-zip', 'xlsx.damaged']).toContain(await codeOf(flipped));
    const blank = Buffer.alloc(40 * 1024 * 1024, 0x20);
    expect(await codeOf(writeXlsx({ s: { rows: blank.toString('latin1') } }))).toBe('file.zip-bomb');
  });
});
