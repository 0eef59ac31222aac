import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a question about walking coverage, or with a station that is sent in. */
export const coverageProblems = {
  'coverage.no-streets': {
    status: 409,
    zh: '{place}还没有导入步行道路(图层 {layer}),无法计算步行时间;请先导入道路,此处不会用直线距离代替',
    en: '{place} has no walking streets yet (layer {layer}), so walking times cannot be measured; import streets first — straight lines are not used instead',
  },
  'coverage.unknown-walker': {
    status: 400,
    zh: '没有步行人群“{walker}”;可选:{known}',
    en: 'There is no walker group “{walker}”; choose one of: {known}',
  },
  'coverage.unknown-plan': { status: 404, zh: '没有网格方案“{plan}”', en: 'There is no grid plan “{plan}”' },
  'base-unit.not-found': { status: 404, zh: '没有基础单元“{unit}”', en: 'There is no base unit “{unit}”' },
  'station.unknown-kind': {
    status: 422,
    zh: '第 {position} 个要素的类别“{kind}”不认识;可选:{known}',
    en: 'Feature {position}: kind “{kind}” is not known; choose one of: {known}',
  },
  'station.invalid': {
    status: 422,
    zh: '第 {position} 个要素的 {field} 有误:{reason}',
    en: 'Feature {position}: {field} is wrong: {reason}',
  },
  'station.not-point': {
    status: 422,
    zh: '第 {position} 个要素应为点(Point),收到 {actual}',
    en: 'Feature {position} should be a Point, got {actual}',
  },
  'station.bad-coordinate': {
    status: 422,
    zh: '第 {position} 个要素的坐标 {coordinate} 无效;请写 [经度, 纬度],单位为度',
    en: 'Feature {position}: coordinate {coordinate} is not valid; write [longitude, latitude] in degrees',
  },
  'station.duplicate-id': {
    status: 409,
    zh: '编号“{id}”已被使用',
    en: 'The id “{id}” is already taken',
  },
  'station.none-sent': { status: 422, zh: '没有收到任何服务站', en: 'No station was sent' },
} satisfies Record<string, ProblemEntry>;
