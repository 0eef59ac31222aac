import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a scenario. `position` is that of the edit in the list, from 1. */
export const scenarioProblems = {
  'scenario.not-found': {
    status: 404,
    zh: '没有设想“{scenario}”，它可能已被删除',
    en: 'There is no scenario “{scenario}”; it may have been deleted',
  },
  'scenario.conflict': {
    status: 409,
    zh: '这个设想刚被{author}改过（第 {revision} 版），您的改动还没有保存；请重新打开，或另存为新的设想',
    en: 'This scenario has just been changed by {author} (revision {revision}); yours is not saved yet. Open it again, or save yours as a new one',
  },
  'scenario.unknown-thing': {
    status: 422,
    zh: '第 {position} 项改动所指的“{thing}”在此地的数据里没有；请删去这一项，或改指别的',
    en: 'Edit {position} speaks of “{thing}”, which the data of this place does not have; remove the edit or name another',
  },
  'scenario.no-street-near': {
    status: 422,
    zh: '第 {position} 项改动要封的地方（{coordinate}），{metres} 米内没有道路；请点在路上',
    en: 'Edit {position} closes a street at {coordinate}, but there is none within {metres} m; point at a street',
  },
  'scenario.nothing-resized': {
    status: 422,
    zh: '第 {position} 项改动没有写明新的面积、座位或人员；请至少填写一项',
    en: 'Edit {position} resizes a station but gives no floor area, seats or staff; give at least one',
  },
  'scenario.days-reversed': {
    status: 422,
    zh: '第 {position} 项改动的结束日期 {to} 早于开始日期 {from}；请对调或改正',
    en: 'Edit {position}: the last day {to} is before the first day {from}; swap or correct them',
  },
  'scenario.repeated-id': {
    status: 422,
    zh: '第 {position} 项改动的编号“{id}”已用过；请换一个',
    en: 'Edit {position}: the id “{id}” is already used in this scenario; choose another',
  },
  'scenario.off-network': {
    status: 422,
    zh: '第 {position} 项改动：新路的一端离所有道路都超过 {metres} 米；请把它移到路边',
    en: 'Edit {position}: one end of the new way is more than {metres} m from every street; move it to a street',
  },
  'scenario.through-wall': {
    status: 422,
    zh: '第 {position} 项改动：新路穿过围墙；请从出入口走，或先开一个出入口',
    en: 'Edit {position}: the new way would run through a wall; lead it through a gate, or open one first',
  },
  'scenario.no-length': {
    status: 422,
    zh: '第 {position} 项改动：新路的两端在同一处；请拉开一些',
    en: 'Edit {position}: both ends of the new way are in one place; draw them apart',
  },
} satisfies Record<string, ProblemEntry>;
