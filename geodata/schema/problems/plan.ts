import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a drawn or imported shape, and with an act on a plan. */
export const planProblems = {
  'geometry.malformed': {
    status: 422,
    zh: '{path} 处的坐标不完整：每个点应为 [经度, 纬度] 两个数字',
    en: 'The coordinates at {path} are incomplete: each point is two numbers, [longitude, latitude]',
  },
  'geometry.too-few-points': {
    status: 422,
    zh: '边界 {path} 只有 {count} 个不同的点，至少需要 3 个',
    en: 'The outline {path} has {count} different points; it needs at least 3',
  },
  'geometry.no-area': {
    status: 422,
    zh: '边界 {path} 没有围出任何面积',
    en: 'The outline {path} encloses no area',
  },
  'geometry.self-crossing': {
    status: 422,
    zh: '边界在 {lng}，{lat} 处与自身相交或重叠，请改画成不交叉的形状',
    en: 'The outline crosses or overlaps itself at {lng}, {lat}; draw it without crossing',
  },
  'geometry.hole-outside': {
    status: 422,
    zh: '内部的空洞超出了外边界',
    en: 'A hole reaches outside the outline',
  },
  'geometry.ring-closed': {
    status: 200,
    zh: '边界 {path} 没有闭合，已自动闭合',
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
  'plan.not-found': { status: 404, zh: '没有网格方案“{plan}”', en: 'There is no grid plan “{plan}”' },
  'grid.not-found': {
    status: 404,
    zh: '方案里没有网格“{grid}”，它可能已被拆分或合并',
    en: 'The plan has no grid “{grid}”; it may have been split or merged',
  },
  'plan.not-a-draft': {
    status: 409,
    zh: '方案“{plan}”已发布，不能直接修改；请先新建草稿',
    en: 'The plan “{plan}” is published and cannot be changed; make a draft first',
  },
  'plan.conflict': {
    status: 409,
    zh: '“{grids}”刚被{author}修改，您的修改还没有保存',
    en: '“{grids}” has just been changed by {author}; your change is not saved yet',
  },
  'plan.base-missing': {
    status: 422,
    zh: 'base 里缺网格“{grid}”的修订号（现为 {revision}）',
    en: 'base lacks the revision of the grid “{grid}” (it is {revision})',
  },
  'plan.base-ahead': {
    status: 422,
    zh: 'base 里网格“{grid}”的修订号 {given} 还不存在（现为 {revision}）',
    en: 'base gives the grid “{grid}” the revision {given}, which does not exist yet (it is {revision})',
  },
  'plan.id-taken': {
    status: 409,
    zh: '新网格的编号已被使用，请重试',
    en: 'The id of the new grid is already in use; try again',
  },
  'plan.too-few-ids': {
    status: 422,
    zh: '需要 {needed} 个新编号，只给了 {given} 个',
    en: '{needed} new ids are needed, {given} were given',
  },
  'plan.codes-exhausted': {
    status: 422,
    zh: '{community}的网格编码已用到 {most}，没有可用的新编码',
    en: '{community} has used up its grid codes (up to {most})',
  },
  'plan.split-unassigned': {
    status: 422,
    zh: '这块地还没有划入网格；请用“绘制”新建网格',
    en: 'This land belongs to no grid yet; use Draw to make one',
  },
  'plan.split-misses': {
    status: 422,
    zh: '分割线没有经过“{grid}”',
    en: 'The line does not touch “{grid}”',
  },
  'plan.split-incomplete': {
    status: 422,
    zh: '分割线没有把“{grid}”分开：起点和终点都要画到网格边界以外',
    en: 'The line does not divide “{grid}”: begin and end it outside the grid',
  },
  'plan.split-too-tight': {
    status: 422,
    zh: '分割线在“{grid}”里与边界相距不到一厘米，请把线移开一点',
    en: 'The line runs within a centimetre of a border of “{grid}”; move it a little',
  },
  'plan.slivers-joined': {
    status: 200,
    zh: '沿边界有 {count} 块不足 10 平方米的碎片，已并入旁边的网格',
    en: '{count} slivers under 10 m² along the border went to the part beside them',
  },
  'plan.merge-too-few': {
    status: 422,
    zh: '请选择至少两个网格',
    en: 'Choose at least two grids',
  },
  'plan.merge-only-unassigned': {
    status: 422,
    zh: '所选都是未划网格的土地；请用“绘制”新建网格',
    en: 'All of this is unassigned land; use Draw to make a grid',
  },
  'plan.merge-communities': {
    status: 422,
    zh: '网格不能跨社区合并：所选网格分属{one}和{other}',
    en: 'Grids of different communities cannot be merged: {one} and {other}',
  },
  'plan.merge-kinds': {
    status: 422,
    zh: '“{one}”与“{other}”一个是综合网格、一个是专属网格，不能合并',
    en: '“{one}” and “{other}” are of different kinds (general, dedicated) and cannot be merged',
  },
  'plan.merge-apart': {
    status: 422,
    zh: '“{other}”与“{one}”不相邻：只有共用一段边界的网格才能合并',
    en: '“{other}” does not adjoin “{one}”: only grids that share a stretch of border can be merged',
  },
  'plan.vertex-not-found': {
    status: 422,
    zh: '这里没有网格边界上的顶点，它可能刚被移动或删除',
    en: 'There is no vertex of a grid border here; it may just have been moved or taken out',
  },
  'plan.vertex-locked': {
    status: 422,
    zh: '这个点在社区边界上，社区边界不能改动；请移动社区内部的网格边界',
    en: 'This point lies on the border of a community, which cannot be changed; move a border inside the community',
  },
  'plan.vertex-slide-end': {
    status: 422,
    zh: '边界的端点不能滑过另一条边界的端点；如要取消一个网格，请合并',
    en: 'The end of a border cannot slide past the end of another one; merge the grids to do away with one',
  },
  'plan.vertex-stays': {
    status: 422,
    zh: '顶点没有移动',
    en: 'The vertex has not moved',
  },
  'plan.vertex-junction': {
    status: 422,
    zh: '三条以上的边界在此相交，不能删除；可以移动它',
    en: 'Three or more borders meet here, so the vertex cannot be taken out; it can be moved',
  },
  'plan.vertex-last': {
    status: 422,
    zh: '“{grid}”在这里只剩三个顶点，不能再删',
    en: '“{grid}” has only three vertices left here; none can be taken out',
  },
  'plan.vertex-crosses': {
    status: 422,
    zh: '移到这里，“{grid}”的边界会与自身或相邻边界相交；请移近一些',
    en: 'Here the border of “{grid}” would cross itself or a border beside it; move less far',
  },
  'plan.reshape-misses': {
    status: 422,
    zh: '所画的线没有从“{grid}”或相邻网格切下任何土地：请从边界的一点画到边界的另一点',
    en: 'The line cuts nothing off “{grid}” or a grid beside it: draw from one point of the border to another',
  },
  'plan.reshape-too-tight': {
    status: 422,
    zh: '所画的线与边界相距不到一厘米，请把线移开一点',
    en: 'The line runs within a centimetre of a border; move it a little',
  },
  'plan.land-malformed': {
    status: 422,
    zh: '要划入的土地边界与自身相交，请重新框选',
    en: 'The outline of the land to assign crosses itself; draw it again',
  },
  'plan.assign-nothing': {
    status: 422,
    zh: '所选土地已经属于“{grid}”，或在别的社区',
    en: 'The land chosen belongs to “{grid}” already, or lies in another community',
  },
  'plan.assign-empties': {
    status: 422,
    zh: '这样“{other}”就没有土地了；要把它整个并入“{grid}”，请用“合并”',
    en: 'That would leave “{other}” without land; to give all of it to “{grid}” use Merge',
  },
  'plan.assign-too-tight': {
    status: 422,
    zh: '所选土地的边界与网格边界相距不到一厘米，请换一种选法',
    en: 'The outline of the land runs within a centimetre of a border; choose a little differently',
  },
  'plan.left-apart': {
    status: 200,
    zh: '“{grid}”现在分成 {count} 块不相连的土地',
    en: '“{grid}” now lies in {count} separate pieces',
  },
  'plan.redraw-outdated': {
    status: 409,
    zh: '{community}的网格已被修改，这份方案不再合得上；请重新计算',
    en: 'The grids of {community} have changed and the proposal no longer fits; compute it again',
  },
  'plan.draw-too-few-points': {
    status: 422,
    zh: '请至少点三个不在一条直线上的点',
    en: 'Give at least three points that are not on one line',
  },
  'plan.draw-crosses-itself': {
    status: 422,
    zh: '所画的边界与自身相交，请改画成不交叉的形状',
    en: 'The outline crosses itself; draw it without crossing',
  },
  'plan.draw-no-free-land': {
    status: 422,
    zh: '这里没有{community}未划网格的土地；要重新划分已有网格，请用“拆分”或“合并”',
    en: 'There is no unassigned land of {community} here; to rearrange existing grids use Split or Merge',
  },
  'plan.draw-no-free-land-here': {
    status: 422,
    zh: '这里没有未划网格的土地；要重新划分已有网格，请用“拆分”或“合并”',
    en: 'There is no unassigned land here; to rearrange existing grids use Split or Merge',
  },
  'plan.draw-too-tight': {
    status: 422,
    zh: '所画边界与已有边界相距不到一厘米，请移开一点或沿边界吸附',
    en: 'The outline runs within a centimetre of an existing border; move it a little or snap to the border',
  },
  'plan.draw-clipped': {
    status: 200,
    zh: '所画 {drawn} m² 中，只有 {kept} m² 是{community}未划网格的土地，其余部分已略去',
    en: 'Of the {drawn} m² drawn, {kept} m² are unassigned land of {community}; the rest was left out',
  },
  'plan.draw-in-pieces': {
    status: 200,
    zh: '所画范围落在 {count} 块不相连的土地上，已建成 {count} 个网格',
    en: 'The outline covers {count} separate pieces of land; they became {count} grids',
  },
  'plan.name-empty': { status: 422, zh: '名称不能为空', en: 'The name cannot be empty' },
  'plan.name-taken': {
    status: 409,
    zh: '本社区已有名为“{name}”的网格',
    en: 'The community already has a grid named “{name}”',
  },
  'plan.undo-outdated': {
    status: 409,
    zh: '“{subject}”之后有人改过这里的网格，已不能直接恢复',
    en: 'Others have changed these grids since “{subject}”; it can no longer be restored as it was',
  },
  'plan.face-malformed': {
    status: 422,
    zh: '网格“{grid}”的边界不是有效的形状',
    en: 'The outline of the grid “{grid}” is not a valid shape',
  },
  'plan.empty-post': {
    status: 422,
    zh: '请求里没有任何网格',
    en: 'The request holds no grid',
  },
  'plan.outside-communities': {
    status: 422,
    zh: '网格“{grid}”不在任何社区内',
    en: 'The grid “{grid}” lies in no community',
  },
  'plan.overlaps-grids': {
    status: 422,
    zh: '网格“{grid}”与已有网格重叠，或跨出了{community}的未划土地（应为 {drawn} m²，可用 {kept} m²）',
    en: 'The grid “{grid}” overlaps existing grids or leaves the unassigned land of {community} ({drawn} m² drawn, {kept} m² free)',
  },
  'check.unassigned': {
    status: 200,
    zh: '{community}有 {squareMetres} m² 土地未划入网格（缝隙），其中 {households} 户',
    en: '{squareMetres} m² of {community} belong to no grid (gap), with {households} households',
  },
  'check.overlap': { status: 200, zh: '“{grid}”与“{other}”重叠', en: '“{grid}” and “{other}” overlap' },
  'check.crack': {
    status: 200,
    zh: '“{grid}”的边界与相邻网格没有完全贴合',
    en: 'The border of “{grid}” does not meet its neighbours exactly',
  },
  'check.ring': { status: 200, zh: '“{grid}”的边界自相交', en: 'The outline of “{grid}” crosses itself' },
  'check.apart': {
    status: 200,
    zh: '“{grid}”由 {count} 块不相连的土地组成（飞地）',
    en: '“{grid}” consists of {count} separate pieces (exclave)',
  },
  'check.outside': {
    status: 200,
    zh: '“{grid}”超出了{community}的边界',
    en: '“{grid}” reaches outside {community}',
  },
  'check.too-few-households': {
    status: 200,
    zh: '“{grid}”只有 {households} 户，少于 {least} 户',
    en: '“{grid}” has {households} households, fewer than {least}',
  },
  'check.too-many-households': {
    status: 200,
    zh: '“{grid}”有 {households} 户，超过 {most} 户',
    en: '“{grid}” has {households} households, more than {most}',
  },
  'check.too-many-residents': {
    status: 200,
    zh: '“{grid}”有 {residents} 人，超过 {most} 人',
    en: '“{grid}” has {residents} residents, more than {most}',
  },
  'check.no-worker': { status: 200, zh: '“{grid}”没有专职网格员', en: '“{grid}” has no full-time grid worker' },
  'check.workers-unknown': {
    status: 200,
    zh: '方案的 {count} 个网格都没有登记专职网格员',
    en: 'None of the {count} grids of the plan has a full-time worker on record',
  },
  'check.units-outside': {
    status: 200,
    zh: '有 {count} 个基础单元（{households} 户）不在任何网格或未划土地内',
    en: '{count} base units ({households} households) lie in no grid and no unassigned land',
  },
} satisfies Record<string, ProblemEntry>;
