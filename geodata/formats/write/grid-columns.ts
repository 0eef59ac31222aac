import type { GridKind } from '../../schema/plan';
import type { GridRecord } from './grid-record';

type Language = 'zh' | 'en';
export type GridCell = string | number | null;

/** One column of a file of grids. */
export interface GridColumn {
  /** At most ten bytes in GB18030 and in UTF-8, which is all a shapefile has room for. */
  name: string;
  /** Decimals of a number; null for texts. */
  decimals: number | null;
  cell(grid: GridRecord): GridCell;
}

const kinds: Readonly<Record<GridKind, Record<Language, string>>> = {
  general: { zh: '综合', en: 'general' },
  dedicated: { zh: '专属', en: 'dedicated' },
  unassigned: { zh: '未划', en: 'unassigned' },
};

/** What a kind is called in a file; `guessKind` reads it back. */
export const kindText = (kind: GridKind, language: Language): string => kinds[kind][language];

const names = {
  code: { zh: '编码', en: 'code' },
  name: { zh: '名称', en: 'name' },
  community: { zh: '社区', en: 'community' },
  subdistrict: { zh: '街道', en: 'subdistr' },
  kind: { zh: '类型', en: 'kind' },
  households: { zh: '户数', en: 'households' },
  residents: { zh: '人口', en: 'residents' },
  elderly: { zh: '老年人', en: 'elderly' },
  workers: { zh: '网格员', en: 'workers' },
  area: { zh: '面积', en: 'area_m2' },
} as const;

/** The columns of every file of grids, in their order. */
export function gridColumns(language: Language): GridColumn[] {
  const text = (key: keyof typeof names, cell: GridColumn['cell']): GridColumn => ({
    name: names[key][language],
    decimals: null,
    cell,
  });
  const number = (key: keyof typeof names, decimals: number, cell: GridColumn['cell']): GridColumn => ({
    name: names[key][language],
    decimals,
    cell,
  });
  return [
    text('code', (grid) => grid.code),
    text('name', (grid) => grid.name),
    text('community', (grid) => grid.community),
    text('subdistrict', (grid) => grid.subdistrict),
    text('kind', (grid) => kindText(grid.kind, language)),
    number('households', 0, (grid) => grid.households),
    number('residents', 0, (grid) => grid.residents),
    number('elderly', 0, (grid) => grid.elderly),
    number('workers', 2, (grid) => grid.workers),
    number('area', 0, (grid) => Math.round(grid.squareMetres)),
  ];
}
