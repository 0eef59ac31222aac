import type { ProblemEntry } from './problem-entry';

export const figureProblems = {
  'figures.unknown': {
    status: 422,
    zh: '没有指标“{figure}”；可用：{known}',
    en: 'There is no figure “{figure}”; use one of {known}',
  },
  'figures.then-against': {
    status: 422,
    zh: '按当时网格统计时，两个时段的网格不同，不能比较；请改按现行网格统计',
    en: 'By the grids of then the two periods have different grids and cannot be compared; count by the grids of now',
  },
} satisfies Record<string, ProblemEntry>;
