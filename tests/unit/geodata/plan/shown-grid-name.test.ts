import { describe, expect, it } from 'vitest';
import { shortGridName, shownGridNames, tightGridNames } from '../../../../geodata/plan/shown-grid-name';
import type { GridNaming } from '../../../../geodata/plan/shown-grid-name';

const names = [
  { zh: '永定社区', en: 'Yongding Community' },
  { zh: '新永定社区', en: 'New Yongding' },
  { zh: '石桥社区' },
];
const communities = new Map(names.map((name) => [name.zh, name]));
const en: GridNaming = { language: 'en', communities };
const zh: GridNaming = { language: 'zh', communities };
const extent = { zh: '巴尔的摩(数据范围)', en: 'Baltimore (extent of the data)' };
const alone = (language: 'zh' | 'en'): GridNaming => ({ language, communities: new Map([[extent.zh, extent]]) });

describe('the shown name of a grid', () => {
  it('is English where the stored one is its community and a number', () => {
    expect(shownGridNames('永定社区第7网格', en)).toBe('Yongding Grid 7');
    expect(shownGridNames('永定社区第7-2-1网格', en)).toBe('Yongding Grid 7-2-1');
    expect(shownGridNames('新永定社区第3网格', en)).toBe('New Yongding Grid 3');
    expect(shownGridNames('石桥社区第3网格', en)).toBe('石桥社区 Grid 3');
    expect(shownGridNames('第3网格', en)).toBe('Grid 3');
  });

  it('stays as it is in Chinese and where somebody named the grid', () => {
    expect(shownGridNames('永定社区第7网格', zh)).toBe('永定社区第7网格');
    for (const given of ['中心医院', '幸福第3网格', 'North side', '']) expect(shownGridNames(given, en)).toBe(given);
  });

  it('keeps its number and sheds the word of its community where there is little room', () => {
    expect(tightGridNames('永定社区第12网格')).toBe('永定第12网格');
    expect(tightGridNames('大王村第7-2网格')).toBe('大王第7-2网格');
    for (const given of ['社区第3网格', '第3网格', '永定社区', '中心医院', 'Yongding Grid 7']) {
      expect(tightGridNames(given)).toBe(given);
    }
  });

  it('leaves out the only area of a place in both languages', () => {
    expect(shownGridNames('巴尔的摩(数据范围)第4网格', alone('en'))).toBe('Grid 4');
    expect(shownGridNames('巴尔的摩(数据范围)第4网格', alone('zh'))).toBe('第4网格');
  });

  it('is found in sentences', () => {
    expect(shownGridNames('“永定社区第7网格” has no full-time grid worker', en)).toBe(
      '“Yongding Grid 7” has no full-time grid worker',
    );
    expect(shownGridNames('永定社区第7-1网格、永定社区第7-2网格', en)).toBe('Yongding Grid 7-1, Yongding Grid 7-2');
    expect(shownGridNames('永定社区第7网格 → 北院', en)).toBe('Yongding Grid 7 → 北院');
  });

  it('is short beside its community', () => {
    expect(shortGridName('永定社区第7网格', en)).toBe('Grid 7');
    expect(shortGridName('永定社区第7网格', zh)).toBe('第7网格');
    expect(shortGridName('中心医院', en)).toBe('中心医院');
  });
});
