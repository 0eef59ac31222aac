import type { ProblemEntry } from './problem-entry';

/** What can be wrong with an import: its command, its spec, its files, and single rows or features of them. */
const specProblems = {
  'import.usage': {
    status: 400,
    zh: '用法：npm run import -- <导入说明.json> --data <数据文件夹>，或 npm run import -- <地图.osm.pbf>（{reason}）',
    en: 'Usage: npm run import -- <spec.json> --data <folder>, or npm run import -- <map.osm.pbf> ({reason})',
  },
  'import.stopped': {
    status: 409,
    zh: '已停止导入，数据没有改动，地区和导入前一样',
    en: 'The import was stopped. Nothing was written: the place is as it was',
  },
  'spec.missing': {
    status: 404,
    zh: '找不到导入说明文件 {file}（随附的有：{shipped}）',
    en: 'There is no import spec {file} (shipped: {shipped})',
  },
  'spec.unknown-key': { status: 422, zh: '{file} 中没有 {path} 这一项', en: '{file}: there is no key {path}' },
  'spec.unknown-key-near': {
    status: 422,
    zh: '{file} 中没有 {path} 这一项，是否想写 {nearest}？',
    en: '{file}: there is no key {path}; did you mean {nearest}?',
  },
  'spec.invalid': { status: 422, zh: '{file} 的 {path} 有误：{reason}', en: '{file}: {path} is wrong: {reason}' },
  'spec.unknown-choice': {
    status: 422,
    zh: '{file} 的 {path} 写的是“{value}”，这里可以写：{choices}',
    en: '{file}: {path} is “{value}”; it may be: {choices}',
  },
  'spec.choice-missing': {
    status: 422,
    zh: '{file} 缺少 {path}，这里可以写：{choices}',
    en: '{file} lacks {path}; it may be: {choices}',
  },
  'spec.unknown-zone': { status: 422, zh: '{file}：没有时区“{zone}”', en: '{file}: there is no time zone “{zone}”' },
  'spec.unknown-profile': {
    status: 422,
    zh: '{file}：没有规则集“{profile}”（有：{known}）',
    en: '{file}: there is no profile “{profile}” (there are: {known})',
  },
  'spec.levels-differ': {
    status: 422,
    zh: '{file}：区域有 {areas} 级，而 profile.levels 有 {profile} 级',
    en: '{file}: areas have {areas} levels, profile.levels has {profile}',
  },
  'spec.unknown-column': {
    status: 422,
    zh: '{file} 没有“{column}”这一列（有：{columns}）',
    en: '{file} has no column “{column}” (it has: {columns})',
  },
  'spec.unknown-column-near': {
    status: 422,
    zh: '{file} 没有“{column}”这一列，是否想写“{nearest}”？',
    en: '{file} has no column “{column}”; did you mean “{nearest}”?',
  },
  'spec.id-in-two-layers': {
    status: 422,
    zh: '两个 {layer} 图层都有编号 {id}',
    en: 'Two {layer} layers both have the id {id}',
  },
  'spec.no-extent': {
    status: 422,
    zh: '没有区域，也没有一处有位置的建筑、道路、服务站或事件，划不出范围。请加上有经纬度的数据',
    en: 'There are no areas, and nothing with a place (building, street, station or incident) to take an extent from. Add data with coordinates',
  },
} satisfies Record<string, ProblemEntry>;

const fileProblems = {
  'file.folder-missing': { status: 404, zh: '找不到数据文件夹 {folder}', en: 'There is no data folder {folder}' },
  'file.missing-here': { status: 404, zh: '找不到文件 {file}', en: 'There is no file {file}' },
  'file.missing': { status: 404, zh: '数据文件夹中没有 {file}', en: 'The data folder has no file {file}' },
  'file.not-json': {
    status: 422,
    zh: '{file} 不是有效的 JSON：第 {line} 行第 {column} 列有误',
    en: '{file} is not valid JSON: line {line}, column {column}',
  },
  'file.damaged-gzip': {
    status: 422,
    zh: '{file} 无法解压：不是 gzip、已损坏或过大',
    en: '{file} cannot be unpacked: it is no gzip file, damaged or too large',
  },
  'file.unknown-encoding': {
    status: 422,
    zh: '{file}：不认识字符编码 {encoding}',
    en: '{file}: unknown character encoding {encoding}',
  },
  'file.wrong-encoding': {
    status: 422,
    zh: '{file} 不是 {encoding} 编码：第 {line} 行无法读出',
    en: '{file} is not in {encoding}: line {line} cannot be read',
  },
  'file.is-utf-8': {
    status: 422,
    zh: '{file} 声明为 {encoding} 编码，内容却是 UTF-8；请把 encoding 改为 utf-8',
    en: '{file} is declared to be in {encoding} but is UTF-8; set encoding to utf-8',
  },
  'file.zip-bomb': {
    status: 413,
    zh: '{file} 解压后会膨胀到原来的 {ratio} 倍以上，未读入；如确有此数据，请解压后再导入',
    en: '{file} would unpack to more than {ratio} times its size and was not read; if the data are real, unpack it first',
  },
  'file.piece-too-large': {
    status: 413,
    zh: '{file}：第 {line} 行开始的一个要素超过 64 MB，请拆分后再导入',
    en: '{file}: one feature, beginning on line {line}, is larger than 64 MB; split it first',
  },
  'file.too-deep': {
    status: 422,
    zh: '{file}：第 {line} 行的括号嵌套超过 500 层，不是地理数据',
    en: '{file}: brackets on line {line} nest more than 500 deep; this is no map data',
  },
  'file.other-crs': {
    status: 422,
    zh: '{file} 自称坐标系是 {named}，导入说明却写 {declared}；请改导入说明，或先把文件转换到 {declared}',
    en: '{file} says its coordinates are {named}, the spec says {declared}; correct the spec or convert the file to {declared} first',
  },
  'file.too-large': {
    status: 413,
    zh: '{file} 超过 {megabytes} MB，这种格式只能整体读入；请拆分或改用 GeoJSON',
    en: '{file} is larger than {megabytes} MB and can only be read whole; split it or use GeoJSON',
  },
  'topojson.no-topology': {
    status: 422,
    zh: '{file} 不是 TopoJSON：缺少 objects 或 arcs',
    en: '{file} is not TopoJSON: it has no objects or arcs',
  },
  'topojson.which-object': {
    status: 422,
    zh: '{file} 没有对象“{object}”，请用 object 指明一个（有：{objects}）',
    en: '{file} has no object “{object}”; name one with object (there are: {objects})',
  },
  'file.unknown-format': {
    status: 422,
    zh: '认不出 {file} 的格式；可读 GeoJSON、TopoJSON、Shapefile（.shp 或 .zip）、CSV、Excel（.xlsx）',
    en: '{file} is of an unknown format; GeoJSON, TopoJSON, shapefiles (.shp or .zip), CSV and Excel (.xlsx) are read',
  },
  'file.not-zip': { status: 422, zh: '{file} 不是 zip 文件，或不完整', en: '{file} is no zip file or is cut short' },
  'file.zip-lacks': { status: 422, zh: '{file} 中没有 {entry}', en: '{file} has no {entry} in it' },
  'file.damaged-zip': {
    status: 422,
    zh: '{file} 中的 {entry} 已损坏，请重新压缩或重新下载',
    en: '{entry} in {file} is damaged; pack or download it again',
  },
  'file.zip-encrypted': {
    status: 422,
    zh: '{file} 加了密码，请去掉密码后再导入',
    en: '{file} has a password; remove it first',
  },
  'xlsx.old-xls': {
    status: 422,
    zh: '{file} 是旧版 Excel（.xls）或加了密码的工作簿；请用 Excel 或 WPS 打开，另存为不带密码的 .xlsx',
    en: '{file} is an old Excel file (.xls) or has a password; open it and save it as .xlsx without a password',
  },
  'xlsx.not-workbook': {
    status: 422,
    zh: '{file} 不是 Excel 工作簿（.xlsx）',
    en: '{file} is no Excel workbook (.xlsx)',
  },
  'xlsx.damaged': {
    status: 422,
    zh: '{file} 已损坏：{part} 无法读出；请用 Excel 打开并重新保存',
    en: '{file} is damaged: {part} cannot be read; open it in Excel and save it again',
  },
  'xlsx.which-sheet': {
    status: 422,
    zh: '{file} 没有工作表“{sheet}”，请用 sheet 指明一个（有：{sheets}）',
    en: '{file} has no sheet “{sheet}”; name one with sheet (there are: {sheets})',
  },
  'xlsx.formula-without-value': {
    status: 422,
    zh: '{column} 的公式没有保存结果，作空白处理；请用 Excel 打开并保存',
    en: 'The formula in {column} was saved without its value and counts as empty; open the file in Excel and save it',
  },
  'xlsx.error-cell': {
    status: 422,
    zh: '{column} 是错误值 {value}，作空白处理',
    en: '{column} is the error {value} and counts as empty',
  },
  'xlsx.merged-filled': {
    status: 200,
    zh: '{count} 个合并单元格的文字已补到所涉各行',
    en: 'The text of merged cells was repeated in {count} rows that they span',
  },
  'xlsx.merged-number': {
    status: 200,
    zh: '这一行处在合并的数字格中；数字只计在第一行，不重复',
    en: 'The row lies in a merged cell with a number, which counts in its first row only',
  },
  'shapefile.not-shp': { status: 422, zh: '{file} 不是 Shapefile（.shp）', en: '{file} is no shapefile (.shp)' },
  'shapefile.unknown-kind': {
    status: 422,
    zh: '{file} 的图形类型 {kind} 不支持（只读点、线、面）',
    en: '{file} has shapes of kind {kind}; only points, lines and polygons are read',
  },
  'shapefile.truncated': {
    status: 422,
    zh: '{file} 不完整：第 {record} 条记录超出了文件末尾',
    en: '{file} is cut short: record {record} reaches beyond its end',
  },
  'shapefile.lacks': {
    status: 422,
    zh: '{file} 缺少同名的 {part} 文件，属性读不出来；请一并提供',
    en: '{file} lacks the {part} file of the same name, which holds its attributes; add it',
  },
  'shapefile.which': {
    status: 422,
    zh: '{file} 中没有“{shapefile}”，请用 shapefile 指明一个（有：{shapefiles}）',
    en: '{file} has no “{shapefile}”; name one with shapefile (there are: {shapefiles})',
  },
  'shapefile.damaged-dbf': {
    status: 422,
    zh: '{file} 的 .dbf 已损坏或不完整',
    en: 'The .dbf of {file} is damaged or cut short',
  },
  'shapefile.no-encoding': {
    status: 422,
    zh: '{file} 没有 .cpg 说明文字编码；请在导入说明中写 encoding（国内数据多为 gbk 或 utf-8）',
    en: '{file} has no .cpg to name the encoding of its texts; set encoding in the spec (often gbk or utf-8)',
  },
  'shapefile.counts-differ': {
    status: 422,
    zh: '{file} 有 {shapes} 个图形却有 {records} 条属性，无法对应',
    en: '{file} has {shapes} shapes but {records} records, so they cannot be matched',
  },
  'shapefile.bad-prj': {
    status: 422,
    zh: '{file} 的 .prj 读不懂；请换成正确的 .prj，或在确认坐标系后删除它',
    en: 'The .prj of {file} cannot be read; replace it, or remove it once you are sure of the coordinates',
  },
  'shapefile.unknown-datum': {
    status: 422,
    zh: '{file} 的坐标系是 {named}，不是 {declared}，换算参数也未公开；请先在 GIS 软件中转换',
    en: '{file} is in {named}, not in {declared}, and no public figures lead from one to the other; convert it in a GIS first',
  },
  'shapefile.unknown-projection': {
    status: 422,
    zh: '{file} 的投影 {named} 无法换算；请先在 GIS 软件中转换为经纬度',
    en: 'The projection {named} of {file} is not supported; convert it to longitude and latitude first',
  },
  'shapefile.no-prj': {
    status: 200,
    zh: '没有 .prj，坐标系以导入说明为准',
    en: 'There is no .prj; the coordinates are taken as the spec says',
  },
  'shapefile.reprojected': {
    status: 200,
    zh: '坐标已从投影 {named} 换算为经纬度',
    en: 'The coordinates were turned from {named} into longitude and latitude',
  },
  'shapefile.near-datum': {
    status: 200,
    zh: '基准面是 {datum}，与 WGS84 相差约两米以内，未作平移',
    en: 'The datum is {datum}, within about two metres of WGS84; nothing was shifted',
  },
  'shapefile.cpg-differs': {
    status: 200,
    zh: '.cpg 写的是 {cpg}，按导入说明的 {encoding} 读出',
    en: 'The .cpg says {cpg}; read as {encoding}, as the spec says',
  },
  'shapefile.deleted': {
    status: 422,
    zh: '这条记录已标为删除',
    en: 'The record is marked as deleted',
  },
  'shapefile.bad-record': { status: 422, zh: '图形数据有误', en: 'The shape makes no sense' },
  'shapefile.loose-hole': {
    status: 422,
    zh: '有一个洞不在任何外边界之内',
    en: 'A hole lies in none of its outer rings',
  },
  'shapefile.undecodable': {
    status: 422,
    zh: '{column} 的文字不是 {encoding} 编码',
    en: 'The text in {column} is not in {encoding}',
  },
  'csv.no-header': { status: 422, zh: '{file} 没有列名行', en: '{file} has no row of column names' },
  'csv.column-twice': { status: 422, zh: '{file} 有两列都叫“{column}”', en: '{file} has two columns “{column}”' },
  'csv.lone-quote': {
    status: 422,
    zh: '这一行的引号没有成对，未读入',
    en: 'The row has a quote without its counterpart; it was left out',
  },
  'csv.cell-count': {
    status: 422,
    zh: '这一行有 {actual} 格，应为 {expected} 格',
    en: 'The row has {actual} cells instead of {expected}',
  },
  'geojson.no-type': { status: 422, zh: '{file} 不是 GeoJSON：缺少 type', en: '{file} is not GeoJSON: it has no type' },
  'geojson.no-features': {
    status: 422,
    zh: '{file} 的 features 不是列表',
    en: '{file}: features is not a list',
  },
  'geojson.mixed-types': {
    status: 422,
    zh: '{file}：{type} 不应带有要素的成员',
    en: '{file}: a {type} has members of a feature',
  },
  'geojson.not-a-feature': { status: 422, zh: '不是要素（Feature）', en: 'It is not a Feature' },
  'geojson.bad-properties': { status: 422, zh: 'properties 不是对象', en: 'properties is not an object' },
  'geojson.bad-id': { status: 422, zh: 'id 不是文字或数字', en: 'id is neither text nor a number' },
  'geojson.bad-bbox': { status: 422, zh: 'bbox 不是 4 或 6 个数字', en: 'bbox is not 4 or 6 numbers' },
  'geojson.bad-geometry-type': { status: 422, zh: '几何类型不明', en: 'Unknown type of geometry' },
  'geojson.bad-coordinates': { status: 422, zh: '坐标不是成对的数字', en: 'The coordinates are not pairs of numbers' },
  'geojson.too-few-positions': { status: 422, zh: '坐标点太少', en: 'It has too few positions' },
  'geojson.ring-open': { status: 422, zh: '边界没有闭合', en: 'A ring does not close' },
} satisfies Record<string, ProblemEntry>;

const osmProblems = {
  'osm.not-pbf': {
    status: 422,
    zh: '{file} 不是 OSM PBF 文件（第 {byte} 字节）',
    en: '{file} is not an OSM PBF file (byte {byte})',
  },
  'osm.truncated': {
    status: 422,
    zh: '{file} 不完整：从第 {byte} 字节开始的数据块超出了文件的 {size} 字节',
    en: '{file} is cut short: the block at byte {byte} reaches beyond the {size} bytes of the file',
  },
  'osm.damaged': {
    status: 422,
    zh: '{file} 已损坏：第 {byte} 字节处的数据块无法读出',
    en: '{file} is damaged: the block at byte {byte} cannot be read',
  },
  'osm.unknown-feature': {
    status: 422,
    zh: '{file} 需要本程序不支持的功能 {feature}',
    en: '{file} requires {feature}, which is not supported',
  },
  'osm.no-streets': { status: 422, zh: '{file} 中没有道路', en: '{file} has no streets' },
  'osm.missing-node': {
    status: 422,
    zh: '{object} 的 {nodes} 个节点中缺 {missing} 个，已在缺口处断开',
    en: '{object} lacks {missing} of its {nodes} nodes; it was parted there',
  },
  'osm.missing-node-in-area': {
    status: 422,
    zh: '{object} 缺少节点，围不成面',
    en: '{object} lacks nodes and encloses nothing',
  },
  'osm.missing-member': {
    status: 422,
    zh: '{object} 的成员不全，围不成面',
    en: '{object} lacks members and encloses nothing',
  },
  'osm.ring-open': { status: 422, zh: '{object} 的边界没有闭合', en: '{object} does not close' },
  'osm.no-area': { status: 422, zh: '{object} 没有面积', en: '{object} has no area' },
  'osm.relation-not-an-area': {
    status: 422,
    zh: '{object} 的类型是 {type}，不是多边形',
    en: '{object} is a {type}, not a multipolygon',
  },
  'osm.outline-of-relation': {
    status: 422,
    zh: '{object} 是一个建筑关系的外轮廓，已随该关系读入',
    en: '{object} is the outline of a building relation and came in with it',
  },
  'osm.building-not-standing': {
    status: 422,
    zh: '{object} 标为 {value}，不是现有的建筑',
    en: '{object} is {value}, not a building in use',
  },
  'osm.building-without-outline': {
    status: 422,
    zh: '{count} 个建筑只标了一个点，没有轮廓',
    en: '{count} {count:building is|buildings are} mapped as a point without an outline',
  },
  'osm.way-too-short': { status: 422, zh: '{object} 不足两个节点', en: '{object} has fewer than two nodes' },
  'osm.not-a-street': {
    status: 422,
    zh: '{count} 条{what}不是现有的道路',
    en: '{count} {what}: not streets in use',
  },
  'osm.barrier-closed': {
    status: 200,
    zh: '{count} 处道路被行人不能通过的围栏或大门隔断',
    en: '{count} {count:place|places} on walkable ways {count:is|are} closed to people on foot by a barrier',
  },
  'osm.barrier-open': {
    status: 200,
    zh: '{count} 处道路上的大门、路桩没有禁行说明，按行人可通过处理',
    en: '{count} {count:gate or bollard|gates and bollards} on ways {count:says nothing of access and is|say nothing of access and are} taken as passable on foot',
  },
  'osm.walkable-length': {
    status: 200,
    zh: '可步行道路 {km} 公里（{ways} 段）',
    en: '{km} km of walkable ways ({ways} {ways:piece|pieces})',
  },
  'osm.islands': {
    status: 200,
    zh: '{count} 处不足 {metres} 米的小段与主网不相连，共 {km} 公里，不接楼门',
    en: '{count} {count:piece|pieces} of the network shorter than {metres} m {count:hangs|hang} together with nothing else, {km} km in all; no door is connected there',
  },
  'osm.network-parts': {
    status: 200,
    zh: '另有 {count} 片较大的路网与主网不相连，共 {km} 公里',
    en: '{count} larger {count:part|parts} of the network {count:is|are} not linked to the main one, {km} km in all',
  },
  'osm.coastline-loose': {
    status: 422,
    zh: '{count} 段海岸线在范围内中断，没有画出',
    en: '{count} {count:stretch of coastline ends inside the extent and was|stretches of coastline end inside the extent and were} not drawn',
  },
  'osm.households-assumed': {
    status: 200,
    zh: '户数为估算：建筑面积 = 轮廓 × 层数（无层数按 {levels} 层），每 {area} m² 一户；{buildings} 栋共 {households} 户',
    en: 'Households are assumed: floor area = outline × levels ({levels} where untagged), one household per {area} m²; {households} in {buildings} {buildings:building|buildings}',
  },
  'osm.households-unknown': {
    status: 200,
    zh: '另有 {count} 栋建筑的户数未知',
    en: 'Households are unknown for {count} more {count:building|buildings}',
  },
} satisfies Record<string, ProblemEntry>;

const rowProblems = {
  'row.bad-id': { status: 422, zh: '{column} 的值“{value}”不能用作编号', en: '“{value}” in {column} cannot be an id' },
  'row.id-twice': { status: 422, zh: '编号 {value} 已经出现过', en: 'The id {value} has come before' },
  'row.empty-cell': { status: 422, zh: '{column} 为空', en: '{column} is empty' },
  'row.no-point': { status: 422, zh: '不是一个点', en: 'It is not a point' },
  'row.bad-coordinate': { status: 422, zh: '坐标 {coordinate} 无效', en: 'The coordinate {coordinate} is not one' },
  'row.bad-coordinate-dropped': {
    status: 422,
    zh: '坐标 {coordinate} 无效，保留该条但不上图',
    en: 'The coordinate {coordinate} is not one; the row was kept without a point',
  },
  'row.bad-cell': {
    status: 422,
    zh: '{column} 的“{value}”不是 H3 六边形编号',
    en: '“{value}” in {column} is no H3 cell',
  },
  'row.no-place': { status: 422, zh: '没有位置', en: 'It has no place' },
  'row.repeated': {
    status: 422,
    zh: '与第 {first} 行完全相同，只留前者',
    en: 'It repeats row {first} in every column; the first one stays',
  },
  'row.odd-encoding': {
    status: 200,
    zh: '这一行不是 {encoding} 编码，按 {odd} 读出',
    en: 'The line is not in {encoding} and was read as {odd}',
  },
  'row.outside-areas': {
    status: 422,
    zh: '坐标 {coordinate} 不在任何区域内',
    en: 'The coordinate {coordinate} lies in none of the areas',
  },
  'row.outside-areas-kept': {
    status: 200,
    zh: '{count} 条在区域之外，保留',
    en: '{count} {count:lies|lie} outside the areas and {count:was|were} kept',
  },
  'row.bad-time': {
    status: 422,
    zh: '{column} 的时间“{value}”不符合 {pattern}',
    en: 'The time “{value}” in {column} is not of the form {pattern}',
  },
  'row.bad-time-dropped': {
    status: 422,
    zh: '{column} 的时间“{value}”不符合 {pattern}，作未知处理',
    en: 'The time “{value}” in {column} is not of the form {pattern}; taken as unknown',
  },
  'row.time-in-other-pattern': {
    status: 200,
    zh: '{column} 的时间“{value}”不符合 {pattern}，按 {other} 读出',
    en: 'The time “{value}” in {column} is not of the form {pattern}; read as {other}',
  },
  'row.time-twice': {
    status: 200,
    zh: '{column} 的“{value}”在 {zone} 因夏令时出现两次，取第一次',
    en: '“{value}” in {column} happened twice in {zone} (end of summer time); the first is taken',
  },
  'row.time-never': {
    status: 200,
    zh: '{column} 的“{value}”在 {zone} 因夏令时并不存在，按未拨快的钟计',
    en: '“{value}” in {column} never happened in {zone} (start of summer time); read as if the clock had not changed',
  },
  'row.not-a-count': {
    status: 422,
    zh: '{column} 的“{value}”不是数目，作未知处理',
    en: '“{value}” in {column} is no count; taken as unknown',
  },
  'geometry.windings-turned': {
    status: 200,
    zh: '{count} 条边界的绕行方向已改正',
    en: '{count} {count:outline ran the wrong way round and was|outlines ran the wrong way round and were} turned',
  },
  'unit.households-unknown': {
    status: 200,
    zh: '{unit} 没有户数，作未知处理（不是 0）',
    en: '{unit} has no household count; kept as unknown, not as 0',
  },
  'unit.residents-unknown': {
    status: 200,
    zh: '{unit} 没有人数，作未知处理（不是 0）',
    en: '{unit} has no resident count; kept as unknown, not as 0',
  },
  'unit.outside-areas': {
    status: 200,
    zh: '{count} 个基础单元在区域之外，不属于任何网格',
    en: '{count} base {count:unit lies outside the areas and belongs|units lie outside the areas and belong} to no grid',
  },
  'station.unnamed': {
    status: 200,
    zh: '{object} 没有名称，称作“{name}”',
    en: '{object} has no name; called “{name}”',
  },
  'station.mapped-twice': {
    status: 200,
    zh: '“{name}”在图上画了两处（{object}、{other}），只留后者',
    en: '“{name}” is mapped twice ({object} and {other}); the latter stays',
  },
  'station.taken-before': {
    status: 200,
    zh: '{object} 在前一个服务站图层里已是服务站，不重复导入',
    en: '{object} is a station of an earlier stations layer already and is not taken twice',
  },
  'station.not-asked-for': {
    status: 200,
    zh: '{count} 处{what}不作为服务站',
    en: '{count} {what}: not among the kinds of stations',
  },
  'station.kind-unmapped': {
    status: 422,
    zh: '导入说明没有说“{value}”是哪类服务站',
    en: 'The spec does not say what kind of station “{value}” is',
  },
  'station.no-count': {
    status: 422,
    zh: '{column} 的“{value}”不是数目，不知有几处，未读入',
    en: '“{value}” in {column} is no count: how many there are is unknown and none was made',
  },
  'station.counted': {
    status: 200,
    zh: '按 {column} 的数目，{rows} 行共 {stations} 处',
    en: '{rows} rows count {stations} by {column}',
  },
  'station.from-polygon': {
    status: 200,
    zh: '{count} 处原为面，取面内一点为位置',
    en: '{count} were polygons and stand at a point inside',
  },
  'incident.no-type': {
    status: 422,
    zh: '{column} 的“{value}”得不出类型代码，请在导入说明中命名',
    en: '“{value}” in {column} gives no type code; name it in the spec',
  },
  'incident.bad-accuracy': {
    status: 422,
    zh: '{column} 的“{value}”不是定位精度，该件按本地通常的误差计算；这一列应为大于 0、不超过 {most} 的米数，文字请在导入说明的 words 中写明代表多少米',
    en: '“{value}” in {column} is no accuracy, so the place’s usual error counts for this row; the column holds metres above 0, at most {most}; say in the spec under words how many metres a word stands for',
  },
  'incident.state-unmapped': {
    status: 422,
    zh: '导入说明没有说 {column} 的“{value}”是什么状态',
    en: 'The spec does not say which state “{value}” in {column} is',
  },
  'incident.from-the-future': {
    status: 422,
    zh: '{column} 的时间“{value}”在将来',
    en: 'The time “{value}” in {column} is in the future',
  },
  'incident.closed-before-reported': {
    status: 422,
    zh: '{column} 的时间“{value}”早于上报时间，作未知处理',
    en: 'The time “{value}” in {column} is before the report; taken as unknown',
  },
  'incident.responded-before-reported': {
    status: 422,
    zh: '{column} 的响应时间“{value}”早于上报时间，作未知处理',
    en: 'The response “{value}” in {column} is before the report; taken as unknown',
  },
  'incident.without-point': { status: 200, zh: '没有坐标，不在地图上', en: 'It has no point and is not on the map' },
  'incident.outside-base-units': {
    status: 200,
    zh: '不在任何基础单元内，不计入按人口的比率',
    en: 'It lies in none of the base units, so no rate by population counts it',
  },
  'incident.without-due-date': { status: 200, zh: '没有办理期限', en: 'It has no due date' },
  'incident.closed-when-created': {
    status: 200,
    zh: '结案时间与上报时间是同一秒',
    en: 'It was closed in the second it was created',
  },
  'incident.closed-late': { status: 200, zh: '超期 {days} 天结案', en: 'It was closed {days} {days:day|days} late' },
  'incident.repeated-address': {
    status: 200,
    zh: '{count} 条都在同一地址 {address}，可能是登记处而非现场',
    en: '{count} at one address, {address}: perhaps the office that wrote them down',
  },
} satisfies Record<string, ProblemEntry>;

const areaProblems = {
  'area.bad-code': { status: 422, zh: '{column} 的“{code}”不能用作编号', en: '“{code}” in {column} cannot be an id' },
  'area.code-twice': { status: 422, zh: '两级区域都有编号 {code}', en: 'The code {code} stands on two levels' },
  'area.two-parents': {
    status: 422,
    zh: '{code} 跨越了几个上级：{parents}',
    en: '{code} lies under several parents: {parents}',
  },
  'area.units-do-not-fit': {
    status: 422,
    zh: '{file} 的基础单元不能严丝合缝：{overlapping} 条边重叠，{unmatched} 个顶点没有对应点',
    en: 'The base units of {file} do not fit edge by edge: {overlapping} edges overlap, {unmatched} vertices have no counterpart',
  },
  'area.units-fit': {
    status: 200,
    zh: '{count} 个基础单元逐边相合，没有缝隙和重叠',
    en: '{count} base {count:unit fits|units fit} edge by edge, without gaps or overlaps',
  },
  'area.extent-of-points': {
    status: 200,
    zh: '没有地图和人户单元，范围按表中的 {count} 个点划定；离得太远或没有位置的 {outside} 个点不算在内',
    en: 'Without a map and units the extent is that of the {count} points of the tables; {outside} points too far away or without a place are not counted',
  },
  'area.extent': {
    status: 200,
    zh: '没有区域：以数据范围为一个区域（西 {west}，南 {south}，东 {east}，北 {north}）',
    en: 'No areas: the extent of the data is the one area (west {west}, south {south}, east {east}, north {north})',
  },
  'area.named': { status: 200, zh: '{code} 按所在位置定名为{name}', en: '{code} is named {name} by where it lies' },
  'area.unnamed': {
    status: 422,
    zh: '{file} 中没有包含 {code} 的区域，以代码为名',
    en: 'No polygon of {file} holds {code}; it is called by its code',
  },
  'area.units-elsewhere': {
    status: 200,
    zh: '{area}的 {units} 个单元中有 {count} 个的中心落在另一个区域或区域之外',
    en: '{count} of the {units} units of {area} have their centre in another polygon or in none',
  },
} satisfies Record<string, ProblemEntry>;

export const importProblems = { ...specProblems, ...fileProblems, ...osmProblems, ...rowProblems, ...areaProblems };
