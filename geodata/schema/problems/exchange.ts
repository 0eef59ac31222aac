import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a layer of grids on its way into a plan, and with a plan on its way out. */
export const exchangeProblems = {
  'kml.no-kml': {
    status: 422,
    zh: '{file} 不是 KML：没有 kml 元素',
    en: '{file} is no KML: it has no kml element',
  },
  'kmz.which': {
    status: 422,
    zh: '{file} 里应当只有一个 KML（或名为 doc.kml），找到的是：{found}',
    en: '{file} should hold one KML file, or one called doc.kml; found: {found}',
  },
  'gpkg.no-geopackage': {
    status: 422,
    zh: '{file} 不是 GeoPackage：{reason}',
    en: '{file} is no GeoPackage: {reason}',
  },
  'gpkg.damaged': {
    status: 422,
    zh: '{file} 的数据库已损坏或不完整（{reason}），请重新导出',
    en: 'The database of {file} is damaged or cut short ({reason}); export it again',
  },
  'gpkg.unreadable-here': {
    status: 422,
    zh: '{file} 是 GeoPackage，只有服务器能读',
    en: '{file} is a GeoPackage, which only the server can read',
  },
  'gpkg.which-layer': {
    status: 422,
    zh: '{file} 中没有图层“{layer}”，请指明一个（有：{layers}）',
    en: '{file} has no layer “{layer}”; name one (there are: {layers})',
  },
  'gpkg.bad-geometry': {
    status: 422,
    zh: '几何数据不完整，或是不支持的类型（如 TIN 等立体面）',
    en: 'The geometry is cut short, or of a kind that is not supported, such as a TIN',
  },
  'layer.crs-unknown': {
    status: 422,
    zh: '{file} 没有写明坐标系，请选择一个；不会自动猜测，也不会悄悄平移',
    en: '{file} does not name its coordinate system: choose one. It is never guessed, and nothing is shifted in silence',
  },
  'layer.no-column': {
    status: 422,
    zh: '{file} 中没有列“{column}”（有：{columns}）',
    en: '{file} has no column “{column}” (there are: {columns})',
  },
  'layer.no-grids': {
    status: 422,
    zh: '{file} 中没有可用的面：读了 {read} 行，一个也没有留下',
    en: '{file} has no polygons to use: {read} rows were read and none was kept',
  },
  'layer.too-many': {
    status: 422,
    zh: '{file} 超过 {limit} 个面，请分开导入',
    en: '{file} has more than {limit} polygons; import it in parts',
  },
  'layer.outside-place': {
    status: 422,
    zh: '{file} 的面都不在{place}的社区内。坐标系选对了吗？',
    en: 'No polygon of {file} lies in a community of {place}. Is the coordinate system the right one?',
  },
  'layer.scheme-not-found': {
    status: 404,
    zh: '没有网格体系“{scheme}”',
    en: 'There is no grid scheme “{scheme}”',
  },
  'layer.not-taken-back': {
    status: 409,
    zh: '方案“{plan}”不是由图层导入的草案，或者已有人修改，不能撤销导入',
    en: 'The plan “{plan}” is no draft made of a layer, or has been edited; its import cannot be taken back',
  },
  'layer.place-changed': {
    status: 409,
    zh: '这个地方的数据刚被重新导入，请再试一次',
    en: 'The data of this place has just been imported anew; try again',
  },
  'layer.draft-edited': {
    status: 409,
    zh: '看过结果之后，草案中的 {grids} 又有改动。请返回重新清理，再看一遍',
    en: 'Since you looked at the result, {grids} have been edited in the draft. Go back, clean again and look once more',
  },
  'layer.community-not-covered': {
    status: 422,
    zh: '{file} 在{community}没有网格，无法替换那里的网格',
    en: '{file} has no grid in {community}, so there is nothing to take the place of the grids there',
  },
  'layer.does-not-fit': {
    status: 422,
    zh: '{community}的新网格与草案中的社区边界合不上，这次没有导入。可以改为建成新草案',
    en: 'In {community} the new grids do not meet the border the community has in this draft, so nothing was brought in. Make a new draft of the layer instead',
  },
  'layer.nothing-new': {
    status: 409,
    zh: '{file} 与草案中的网格完全相同，没有可改的',
    en: 'The grids of {file} are those the draft has: there is nothing to change',
  },
  'layer.not-a-polygon': { status: 422, zh: '不是面（{type}）', en: 'Not a polygon ({type})' },
  'layer.bad-coordinate': {
    status: 422,
    zh: '坐标 {coordinate} 不在地球上，可能是米而不是度',
    en: 'The coordinate {coordinate} is not on Earth: perhaps metres instead of degrees',
  },
  'layer.no-shape': { status: 422, zh: '没有围出任何面积', en: 'It encloses no area' },
  'layer.outside': { status: 422, zh: '不在任何社区内', en: 'It lies in no community' },
  'layer.covered': {
    status: 422,
    zh: '它的土地已全部被其他网格占用（重复的面）',
    en: 'Other grids have all of its land: the polygon is there twice',
  },
  'layer.too-small': {
    status: 422,
    zh: '面积或宽度太小，不成网格，土地归相邻网格',
    en: 'It is too small or too narrow for a grid; its land went to the neighbour',
  },
  'layer.code-anew': {
    status: 200,
    zh: '编码“{code}”不是本社区的 {digits} 位编码，已另编为 {given}',
    en: 'The code “{code}” is no code of {digits} digits of its community; it is now {given}',
  },
  'layer.code-twice': {
    status: 200,
    zh: '编码“{code}”出现了两次，已另编为 {given}',
    en: 'The code “{code}” was there twice; it is now {given}',
  },
  'layer.bad-workers': {
    status: 200,
    zh: '网格员数“{value}”不是数字，没有采用',
    en: 'The number of workers “{value}” is no number and was not taken',
  },
  'layer.bad-worker-names': {
    status: 200,
    zh: '“{names}”不像姓名，没有采用；岗位照计。姓名以文字开头，之间用顿号隔开',
    en: '“{names}” is no name and was not taken; the post counts. A name begins with a letter; names are told apart by ; or 、',
  },
  'layer.unknown-kind': {
    status: 200,
    zh: '不认识类型“{value}”，按综合网格计',
    en: 'The kind “{value}” is not known; it counts as a general grid',
  },
  'layer.other-community': {
    status: 200,
    zh: '列中写的是“{written}”，但大部分土地在{community}，已归入{community}',
    en: 'Its column says “{written}”, but most of it lies in {community}, where it is now',
  },
  'export.crs-not-for-format': {
    status: 422,
    zh: '{format} 没有坐标，不能选择坐标系',
    en: '{format} holds no coordinates, so it has no coordinate system to choose',
  },
} satisfies Record<string, ProblemEntry>;
