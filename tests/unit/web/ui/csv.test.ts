import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../../web/ui/csv';

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
});
