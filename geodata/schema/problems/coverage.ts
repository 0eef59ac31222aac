import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a question about walking coverage, or with a station that is sent in. */
export const coverageProblems = {
  'coverage.no-streets': {
    status: 422,
    zh: '此地还没有导入步行道路（图层 {layer}），无法计算步行时间；请先导入道路，这里不会用直线距离代替',
    en: 'This place has no walking streets yet (layer {layer}), so walking times cannot be measured; import streets first — straight lines are not used instead',
  },
  'coverage.unknown-walker': {
    status: 400,
    zh: '没有步行人群“{walker}”；可选：{known}',
    en: 'There is no walker group “{walker}”; choose one of: {known}',
  },
  'coverage.unknown-level': {
    status: 400,
    zh: '此地没有层级“{level}”；可选：{known}',
    en: 'This place has no level “{level}”; choose one of: {known}',
  },
  'coverage.bad-speed': {
    status: 422,
    zh: '步行人群“{walker}”的步速是 {speed} 米/秒，应大于 0；请在此地的参数中改正',
    en: 'The walking speed of the group “{walker}” is {speed} m/s but must be above 0; correct it in the settings of the place',
  },
  'coverage.no-hour': {
    status: 422,
    zh: '只算开着的服务站，要说明几点：现在只给了日期 {at}；请写成 2026-03-05T20:00',
    en: 'To count open stations alone, say at which hour: only the day {at} was given. Write it as 2026-03-05T20:00',
  },
  'closure.no-day': {
    status: 422,
    zh: '“{column}”里的“{value}”不是日期，或早于开始日期；请写成 2026-03-05',
    en: '“{value}” in {column} is no date, or is before the first day; write it as 2026-03-05',
  },
  'closure.unknown-street': {
    status: 422,
    zh: '没有名称或编号为“{streets}”的道路；请照道路图层里的写法填写',
    en: 'There is no street of the name or id {streets}; write it as the streets layer does',
  },
  'closure.not-found': {
    status: 404,
    zh: '没有封路“{closure}”，它可能已被删去',
    en: 'There is no closure “{closure}”; it may have been taken away',
  },
  'closure.conflict': {
    status: 409,
    zh: '“{closure}”刚被{author}改过（第 {revision} 版），您的改动还没有保存；请重新打开再改',
    en: '“{closure}” has just been changed by {author} (revision {revision}); yours is not saved. Open it again and change it there',
  },
  'closure.days-reversed': {
    status: 422,
    zh: '封路“{closure}”的结束日期 {to} 早于开始日期 {from}；请对调或改正',
    en: 'Closure “{closure}”: its last day {to} is before its first day {from}; swap or correct them',
  },
  'closure.no-street-near': {
    status: 422,
    zh: '{coordinate} 处 {metres} 米内没有可走的道路，没有东西可封；请画在路上',
    en: 'No street runs within {metres} m of {coordinate}, so nothing would be closed there; draw along a street',
  },
  'closure.nothing-closed': {
    status: 422,
    zh: '没有写明封闭哪些道路；请填写道路名称，或画出封闭范围（多边形）',
    en: 'It does not say which streets are closed; name them, or draw the land as a polygon',
  },
  'base-unit.not-found': { status: 404, zh: '没有基础单元“{unit}”', en: 'There is no base unit “{unit}”' },
  'station.unknown-kind': {
    status: 422,
    zh: '第 {position} 个要素的类别“{kind}”不认识；可选：{known}',
    en: 'Feature {position}: kind “{kind}” is not known; choose one of: {known}',
  },
  'station.invalid': {
    status: 422,
    zh: '第 {position} 个要素的 {field} 有误：{reason}',
    en: 'Feature {position}: {field} is wrong: {reason}',
  },
  'station.duplicate-id': {
    status: 409,
    zh: '编号“{id}”已被使用',
    en: 'The id “{id}” is already taken',
  },
  'station.too-many': {
    status: 422,
    zh: '一次最多 {limit} 个服务站，收到 {count} 个',
    en: 'At most {limit} stations at a time, got {count}',
  },
  'station.bad-number': {
    status: 422,
    zh: '“{column}”列的“{value}”不是可用的数，按“未记录”处理',
    en: '“{value}” in column “{column}” is no usable number; it counts as not recorded',
  },
  'station.hours-too-long': {
    status: 422,
    zh: '开放时间超过 {longest} 个字符，按“未记录”处理',
    en: 'The opening hours are longer than {longest} characters; they count as not recorded',
  },
  'station.hours-not-understood': {
    status: 422,
    zh: '开放时间“{value}”读不懂，原样保留，但不能据此判断；可写成“Mo-Fr 08:30-17:30”或“周一至周五 8:30-17:30”',
    en: 'The opening hours “{value}” are not understood; they are kept as they are, but nothing is judged by them. Write for example “Mo-Fr 08:30-17:30”',
  },
  'station.none-sent': { status: 422, zh: '没有收到任何服务站', en: 'No station was sent' },
} satisfies Record<string, ProblemEntry>;
