import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a map file (OSM XML, GraphML, GeoTIFF) and with what is derived from it. */
export const mapFileProblems = {
  'osm.too-large': {
    status: 413,
    zh: '{file} 解压后超过 {megabytes} MB，请裁剪成更小的范围再导入',
    en: '{file} unpacks to more than {megabytes} MB: cut out a smaller region and import that',
  },
  'file.gzip-truncated': {
    status: 422,
    zh: '{file} 不完整：压缩数据中途断了，请重新下载',
    en: '{file} is cut short: its packed data end in the middle. Download it again',
  },
  'xml.damaged': {
    status: 422,
    zh: '{file} 不是正确的 XML：第 {line} 行有误',
    en: '{file} is not well-formed XML: see line {line}',
  },
  'xml.truncated': {
    status: 422,
    zh: '{file} 不完整：到第 {line} 行就断了，请重新下载',
    en: '{file} is cut short: it ends at line {line}. Download it again',
  },
  'xml.entities': {
    status: 422,
    zh: '{file} 在第 {line} 行自定义了实体，这可能使小文件膨胀到占满内存，拒绝读入',
    en: '{file} defines entities of its own (line {line}), by which a small file can fill the memory; it is not read',
  },
  'osm.unknown-format': {
    status: 422,
    zh: '{file} 不是地图文件：既不是 OSM（.osm.pbf、.osm），也不是 GraphML 路网',
    en: '{file} is no map file: neither OSM (.osm.pbf, .osm) nor a GraphML street graph',
  },
  'osm.packed-with-bzip2': {
    status: 422,
    zh: '{file} 是 bzip2 压缩的，请先解压，或改用 .osm.pbf、.osm.gz',
    en: '{file} is packed with bzip2: unpack it first, or take the .osm.pbf or .osm.gz',
  },
  'osm.not-osm-xml': {
    status: 422,
    zh: '{file} 不是 OSM 数据：最外层是 <{element}>。变更文件（osmChange）只有改动，没有整幅地图',
    en: '{file} is no OSM extract: its outermost tag is <{element}>. A change file (osmChange) has edits, not a map',
  },
  'osm.bad-id': { status: 422, zh: '{object} 的编号“{id}”无效', en: '“{id}” is no id of a {object}' },
  'osm.bad-coordinate': {
    status: 422,
    zh: '{object} 的坐标 {coordinate} 超出了地球范围，未读入',
    en: '{object} lies off the Earth ({coordinate}) and was left out',
  },
  'graphml.not-graphml': {
    status: 422,
    zh: '{file} 不是 GraphML 路网：其中没有 graph（见到的是 <{element}>）',
    en: '{file} is no GraphML graph: it holds <{element}> and no graph',
  },
  'graphml.other-crs': {
    status: 422,
    zh: '{file} 的坐标系是 {crs}，请先转换为 WGS84（EPSG:4326）',
    en: '{file} is in {crs}: convert it to WGS84 (EPSG:4326) first',
  },
  'graphml.no-coordinates': {
    status: 422,
    zh: '{file} 的节点没有坐标（x、y），画不成路网',
    en: 'The nodes of {file} have no coordinates (x, y): there are no streets to draw',
  },
  'graphml.nodes-without-place': {
    status: 422,
    zh: '{count} 个节点没有坐标，未读入',
    en: '{count} {count:node has no coordinates and was|nodes have no coordinates and were} left out',
  },
  'graphml.unknown-node': {
    status: 422,
    zh: '{object} 接到文件中没有的节点 {node}，未读入',
    en: '{object} leads to node {node}, which the file does not have; it was left out',
  },
  'graphml.bad-geometry': {
    status: 200,
    zh: '{object} 的线形读不出，按直线处理',
    en: 'The line of {object} cannot be read; it is drawn straight',
  },
  'elevation.not-geotiff': {
    status: 422,
    zh: '{file} 不是 GeoTIFF，或已损坏',
    en: '{file} is no GeoTIFF, or is damaged',
  },
  'elevation.projected': {
    status: 422,
    zh: '{file} 用的是投影坐标系（{crs}），请先转换为经纬度（EPSG:4326）',
    en: '{file} is in a projected system ({crs}): convert it to degrees (EPSG:4326) first',
  },
  'elevation.unknown-crs': {
    status: 422,
    zh: '{file} 的坐标系不明（{crs}），请先转换为经纬度（EPSG:4326）',
    en: '{file} is in a system that is not known here ({crs}): convert it to degrees (EPSG:4326) first',
  },
  'elevation.too-large': {
    status: 422,
    zh: '{file} 太大（{columns} × {rows} 格），请先裁剪到本地区',
    en: '{file} is too large ({columns} × {rows} cells): cut it to the place first',
  },
  'elevation.elsewhere': {
    status: 422,
    zh: '{file} 不在这个地区：两者没有重叠',
    en: '{file} lies elsewhere: it does not overlap the place',
  },
  'elevation.twice': {
    status: 422,
    zh: '只能有一个高程图层，{file} 是第二个',
    en: 'There can be one elevation layer only; {file} is the second',
  },
  'elevation.covers': { status: 200, zh: '高程覆盖整个地区', en: 'The heights cover the whole place' },
  'elevation.covers-in-part': {
    status: 200,
    zh: '地区范围的 {percent} % 没有高程',
    en: '{percent} % of the extent of the place has no height',
  },
  'elevation.cells-unknown': {
    status: 200,
    zh: '{count} 格没有高程',
    en: '{count} {count:cell has|cells have} no height',
  },
  'elevation.thinned': {
    status: 200,
    zh: '栅格很细，每 {every} 格取一格',
    en: 'The raster is very fine: one cell in {every} is kept each way',
  },
  'elevation.eight-bits': {
    status: 200,
    zh: '文件最高只能记 {metres} 米，更高的地方也写成了 {metres} 米',
    en: 'The file can hold no more than {metres} m: higher ground says {metres} m too',
  },
  'spec.bad-place-id': {
    status: 422,
    zh: '“{id}”不能用作地区编号：只用小写字母、数字和连字符，不超过 40 个',
    en: '“{id}” cannot be the id of a place: take lower-case letters, digits and hyphens, at most 40',
  },
  'derived.id': { status: 200, zh: '地区编号取 {id}', en: 'The id of the place is {id}' },
  'derived.name-from-map': {
    status: 200,
    zh: '地区名称取自图中最大的地名：{name}',
    en: 'The place is called {name}, after the largest place on the map',
  },
  'derived.name-from-file': {
    status: 200,
    zh: '图中没有可用的地名，地区名称取自文件：{name}',
    en: 'The map labels no town; the place is called {name}, after the file',
  },
  'derived.zone': {
    status: 200,
    zh: '时区按数据中心位置取 {zone}',
    en: 'The time zone in the middle of the data is {zone}',
  },
  'derived.date': {
    status: 200,
    zh: '数据日期取文件中最新的时间：{date}',
    en: 'The data are of {date}, the newest time in the file',
  },
  'derived.date-unknown': {
    status: 200,
    zh: '文件没有说明时间，数据日期按导入当天计：{date}',
    en: 'The file does not say when it is of; the day of the import is taken: {date}',
  },
  'derived.buildings': {
    status: 200,
    zh: '以 {count} 栋建筑计人户：图中没有户数，按建筑面积估算，凡用到处都注明是估算',
    en: 'People are counted by {count} {count:building|buildings}: the map counts no households, so they are assumed from floor area and marked as assumed everywhere',
  },
  'derived.too-few-buildings': {
    status: 200,
    zh: '{km} 公里道路上只画了 {count} 栋建筑，大多数建筑不在图上，不用来计人户；覆盖率按道路长度计',
    en: 'Only {count} {count:building|buildings} on {km} km of streets: most are not on the map, so nobody is counted by them and coverage is measured by length of street',
  },
  'derived.no-buildings': {
    status: 200,
    zh: '图中没有建筑，覆盖率按道路长度计',
    en: 'The map has no buildings; coverage is measured by length of street',
  },
  'derived.stations': {
    status: 200,
    zh: '图中有 {count} 处诊所、学校之类的服务设施，作为服务站',
    en: '{count} {count:clinic, school or the like becomes a station|clinics, schools and the like become stations}',
  },
  'derived.no-stations': {
    status: 200,
    zh: '图中没有诊所、学校之类的服务设施，可以另行导入服务站',
    en: 'The map has no clinics, schools or the like; stations may be imported beside it',
  },
} satisfies Record<string, ProblemEntry>;
