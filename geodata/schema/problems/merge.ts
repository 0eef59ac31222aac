import type { ProblemEntry } from './problem-entry';

/** What can be wrong with merging reports into problems. */
export const mergeProblems = {
  'merge.itself': {
    status: 422,
    zh: '事件“{incident}”不能并入它自己；请选另一件',
    en: 'Incident “{incident}” cannot be merged into itself; choose another one',
  },
  'merge.already': {
    status: 409,
    zh: '事件“{incident}”已并入“{master}”；请先撤销，再并入别的',
    en: 'Incident “{incident}” is merged into “{master}” already; undo that first',
  },
  'merge.circle': {
    status: 409,
    zh: '事件“{master}”已并入“{incident}”，不能反过来再并；请先撤销',
    en: 'Incident “{master}” is merged into “{incident}”, so the other way round is no longer possible; undo that first',
  },
  'merge.other-family': {
    status: 422,
    zh: '两件事件不属同一大类，不是同一件事；请先核对类型',
    en: 'The two incidents are of different groups of types, so they are not one problem; check their types first',
  },
  'merge.not-merged': {
    status: 409,
    zh: '事件“{incident}”没有并入任何一件，可能别人刚撤销过；请重新打开',
    en: 'Incident “{incident}” is not merged into any other; somebody may just have undone it. Open it again',
  },
  'merge.not-apart': {
    status: 409,
    zh: '“{incident}”与“{other}”没有标为不同的事；请重新打开',
    en: '“{incident}” and “{other}” are not marked as different problems; open them again',
  },
} satisfies Record<string, ProblemEntry>;
