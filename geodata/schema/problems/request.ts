import type { ProblemEntry } from './problem-entry';

/** What can be wrong with any request. */
export const requestProblems = {
  'request.not-found': { status: 404, zh: '没有这个地址：{path}', en: 'There is nothing at {path}' },
  'request.invalid': { status: 400, zh: '请求有误，{field}：{reason}', en: 'Invalid request, {field}: {reason}' },
  'request.unknown-parameter': {
    status: 400,
    zh: '此地址没有参数“{parameter}”',
    en: 'There is no parameter “{parameter}” here',
  },
  'request.unknown-parameter-near': {
    status: 400,
    zh: '此地址没有参数“{parameter}”，是否想写“{nearest}”？',
    en: 'There is no parameter “{parameter}” here; did you mean “{nearest}”?',
  },
  'request.one-of': { status: 400, zh: '请给出其中之一：{fields}', en: 'Give one of these: {fields}' },
  'request.malformed-json': {
    status: 400,
    zh: '请求内容不是有效的 JSON:{reason}',
    en: 'The body is not valid JSON: {reason}',
  },
  'request.unsupported-media-type': { status: 415, zh: '请以 {expected} 发送', en: 'Send the body as {expected}' },
  'request.too-large': {
    status: 413,
    zh: '内容超过 {limit} MB 的上限',
    en: 'The body is over the limit of {limit} MB',
  },
  'request.too-deep': {
    status: 400,
    zh: '内容嵌套超过 {limit} 层',
    en: 'The body is nested more than {limit} levels deep',
  },
  'request.not-allowed': { status: 403, zh: '没有权限：{action}', en: 'You are not allowed to do this: {action}' },
  'request.bad-cursor': {
    status: 400,
    zh: '游标“{cursor}”无效，请从第一页重新开始',
    en: 'The cursor “{cursor}” is not valid; start again from the first page',
  },
  'request.method-not-allowed': { status: 405, zh: '此地址不接受 {method}', en: '{method} is not allowed here' },
  'server.failed': {
    status: 500,
    zh: '服务器出错，请把编号 {id} 告诉管理员',
    en: 'The server failed; tell the administrator number {id}',
  },
  'street.not-found': { status: 404, zh: '没有道路“{street}”', en: 'There is no street “{street}”' },
  'place.not-found': { status: 404, zh: '没有地方“{place}”', en: 'There is no place “{place}”' },
  'place.edited-plans': {
    status: 409,
    zh: '“{place}”的区域变了，而方案 {plans} 已被人修改；先导出这些方案，再以 --replace-plans 导入',
    en: 'The areas of “{place}” have changed and people have edited the plans {plans}; export them first, then import with --replace-plans',
  },
  'import-report.none': {
    status: 404,
    zh: '“{place}”不是导入的，没有导入报告',
    en: '“{place}” was not imported; there is no report',
  },
  'basemap.not-found': { status: 404, zh: '没有底图文件“{basemap}”', en: 'There is no base map file “{basemap}”' },
  'basemap.file-gone': {
    status: 404,
    zh: '底图文件“{basemap}”在服务器上读不到了，请告诉管理员',
    en: 'The file of the base map “{basemap}” can no longer be read on the server; tell the administrator',
  },
  'request.range-not-satisfiable': {
    status: 416,
    zh: '范围“{range}”超出文件，共 {size} 字节',
    en: 'The range “{range}” is beyond the file, which has {size} bytes',
  },
  'tile.outside-range': {
    status: 404,
    zh: '没有瓦片 {tile}；级别 {minZoom} 到 {maxZoom}',
    en: 'There is no tile {tile}; zooms are {minZoom} to {maxZoom}',
  },
  'server.starting': {
    status: 503,
    zh: '正在准备数据，请稍候再试',
    en: 'The data is being prepared; try again in a moment',
  },
  'area.not-found': { status: 404, zh: '没有区域“{area}”', en: 'There is no area “{area}”' },
  'station.not-found': { status: 404, zh: '没有服务站“{station}”', en: 'There is no station “{station}”' },
  'coordinate.swapped': {
    status: 422,
    zh: '坐标 {coordinate} 像是把纬度写在了前面；请按 [经度, 纬度] 书写',
    en: 'Coordinate {coordinate} looks like latitude first; write [longitude, latitude]',
  },
  'coordinate.outside-place': {
    status: 422,
    zh: '坐标 {coordinate} 不在{place}范围内',
    en: 'Coordinate {coordinate} is outside {place}',
  },
  'geometry.unsupported': {
    status: 422,
    zh: '需要 {expected}，收到 {actual}',
    en: 'Expected {expected}, got {actual}',
  },
} satisfies Record<string, ProblemEntry>;
