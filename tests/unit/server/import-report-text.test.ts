import { describe, expect, it } from 'vitest';
import { ImportLog } from '../../../geodata/formats/import-log';
import { createProgressLine } from '../../../server/import-progress-line';
import { importReportText } from '../../../server/import-report-text';

describe('an import report for a terminal', () => {
  it('names every layer in words, and rows as their file numbers them', () => {
    const log = new ImportLog();
    for (const [file, layer] of [
      ['a.csv.gz', 'incidents'],
      ['b.tsv', 'incidents'],
      ['c.xlsx', 'stations'],
      ['d.geojson', 'base-units'],
      ['e.osm.pbf', 'objects'],
      ['e.osm.pbf', 'spec'],
      ['f.tif', 'elevation'],
    ] as const)
      log.layer(file, layer).refuse('row.no-place', 7);
    const en = importReportText(log.report('a'), 'en');
    for (const words of ['(line 7)', '(row 7)', '(feature 7)', 'map objects', 'worked out', 'elevation'])
      expect(en).toContain(words);
    expect(en.match(/\(line 7\)/g)).toHaveLength(2);
    const zh = importReportText(log.report('a'), 'zh');
    expect(zh.match(/（第 7 行）/g)).toHaveLength(3);
    expect(zh.match(/（第 7 个要素）/g)).toHaveLength(4);
    expect(zh).not.toMatch(/objects|spec|elevation|incidents|stations|base-units/);
  });
});

describe('progress of an import', () => {
  const reading = {
    phase: 'reading',
    file: '城.osm.pbf',
    done: 5e5,
    total: 2e6,
    unit: 'bytes',
    secondsLeft: 3.2,
  } as const;
  const step = { phase: 'streets', file: null, done: 1, total: 8, unit: 'layers', secondsLeft: null } as const;
  const saving = { phase: 'saving', file: null, done: 0, total: 0, unit: 'rows', secondsLeft: null } as const;
  /** What is written to a terminal, or to a file. */
  async function written(isTTY: boolean, columns = 80): Promise<string> {
    let out = '';
    const line = createProgressLine({ isTTY, columns, write: (text) => (out += text) }, 'zh');
    for (const progress of [reading, { ...reading, done: 1e6 }, step, saving]) await line.show(progress);
    line.clear();
    return out;
  }

  it('is one line written over on a terminal, cut to its width, and taken away at the end', async () => {
    const lines = (await written(true)).split('\r\u001b[K').slice(1);
    expect(lines[0]).toBe('读取 · 城.osm.pbf · 0.5 / 2.0 MB · 还需约 4 秒');
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toBe('');
    expect((await written(true, 12)).split('\r\u001b[K')[1]).toBe('读取 · 城.o');
  });

  it('is a plain line a file in a log', async () => {
    expect(await written(false)).toBe('读取 · 城.osm.pbf · 0.5 / 2.0 MB · 还需约 4 秒\n写入数据库\n');
  });
});
