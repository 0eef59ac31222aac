import type { ProblemEntry } from './problem-entry';

/** Why the server does not start. Printed as one line; the process ends with status 1. */
export const startProblems = {
  'start.bad-port': {
    status: 500,
    zh: 'PORT=“{port}” 不是端口号，请用 0 到 65535 的整数',
    en: 'PORT=“{port}” is not a port number; use an integer from 0 to 65535',
  },
  'start.bad-upload-limit': {
    status: 500,
    zh: 'UPLOAD_LIMIT_MB=“{limit}” 不是有效的上限，请用 1 到 100000 之间的数（兆字节）',
    en: 'UPLOAD_LIMIT_MB=“{limit}” is no limit; use a number from 1 to 100000 (megabytes)',
  },
  'start.port-in-use': {
    status: 500,
    zh: '端口 {port} 已被占用，请关闭占用它的程序，或换一个端口：PORT={other} npm start',
    en: 'Port {port} is in use; stop what uses it, or choose another: PORT={other} npm start',
  },
  'start.port-refused': {
    status: 500,
    zh: '不能在 {host}：{port} 上监听（{reason}）；请换 HOST 或 PORT',
    en: 'Cannot listen on {host}:{port} ({reason}); choose another HOST or PORT',
  },
  'start.node-too-old': {
    status: 500,
    zh: '需要 Node {needed} 或更新，现在是 {found}',
    en: 'Node {needed} or newer is needed; this is {found}',
  },
  'start.data-path-below-file': {
    status: 500,
    zh: '数据目录 {path} 无法建立：{file} 是文件而不是目录；请换 DATA_DIR',
    en: 'The data folder {path} cannot be made: {file} is a file, not a folder; choose another DATA_DIR',
  },
  'start.data-path-unwritable': {
    status: 500,
    zh: '数据目录 {path} 不能写入（{reason}）；请改权限或换 DATA_DIR',
    en: 'The data folder {path} cannot be written ({reason}); change its permissions or choose another DATA_DIR',
  },
  'start.database-newer': {
    status: 500,
    zh: '数据库 {path} 是更新版本的格图写的（结构 {found}，本程序只到 {known}）；请用新版本打开',
    en: 'The database {path} was written by a newer Getu (schema {found}, this program knows {known}); open it with the newer one',
  },
  'start.database-unreadable': {
    status: 500,
    zh: '文件 {path} 不是可用的数据库（{reason}）；请移走它再启动',
    en: 'The file {path} is not a usable database ({reason}); move it away and start again',
  },
  'start.pages-missing': {
    status: 500,
    zh: '没有找到网页文件 {path}；请先运行 npm start 或 npm run build',
    en: 'The built pages are missing at {path}; run npm start or npm run build first',
  },
  'start.unknown-place': {
    status: 500,
    zh: '没有名为“{place}”的地方；可用的有：{known}',
    en: 'There is no place called “{place}”; there are: {known}',
  },
  'start.usage': {
    status: 500,
    zh: '命令行读不懂（{reason}）；用法：npm start -- --place 名称[,名称]',
    en: 'The command line is not understood ({reason}); usage: npm start -- --place name[,name]',
  },
  'start.demo-failed': {
    status: 500,
    zh: '演示数据没有生成：{reason}',
    en: 'The demo data could not be made: {reason}',
  },
  'start.basemap-file': {
    status: 500,
    zh: 'BASEMAP_PMTILES 指的文件 {path} 读不了（{reason}）；请改成一个 .pmtiles 文件的完整路径，或去掉这个变量',
    en: 'BASEMAP_PMTILES names {path}, which cannot be read ({reason}); give the full path of a .pmtiles file, or leave the variable out',
  },
  'start.basemap-not-pmtiles': {
    status: 500,
    zh: 'BASEMAP_PMTILES 指的文件 {path} 不是第 3 版的 PMTiles；请用 pmtiles convert 转换后再用',
    en: 'BASEMAP_PMTILES names {path}, which is no PMTiles file of version 3; convert it with “pmtiles convert” first',
  },
  'start.basemap-content': {
    status: 500,
    zh: 'BASEMAP_PMTILES 指的文件 {path} 里的内容画不了（{content}）；可用的是 PNG、JPEG、WebP、AVIF 图片或 MVT、MLT 矢量瓦片，不压缩或用 gzip 压缩',
    en: 'BASEMAP_PMTILES names {path}, whose content cannot be drawn ({content}); PNG, JPEG, WebP and AVIF pictures and MVT and MLT vector tiles can, uncompressed or with gzip',
  },
  'start.basemap-address': {
    status: 500,
    zh: 'BASEMAP_XYZ_URL=“{url}” 不是瓦片地址；应以 http:// 或 https:// 开头并含 {z}、{x} 和 {y}，例如 https://tiles.example.cn/{z}/{x}/{y}.png',
    en: 'BASEMAP_XYZ_URL=“{url}” is no address of tiles; it begins with http:// or https:// and has {z}, {x} and {y}, as in https://tiles.example.cn/{z}/{x}/{y}.png',
  },
  'start.basemap-shifted': {
    status: 500,
    zh: '{variable}=“{found}” 是 {crs} 加密坐标的地图，与格图的 WGS84/CGCS2000 数据错开几百米，网格会画到别的街上，因此不能用；请换用 WGS84 或 CGCS2000 的瓦片，例如天地图（TIANDITU_KEY）',
    en: '{variable}=“{found}” is a map in the shifted coordinates of {crs}: it lies some hundred metres off the WGS84/CGCS2000 data of Getu, so that grids would be drawn on other streets, and cannot be used; take tiles in WGS84 or CGCS2000, those of Tianditu (TIANDITU_KEY) for example',
  },
  'start.basemap-crs': {
    status: 500,
    zh: 'BASEMAP_XYZ_CRS=“{crs}” 不认识；瓦片须按 Web 墨卡托切分，坐标为 WGS84 或 CGCS2000',
    en: 'BASEMAP_XYZ_CRS=“{crs}” is not known; tiles are to be cut by Web Mercator, in WGS84 or CGCS2000',
  },
  'start.basemap-number': {
    status: 500,
    zh: '{variable}=“{found}” 不对，请用 {expected}',
    en: '{variable}=“{found}” will not do; use {expected}',
  },
  'start.basemap-key': {
    status: 500,
    zh: 'TIANDITU_KEY 不是天地图的密钥；密钥是一串字母和数字，请在 console.tianditu.gov.cn 申请“浏览器端”类型的',
    en: 'TIANDITU_KEY is no key of Tianditu; a key is letters and digits alone; apply for one of the type “browser” at console.tianditu.gov.cn',
  },
} satisfies Record<string, ProblemEntry>;
