import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a question of where stations should stand. */
export const sitingProblems = {
  'siting.no-candidates': {
    status: 422,
    zh: '没有可用的候选位置：共 {given} 处，都不在步行路网上（离最近的路超过 {metres} 米，或在没有开放出入口的围墙内）。请把位置移到路边，或换一种候选来源',
    en: 'No candidate can be used: none of the {given} is on the walking network (farther than {metres} m from every path, or walled in without an open gate). Move them to a street or choose other candidates',
  },
  'siting.too-many-sites': {
    status: 422,
    zh: '要选 {sites} 处，但可用的候选位置只有 {candidates} 处；请减少新设数量或增加候选位置',
    en: '{sites} sites are asked for but only {candidates} candidates can be used; ask for fewer sites or give more candidates',
  },
  'siting.nobody-counted': {
    status: 422,
    zh: '此地的数据里没有这一人群的人数（{count}），无法据此选址；请改按其他人群计数',
    en: 'The data of this place has no numbers of this group ({count}); count another group',
  },
  'siting.option-not-for-goal': {
    status: 422,
    zh: '{option} 不适用于目标 {goal}；可用于：{goals}',
    en: '{option} does not go with the goal {goal}; it goes with: {goals}',
  },
  'siting.too-much-closed': {
    status: 422,
    zh: '允许撤并 {closable} 处，但现有此类服务站只有 {stations} 处',
    en: '{closable} existing stations may be given up but there are only {stations} of this kind',
  },
  'siting.too-large': {
    status: 422,
    zh: '候选位置与楼栋的组合超过 {most} 对，算不下；请减少候选位置（现有 {candidates} 处）或缩短步行时间',
    en: 'More than {most} pairs of candidate and building: too many. Use fewer candidates (now {candidates}) or a shorter walk',
  },
  'siting.floor-out-of-reach': {
    status: 422,
    zh: '这些社区无论选多少处都达不到 {floor}%：{communities}。请降低下限，或在这些社区增加候选位置',
    en: 'However many sites, these communities stay below {floor} %: {communities}. Lower the floor, or add candidates there',
  },
  'siting.floor-impossible': {
    status: 422,
    zh: '已证明：新设 {sites} 处不可能让每个社区都达到 {floor}%。最好的一组里低于下限的有：{communities}。请增加数量或降低下限',
    en: 'Proven: {sites} sites cannot bring every community to {floor} %. Below it in the best set: {communities}. Ask for more sites or lower the floor',
  },
  'siting.floor-not-met': {
    status: 422,
    zh: '没有找到让每个社区都达到 {floor}% 的 {sites} 处（也没能证明不存在）。最好的一组里低于下限的有：{communities}。请增加数量、降低下限或再试一次',
    en: 'No set of {sites} sites was found that brings every community to {floor} % (nor proven that there is none). Below it in the best set: {communities}. Ask for more sites, lower the floor, or try again',
  },
  'siting.not-all-reached': {
    status: 422,
    zh: '{sites} 处不足以让所有能到的楼栋在 {minutes} 分钟内都走到，“最远者最近”没有意义；请增加数量',
    en: '{sites} sites do not bring everybody who can be reached within {minutes} minutes, so there is no longest walk to shorten; ask for more sites',
  },
  'siting.points-unreadable': {
    status: 422,
    zh: '“{file}”里没有读到点：需要 GeoJSON 的 Point，或带经度、纬度两列的 CSV（WGS84）',
    en: 'No points were found in “{file}”: it takes GeoJSON Points, or a CSV with a column of longitude and one of latitude (WGS84)',
  },
  'siting.points-columns': {
    status: 422,
    zh: '“{file}”没有经度列（lng、lon、经度）和纬度列（lat、纬度）；现有的列：{columns}',
    en: '“{file}” has no column of longitude (lng, lon) and latitude (lat); its columns are: {columns}',
  },
  'siting.points-row': {
    status: 422,
    zh: '“{file}”第 {row} 行（个）没有可用的坐标；请改正或删去后再导入',
    en: 'Row {row} of “{file}” has no usable coordinates; correct or remove it and import again',
  },
  'siting.points-outside': {
    status: 422,
    zh: '“{file}”第 {row} 个点（{lng}, {lat}）不在{place}范围内；请核对坐标系（需要 WGS84）和经纬度顺序',
    en: 'Point {row} of “{file}” ({lng}, {lat}) lies outside {place}; check the coordinate system (WGS84 is asked for) and the order of longitude and latitude',
  },
  'siting.points-too-many': {
    status: 422,
    zh: '“{file}”有 {count} 个点，最多 {limit} 个',
    en: '“{file}” has {count} points; at most {limit} can be taken',
  },
  'siting.too-many-jobs': {
    status: 429,
    zh: '已有 {limit} 个选址正在计算；请等一个算完，或取消一个',
    en: '{limit} siting jobs are running already; wait for one to end or cancel one',
  },
  'siting.not-found': {
    status: 404,
    zh: '没有这次选址：它已被取消，或算完后放得太久；请重新提问',
    en: 'There is no such siting job: it was cancelled, or its answer was kept long enough; ask again',
  },
  'siting.not-done': {
    status: 409,
    zh: '这次选址还没有结果',
    en: 'This siting job has no answer yet',
  },
  'siting.thread-lost': {
    status: 500,
    zh: '选址计算意外中断（{reason}）；请再试一次，仍然如此请减少候选位置',
    en: 'Siting broke off ({reason}); try again, and with fewer candidates if it happens again',
  },
} satisfies Record<string, ProblemEntry>;
