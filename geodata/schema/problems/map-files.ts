import type { ProblemEntry } from './problem-entry';

/** What can be wrong with a map file (OSM XML, GraphML, GeoTIFF) and with what is derived from it. */
export const mapFileProblems = {
  'file.too-large': {
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
    en: '{count} nodes have no coordinates and were left out',
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
} satisfies Record<string, ProblemEntry>;
