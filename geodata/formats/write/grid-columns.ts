import { countPosts } from '../../plan/grid-workers';
import { workerKinds } from '../../schema/grid-worker';
import type { GridKind } from '../../schema/plan';
import { nameSeparators, writeWorkerNames } from '../worker-names';
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
  /** Of a list: what its items are told apart by, where a format has no room for it in one column. */
  separator?: string;
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
  fullTime: { zh: '专职数', en: 'full_time' },
  fullTimeNames: { zh: '专职', en: 'ft_names' },
  partTime: { zh: '兼职数', en: 'part_time' },
  partTimeNames: { zh: '兼职', en: 'pt_names' },
  mobile: { zh: '流动数', en: 'mobile' },
  mobileNames: { zh: '流动', en: 'mb_names' },
  area: { zh: '面积', en: 'area_m2' },
} as const;

const workerKeys = { 'full-time': 'fullTime', 'part-time': 'partTime', mobile: 'mobile' } as const;

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
    ...workerKinds.flatMap((kind) => {
      const key = workerKeys[kind];
      return [
        number(key, 3, (grid) => countPosts(grid.workers)[kind]),
        {
          ...text(`${key}Names`, (grid) => writeWorkerNames(grid.workers, kind, language)),
          separator: nameSeparators[language],
        },
      ];
    }),
    number('area', 0, (grid) => Math.round(grid.squareMetres)),
  ];
}
