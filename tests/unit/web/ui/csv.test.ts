import { describe, expect, it } from 'vitest';
import { csvRows, csvTitles, toCsv } from '../../../../web/ui/csv';

describe('toCsv', () => {
  it('starts with a byte order mark, quotes what needs it and disarms formulas', () => {
    const text = toCsv(
      ['名称', '户数'],
      [
        ['幸福,小区', 412],
        ['=cmd()', 3],
        ['他说"好"', 0],
      ],
    );
    expect(text).toBe('\ufeff名称,户数\r\n"幸福,小区",412\r\n"\'=cmd()",3\r\n"他说""好""",0\r\n');
  });

  it('has no blank line, whether it is written whole or in parts', () => {
    expect(toCsv(['a', 'b'], [])).toBe('\ufeffa,b\r\n');
    const rows = [['x', 1] as const, ['=y', 2] as const];
    const parts = [csvTitles(['a', 'b']), csvRows([]), csvRows(rows.slice(0, 1)), csvRows(rows.slice(1))];
    expect(parts.join('')).toBe(toCsv(['a', 'b'], rows));
    expect(parts.join('')).toBe('\ufeffa,b\r\nx,1\r\n"\'=y",2\r\n');
  });
});
