import type { ProblemEntry } from './problem-entry';

export const figureProblems = {
  'figures.unknown': {
    status: 422,
    zh: '没有指标“{figure}”；可用：{known}',
    en: 'There is no figure “{figure}”; use one of {known}',
  },
  'figures.too-many-rows': {
    status: 422,
    zh: '筛选出 {n} 件，超过 Excel 一张表的 {limit} 行；请缩小筛选范围',
    en: 'The filter lets {n} incidents pass, more than the {limit} rows of an Excel sheet; narrow it',
  },
} satisfies Record<string, ProblemEntry>;
