import type { ProblemEntry } from './problem-entry';

/** Why an import was guessed as it was. Status 200: nothing is wrong. */
const reasons = {
  'guess.map': {
    status: 200,
    zh: '是 OpenStreetMap 数据：道路、建筑、底图和服务设施都从它来',
    en: 'OpenStreetMap data: streets, buildings, the base map and services come from it',
  },
  'guess.streets': { status: 200, zh: '是道路网：用来算步行时间', en: 'A street network: walking times come from it' },
  'guess.base-units': {
    status: 200,
    zh: '有{shape}和户数或人口，作为计数的单元',
    en: 'It has {shape} with households or residents, so people are counted by it',
  },
  'guess.units-uncounted': {
    status: 200,
    zh: '有面，没有户数和人口：作为计数的单元，人户先记作不详',
    en: 'It has polygons without households or residents: they are the units, and how many live there stays unknown',
  },
  'guess.incidents': {
    status: 200,
    zh: '有位置和时间，作为事件',
    en: 'It has places and times, so these are incidents',
  },
  'guess.stations': {
    status: 200,
    zh: '有位置和名称、没有时间，作为服务站',
    en: 'It has places and names but no times, so these are stations',
  },
  'guess.area-names': {
    status: 200,
    zh: '有面和名称，可用来给区域定名',
    en: 'It has polygons with names, which can name the areas',
  },
  'guess.no-use': { status: 200, zh: '看不出用途，先不导入', en: 'No use for it was found; it is left out for now' },
  'guess.column-unsure': {
    status: 200,
    zh: '“{column}”只是按列名猜的，请对照样例看一眼',
    en: '“{column}” is guessed from its header only; compare it with the samples',
  },
  'guess.accuracy': {
    status: 200,
    zh: '“{column}”按米读作定位精度：真实位置有 {share} % 的可能在这个半径以内',
    en: '“{column}” is read as the accuracy in metres: the true place lies within that radius in {share} of 100 cases',
  },
  'guess.encoding': {
    status: 200,
    zh: '没有写明编码；按 {encoding} 读出来的是通顺的字',
    en: 'It declares no encoding; read as {encoding} its words make sense',
  },
  'guess.odd-lines': {
    status: 200,
    zh: '第 {line} 行等个别行不是 {encoding}，这些行按 {odd} 读，逐行写进报告',
    en: 'Line {line} and a few more are not in {encoding}; they are read as {odd} and each is reported',
  },
  'guess.crs-declared': { status: 200, zh: '文件写明坐标系是 {crs}', en: 'The file declares its coordinates as {crs}' },
  'guess.crs-abroad': {
    status: 200,
    zh: '不在中国大陆，坐标没有偏移，按 WGS84',
    en: 'Outside mainland China coordinates are not shifted: WGS84',
  },
  'guess.crs-in-header': {
    status: 200,
    zh: '列名“{column}”提到 {crs}；是否如此，请对照预览',
    en: 'The header “{column}” mentions {crs}; compare it with the preview',
  },
  'guess.time-pattern': { status: 200, zh: '时间写作 {pattern}', en: 'Times are written as {pattern}' },
  'guess.buildings-left-out': {
    status: 200,
    zh: '人户已经由 {file} 计数，地图里的建筑只画不计',
    en: 'People are counted by {file}; the buildings of the map are drawn, not counted',
  },
  'guess.time-zone': { status: 200, zh: '按所在位置，时区是 {zone}', en: 'By where it lies the time zone is {zone}' },
} satisfies Record<string, ProblemEntry>;

/** What nobody but a person can answer before an import runs. */
const questions = {
  'ask.crs': {
    status: 422,
    zh: '“{file}”在中国大陆，却没有写明坐标系。请在预览里选点子落在街上的那一种',
    en: '“{file}” lies in mainland China and declares no coordinate system. Choose the one whose points lie on the streets',
  },
  'ask.projected': {
    status: 422,
    zh: '“{file}”的坐标不是经纬度（例如 {sample}）。请先在制图软件里转成经纬度再导入',
    en: 'The coordinates of “{file}” are no degrees (such as {sample}). Convert them to longitude and latitude first',
  },
  'ask.place-columns': {
    status: 422,
    zh: '请指出“{file}”里哪一列是经度、哪一列是纬度',
    en: 'Say which columns of “{file}” are longitude and latitude',
  },
  'ask.polygons': {
    status: 422,
    zh: '“{file}”没有面，也没有六边形编号，不能作为计数的单元',
    en: '“{file}” has neither polygons nor hexagon ids; people cannot be counted by it',
  },
  'ask.id': { status: 422, zh: '请指出“{file}”里哪一列是编号', en: 'Say which column of “{file}” is the id' },
  'ask.name': { status: 422, zh: '请指出“{file}”里哪一列是名称', en: 'Say which column of “{file}” is the name' },
  'ask.time': {
    status: 422,
    zh: '请指出“{file}”里哪一列是上报时间',
    en: 'Say which column of “{file}” is the time of the report',
  },
  'ask.time-pattern': {
    status: 422,
    zh: '“{column}”的时间认不出写法（例如 {sample}）',
    en: 'How the times in “{column}” are written is not clear (such as {sample})',
  },
  'ask.month-or-day': {
    status: 422,
    zh: '“{column}”的 {sample} 是先写月还是先写日？',
    en: 'Does {sample} in “{column}” begin with the month or with the day?',
  },
  'ask.type': { status: 422, zh: '请指出“{file}”里哪一列是事件类型', en: 'Say which column of “{file}” is the type' },
  'ask.states': {
    status: 422,
    zh: '“{column}”里还有 {count} 个值不知道是什么状态：{values}',
    en: '{count} values of “{column}” have no known state yet: {values}',
  },
  'ask.place-name': { status: 422, zh: '请填这个地方的名称', en: 'Give the place a name' },
  'ask.place-id': {
    status: 422,
    zh: '地方编号只能用小写字母、数字和短横，以字母或数字开头',
    en: 'The id of the place takes small letters, digits and hyphens, and begins with a letter or digit',
  },
  'ask.data-date': { status: 422, zh: '请填数据截至的日期', en: 'Say which day the data describes' },
  'ask.time-zone': { status: 422, zh: '没有时区“{zone}”', en: 'There is no time zone “{zone}”' },
  'ask.county-code': {
    status: 422,
    zh: '区划代码是 6 位数字，不知道就填 000000',
    en: 'The code of the county has 6 digits; 000000 where there is none',
  },
  'ask.nothing-used': {
    status: 422,
    zh: '还没有一个文件派上用场。请至少为一个文件选好用途',
    en: 'No file is used yet. Choose a use for at least one',
  },
} satisfies Record<string, ProblemEntry>;

export const guessProblems = { ...reasons, ...questions };
