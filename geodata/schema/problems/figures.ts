import type { ProblemEntry } from './problem-entry';

export const figureProblems = {
  'figures.unknown': {
    status: 422,
    zh: '没有指标“{figure}”；可用：{known}',
    en: 'There is no figure “{figure}”; use one of {known}',
  },
} satisfies Record<string, ProblemEntry>;
