import type { ProblemEntry } from './problem-entry';

export const incidentProblems = {
  'incident.not-found': { status: 404, zh: '没有事件“{incident}”', en: 'There is no incident “{incident}”' },
  'incident.bad-time': {
    status: 400,
    zh: '{field} 的“{value}”不是日期；请写 YYYY-MM-DD，或带时区的 ISO 8601 时刻',
    en: '{field} “{value}” is no date; write YYYY-MM-DD, or an ISO 8601 time with its zone',
  },
  'incident.future-time': {
    status: 422,
    zh: '{field} 的“{value}”在将来，还没有事件',
    en: '{field} “{value}” is in the future, where no incident is yet',
  },
  'incident.reversed-period': {
    status: 422,
    zh: '时段颠倒：开始“{from}”晚于结束“{to}”',
    en: 'The period is reversed: it starts {from}, after its end {to}',
  },
  'incident.unknown-type': {
    status: 422,
    zh: '没有事件类型“{type}”；可用的类型见 incident-types',
    en: 'There is no incident type “{type}”; see incident-types for those there are',
  },
  'incident.unknown-owner': {
    status: 422,
    zh: '没有叫“{owner}”的承办单位；有哪些见 incidents/summary 的 facets.byOwner',
    en: 'No agency is called “{owner}”; facets.byOwner of incidents/summary has those there are',
  },
  'incident.unknown-light': {
    status: 422,
    zh: '没有办理时限状态“{light}”；可用 {known}',
    en: 'There is no standing “{light}” to the due time; use one of {known}',
  },
  'incident.unknown-cover': {
    status: 422,
    zh: '“{value}”不是服务圈外的一种；可用 beyond-15（1 至 120 分钟）、off-network、no-full-time-worker，逗号分隔',
    en: '“{value}” is no way of being outside cover; use beyond-15 (1 to 120 minutes), off-network and no-full-time-worker, with commas between',
  },
  'incident.no-stations': {
    status: 422,
    zh: '这个地方没有服务站，算不出走到服务站要多久；导入服务站后再试',
    en: 'The place has no stations, so no walk to one can be told; import stations first',
  },
  'incident.no-grids': {
    status: 422,
    zh: '这个地方还没有网格，说不出哪里没有专职网格员；划分网格并配备网格员后再试',
    en: 'The place has no grids, so none lacks a full-time worker; draw grids and name their workers first',
  },
  'incident.no-workers': {
    status: 422,
    zh: '这个方案还没有登记网格员，说不出哪里没有专职网格员；登记网格员后再试',
    en: 'No worker is on record in this plan, so none can be said to be missing; enter workers first',
  },
  'incident.data-exchanged': {
    status: 409,
    zh: '数据刚刚重新导入，请再查一次',
    en: 'The data were just imported anew; please ask again',
  },
  'incident.too-short': {
    status: 422,
    zh: '时段只有 {days} 天，分不成 {steps} 步；请选长一些的时段',
    en: 'The period has {days} {days:day|days}, too few for {steps} steps; choose a longer one',
  },
  'incident.bad-against': {
    status: 400,
    zh: '“{value}”不是可比的时段；可用 previous、last-year，或 2025-01-01..2025-01-31',
    en: '“{value}” is no period to compare with; use previous, last-year, or 2025-01-01..2025-01-31',
  },
  'incident.nothing-to-compare': {
    status: 422,
    zh: '{from} 至 {to} 不全在数据内（数据从 {begin} 到 {end}），不能比较；请选短一些或晚一些的时段',
    en: '{from} to {to} is not all within the data ({begin} to {end}), so there is nothing to compare with; choose a shorter or later period',
  },
  'incident.unknown-level': {
    status: 400,
    zh: '没有“{level}”这一层级；可用的层级：{known}',
    en: 'There is no level “{level}”; the levels are: {known}',
  },
  'incident.unknown-state': {
    status: 422,
    zh: '没有事件状态“{state}”；可用：{known}',
    en: 'There is no incident state “{state}”; use one of {known}',
  },
  'incident.unknown-grid': {
    status: 404,
    zh: '方案“{plan}”中没有网格“{grid}”',
    en: 'There is no grid “{grid}” in plan “{plan}”',
  },
  'incident.no-plan': {
    status: 422,
    zh: '这个地方还没有网格方案，不能按网格查询',
    en: 'This place has no grid plan yet, so nothing can be asked by grid',
  },
  'incident.bad-box': {
    status: 400,
    zh: 'bbox“{value}”应为 西，南，东，北（度），且西小于东、南小于北',
    en: 'bbox “{value}” must be west,south,east,north in degrees, west below east and south below north',
  },
  'incident.bad-hours': {
    status: 400,
    zh: 'hours“{value}”不是星期和小时；请写如 1-5:8-17（周一至周五，8 时至 18 时），多段用逗号分开',
    en: 'hours “{value}” are no weekdays and hours; write 1-5:8-17 for Monday to Friday, 8:00 to 18:00, several separated by commas',
  },
  'incident.bad-reference': {
    status: 400,
    zh: 'reference 中的“{name}”不是筛选条件；可用：{known}',
    en: 'In reference, “{name}” is no filter; use {known}',
  },
  'incident.bad-hexagon': {
    status: 400,
    zh: '“{value}”不是六边形编号；编号如 200.12.-4，见 incidents/hexagons',
    en: '“{value}” is no id of a hexagon; ids look like 200.12.-4, see incidents/hexagons',
  },
  'incident.too-many-hexagons': {
    status: 422,
    zh: '{size} 米的六边形有 {cells} 个，超过 {limit} 的上限；请用更大的六边形',
    en: 'There are {cells} hexagons of {size} m, over the limit of {limit}; use larger ones',
  },
  'incident.raster-too-large': {
    status: 422,
    zh: '带宽 {bandwidth} 米的密度图有 {cells} 个像元，超过 {limit} 的上限；请用更大的带宽',
    en: 'A density surface of bandwidth {bandwidth} m has {cells} cells, over the limit of {limit}; use a larger bandwidth',
  },
  'search.empty': {
    status: 400,
    zh: '请输入要找的名称、编码或坐标',
    en: 'Enter a name, a code or a coordinate to search for',
  },
} satisfies Record<string, ProblemEntry>;
