import type { ProblemEntry } from './problem-entry';

/** What can stand in the way of publishing a plan, and of asking for its history. */
export const publicationProblems = {
  'plan.publish-blocked': {
    status: 409,
    zh: '方案有 {count} 处必须先处理的问题，不能发布：{kinds}',
    en: 'The plan cannot be published: {count} {count:breach|breaches} must be mended first ({kinds})',
  },
  'plan.publish-empty': {
    status: 422,
    zh: '方案里还没有网格，不能发布',
    en: 'The plan holds no grid yet, so there is nothing to publish',
  },
  'plan.publish-too-early': {
    status: 422,
    zh: '生效日期 {date} 太早：最早可从 {earliest} 起生效（不早于今天，并晚于上次发布的生效日期）',
    en: 'The effective date {date} is too early: {earliest} is the earliest (not before today, and after the day of the last publication)',
  },
  'plan.publish-outdated': {
    status: 409,
    zh: '草稿建立之后又发布了“{plan}”，其中 {count} 个网格有变化：{grids}。请先把这些变化并入草稿',
    en: '“{plan}” was published after this draft was made and changes {count} {count:grid|grids}: {grids}. Take them over into the draft first',
  },
  'plan.revision-moved': {
    status: 409,
    zh: '草稿刚被修改（修订 {given} 之后现为 {revision}），请重新核对后再发布',
    en: 'The draft has just been changed (revision {revision} after {given}); look at it again before publishing',
  },
  'plan.rebase-conflict': {
    status: 409,
    zh: '以下网格在草稿和已发布的方案里都改过，不能自动合并：{grids}。请以已发布的方案新建草稿',
    en: 'Both the draft and the published plan changed these grids, so they cannot be put together: {grids}. Make a new draft of the published plan',
  },
  'plan.not-scheduled': {
    status: 409,
    zh: '方案“{plan}”没有待生效的发布，不能撤回；已生效的方案不能撤回，请另行发布',
    en: 'The plan “{plan}” has no publication still to come; one that has begun cannot be withdrawn, publish another instead',
  },
  'plan.withdraw-not-last': {
    status: 409,
    zh: '“{plan}”之后还有待生效的“{later}”，请先撤回后者',
    en: '“{later}” is to follow “{plan}”; withdraw that one first',
  },
  'plan.none-in-force': {
    status: 404,
    zh: '{date} 没有生效的网格方案',
    en: 'No grid plan of this scheme was in force on {date}',
  },
  'scheme.not-found': { status: 404, zh: '没有网格体系“{scheme}”', en: 'There is no grid scheme “{scheme}”' },
  'scheme.id-taken': {
    status: 409,
    zh: '网格体系的编号“{scheme}”已被使用',
    en: 'The id “{scheme}” belongs to another grid scheme',
  },
  'scheme.name-taken': {
    status: 409,
    zh: '已有名为“{name}”的网格体系',
    en: 'There already is a grid scheme named “{name}”',
  },
} satisfies Record<string, ProblemEntry>;
