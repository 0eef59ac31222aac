import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a drawn or imported shape, and with an act on a plan. */
export const planProblems = {
  'geometry.malformed': {
    status: 422,
    zh: '{path} 处的坐标不完整:每个点应为 [经度, 纬度] 两个数字',
    en: 'The coordinates at {path} are incomplete: each point is two numbers, [longitude, latitude]',
  },
  'geometry.too-few-points': {
    status: 422,
    zh: '边界 {path} 只有 {count} 个不同的点,至少需要 3 个',
    en: 'The outline {path} has {count} different points; it needs at least 3',
  },
  'geometry.no-area': {
    status: 422,
    zh: '边界 {path} 没有围出任何面积',
    en: 'The outline {path} encloses no area',
  },
  'geometry.self-crossing': {
    status: 422,
    zh: '边界在 {lng}, {lat} 处与自身相交或重叠,请改画成不交叉的形状',
    en: 'The outline crosses or overlaps itself at {lng}, {lat}; draw it without crossing',
  },
  'geometry.hole-outside': {
    status: 422,
    zh: '内部的空洞超出了外边界',
    en: 'A hole reaches outside the outline',
  },
  'geometry.ring-closed': {
    status: 200,
    zh: '边界 {path} 没有闭合,已自动闭合',
    en: 'The outline {path} was open and has been closed',
  },
  'geometry.points-repeated': {
    status: 200,
    zh: '边界 {path} 去掉了 {count} 个重复的点',
    en: '{count} repeated points were dropped from the outline {path}',
  },
  'geometry.winding-turned': {
    status: 200,
    zh: '边界 {path} 的绕行方向已改正',
    en: 'The outline {path} ran the wrong way round and has been turned',
  },
} satisfies Record<string, ProblemEntry>;
