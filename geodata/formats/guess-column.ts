import type { ColumnMeaning, InspectedColumn } from '../schema/import-inspection';
import type { CrsName } from '../schema/incident';
import { MAX_ACCURACY_METRES } from '../schema/incident-assignment';

/** How sure a header is of its meaning: 3 says it outright, 1 only hints at it. */
interface HeaderRule {
  meaning: ColumnMeaning;
  sure: readonly string[];
  likely: readonly string[];
}

/**
 * What headers mean, in the words of Chinese offices and of files of the world, in lower case without spaces, dashes and
 * underscores. A `*` stands for anything.
 */
const rules: readonly HeaderRule[] = [
  {
    meaning: 'x',
    sure: [
      '经度',
      'lng',
      'lon',
      'long',
      'longitude',
      '经度坐标',
      'longitud',
      'pointx',
      'x坐标',
      '坐标x',
      'xcoord',
      '東經',
      '东经',
    ],
    likely: ['x', '*经度*', '*lng', '*lon', '*longitude*', '經度', '*經度*', 'xaxis', '横坐标'],
  },
  {
    meaning: 'y',
    sure: ['纬度', 'lat', 'latitude', '纬度坐标', 'latitud', 'pointy', 'y坐标', '坐标y', 'ycoord', '北緯', '北纬'],
    likely: ['y', '*纬度*', '*lat', '*latitude*', '緯度', '*緯度*', 'yaxis', '纵坐标'],
  },
  { meaning: 'cell', sure: ['h3', 'h3index', 'h3cell', 'hexid', 'h3id', '六边形编号'], likely: ['hex', 'cell'] },
  {
    meaning: 'households',
    sure: [
      '户数',
      '戶數',
      'households',
      'hhcnt',
      'hcnt',
      '总户数',
      '家庭户数',
      'householdcount',
      'numhouseholds',
      '常住户数',
    ],
    likely: ['户', '*户数*', '*households*', 'hh', '戶', '*戶數*', 'dwellings'],
  },
  {
    meaning: 'residents',
    sure: [
      '人口',
      '人口数',
      'population',
      'residents',
      'pcnt',
      '常住人口',
      '总人口',
      '人口數',
      'pop',
      '人数',
      'populacao',
      'poblacion',
    ],
    likely: ['*人口*', '*population*', 'poptotal', 'persons', 'people', '居民数'],
  },
  {
    meaning: 'reportedAt',
    sure: [
      '上报时间',
      '发生时间',
      '案发时间',
      '创建时间',
      '受理时间',
      '事件时间',
      '时间',
      '來源時間',
      '時間',
      '發生時間',
      'createddate',
      'datahora',
      'reportedat',
      'createdat',
      'opened',
      'openeddate',
      'reporttime',
      'time',
      'datetime',
      '日期',
      'date',
      '上报日期',
      '登记时间',
    ],
    likely: [
      '*上报*时*',
      '*发生*时*',
      '*创建*时*',
      '*受理*时*',
      '*登记*时*',
      'created*',
      'opened*',
      'requested*',
      '*occurred*',
      '*timestamp*',
      '*datahora*',
    ],
  },
  {
    meaning: 'dueAt',
    sure: [
      '办理期限',
      '截止时间',
      '到期时间',
      '期限',
      '应结案时间',
      'duedate',
      'dueat',
      'deadline',
      '处置时限',
      '限办时间',
      '要求完成时间',
    ],
    likely: ['*期限*', '*截止*', 'due*', '*时限*'],
  },
  {
    meaning: 'respondedAt',
    sure: [
      '首次响应时间',
      '响应时间',
      '接单时间',
      '签收时间',
      '首次响应',
      'firstresponse',
      'firstresponseat',
      'firstresponsetime',
      'respondedat',
      'responsedate',
      'acceptedat',
    ],
    likely: ['*响应*时*', '*接单*时*', '*签收*时*', 'firstrespon*', 'responded*', 'accepted*', 'acknowledged*'],
  },
  {
    meaning: 'closedAt',
    sure: [
      '结案时间',
      '办结时间',
      '完成时间',
      '处置完成时间',
      '关闭时间',
      'closedate',
      'closeddate',
      'closedat',
      'resolvedat',
      'completeddate',
      '結案時間',
    ],
    likely: ['*结案*时*', '*办结*时*', 'closed*', 'resolved*', 'completed*'],
  },
  {
    meaning: 'owner',
    sure: [
      '承办单位',
      '责任单位',
      '处置部门',
      '处置单位',
      '主办单位',
      '责任部门',
      '承办部门',
      '主责部门',
      '承辦單位',
      'agency',
      'agencyresponsible',
      'agencyname',
      'owner',
      'responsibleagency',
      'department',
    ],
    likely: [
      '*承办*',
      '*责任*单位*',
      '*责任*部门*',
      '*处置*部门*',
      '*处置*单位*',
      '*主办*',
      '*agency*',
      '*department*',
    ],
  },
  {
    meaning: 'state',
    sure: [
      '状态',
      '处理状态',
      '办理状态',
      '案件状态',
      '事件状态',
      'status',
      'state',
      'srstatus',
      '狀態',
      '当前状态',
      '办结状态',
    ],
    likely: ['*状态', '*status', '*阶段*'],
  },
  {
    meaning: 'type',
    sure: [
      '类型',
      '事件类型',
      '案件类型',
      '问题类型',
      '事件类别',
      '类别',
      '小类',
      '案件小类',
      'type',
      'srtype',
      'category',
      'requesttype',
      'servicename',
      '類型',
      'tipoacid',
      '投诉类型',
      '诉求类型',
      '大类',
    ],
    likely: ['*类型', '*类别', '*type', '*category', 'tipo*', '*大类*', '*小类*', 'cls', 'class'],
  },
  {
    meaning: 'kind',
    sure: ['设施类型', '服务站类型', '机构类型', '设施类别', '机构类别', 'amenity', 'facilitytype', '服务类型'],
    likely: ['*设施*类*', '*机构*类*'],
  },
  {
    meaning: 'address',
    sure: [
      '地址',
      '详细地址',
      '事发地址',
      '位置',
      '地点',
      'address',
      'addr',
      'location',
      '地點',
      '門牌',
      '门牌',
      '案发地址',
      '发生地点',
      'direccion',
      'endereco',
      'log1',
    ],
    likely: ['*地址*', '*地点*', '*address*', '*位置*'],
  },
  {
    meaning: 'name',
    sure: [
      '名称',
      '名字',
      'name',
      '机构名称',
      '设施名称',
      '小区名称',
      '站点名称',
      '單位名稱',
      '名稱',
      'title',
      '社区名称',
    ],
    likely: ['*名称*', '*name', '*名稱*'],
  },
  {
    meaning: 'caseNumber',
    sure: [
      '案件编号',
      '事件编号',
      '工单编号',
      '任务号',
      '工单号',
      '案件号',
      'casenumber',
      'servicerequestnum',
      'caseid',
      '受理编号',
    ],
    likely: ['*工单*号*', '*案件*号*'],
  },
  {
    meaning: 'id',
    sure: [
      '编号',
      '编码',
      '代码',
      'id',
      'codebase',
      'code',
      'gid',
      'fid',
      'objectid',
      'uid',
      '序号',
      '楼栋编号',
      '编号id',
      'srrecordid',
      '網格編號',
    ],
    likely: ['*编号', '*编码', '*代码', '*id', '*code'],
  },
  {
    meaning: 'title',
    sure: ['标题', '描述', '事件描述', '问题描述', '内容', '案件描述', 'description', 'summary', '事项'],
    likely: ['*描述*', '*内容*', 'subtype'],
  },
  {
    meaning: 'district',
    sure: [
      '街道',
      '镇街',
      '乡镇',
      '街镇',
      '所属街道',
      '街道名称',
      'townid',
      'town',
      '鄉鎮市區',
      '行政区',
      'subdistrict',
      '区县',
      'district',
    ],
    likely: ['*街道*', '*乡镇*', 'townname'],
  },
  {
    meaning: 'community',
    sure: [
      '社区',
      '村社区',
      '所属社区',
      '村居',
      '村',
      '居委会',
      'village',
      '村里',
      'community',
      'neighborhood',
      'neighbourhood',
      'code2',
    ],
    likely: ['*社区*', '*村居*', 'villname'],
  },
  {
    meaning: 'openingHours',
    sure: ['开放时间', '营业时间', '服务时间', '办公时间', 'openinghours', 'hours', 'openhours'],
    likely: ['*开放时间*', '*营业时间*', '*服务时间*', '*openinghours*'],
  },
  {
    meaning: 'floorArea',
    sure: ['建筑面积', '面积', '使用面积', '场地面积', 'floorarea', 'area', 'areasqm', 'aream2'],
    likely: ['*建筑面积*', '*使用面积*', '*面积平方米*', '*面积㎡*', '*面积m2*', '*floorarea*'],
  },
  {
    meaning: 'seats',
    sure: ['座位', '座位数', '餐位', '餐位数', '学位', '托位', '容纳人数', 'seats', 'capacity', 'places'],
    likely: ['*座位*', '*餐位*', '*托位*', '*容纳*', '*seats*'],
  },
  {
    meaning: 'staff',
    sure: ['工作人员', '工作人员数', '职工数', '员工数', '人员数', 'staff', 'staffcount', 'employees'],
    likely: ['*工作人员*', '*职工*', '*staff*'],
  },
  {
    meaning: 'services',
    sure: ['服务项目', '服务内容', '服务清单', '提供服务', '设施', '配套设施', 'services', 'facilities'],
    likely: ['*服务项目*', '*服务清单*', '*设施*'],
  },
  {
    meaning: 'accuracy',
    sure: [
      '定位精度',
      '定位精度米',
      '精度',
      '精度米',
      '定位误差',
      '定位误差米',
      '误差',
      '误差米',
      'accuracy',
      'accuracym',
      'accuracymetres',
      'accuracymeters',
      'horizontalaccuracy',
      'gpsaccuracy',
      'locationaccuracy',
      'precision',
    ],
    likely: ['*定位精度*', '*定位误差*', '*位置精度*', '*坐标精度*', '*accuracy*', '*precision*'],
  },
  { meaning: 'grid', sure: ['网格', '所属网格', '网格编号', '网格名称', 'grid', 'gridid'], likely: ['*网格*'] },
];

export interface ColumnGuess {
  column: string;
  meaning: ColumnMeaning;
  confidence: 1 | 3;
}

const flat = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./()（）【】[\]:：]+/g, '');

function matches(header: string, pattern: string): boolean {
  if (!pattern.includes('*')) return header === pattern;
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(header);
}

/** What columns may mean by their headers, checked against what stands in them; one column a meaning, the surest. */
export function guessColumns(columns: readonly InspectedColumn[]): ColumnGuess[] {
  const guesses: ColumnGuess[] = [];
  for (const { meaning, sure, likely } of rules) {
    const taken = new Set(guesses.map(({ column }) => column));
    const free = columns.filter((column) => !taken.has(column.name) && fits(column, meaning));
    // Earlier words of a rule are the better ones; where one stands twice, the earlier column is meant.
    const find = (patterns: readonly string[]): InspectedColumn | undefined =>
      patterns.flatMap((pattern) => free.filter(({ name }) => matches(flat(name), pattern)))[0];
    const outright = find(sure);
    const hinted = outright ?? find(likely);
    if (hinted) guesses.push({ column: hinted.name, meaning, confidence: outright ? 3 : 1 });
  }
  return guesses;
}

/** Whether what stands in a column can have a meaning at all. */
function fits(column: InspectedColumn, meaning: ColumnMeaning): boolean {
  if (column.type === 'empty') return false;
  const { min, max } = column;
  switch (meaning) {
    case 'x':
    case 'y':
      return column.type === 'number';
    case 'seats':
    case 'staff':
    case 'households':
    case 'residents':
      return column.type === 'number' && min !== null && min >= 0 && max !== null && max < 1e7;
    case 'accuracy':
      return (
        column.type === 'number' && column.median !== null && column.median > 0 && column.median <= MAX_ACCURACY_METRES
      );
    case 'reportedAt':
    case 'dueAt':
    case 'respondedAt':
    case 'closedAt':
      return column.type === 'time';
    case 'cell':
      return column.samples.every(isH3Text);
    case 'owner':
      return column.type === 'text';
    case 'state':
      return column.distinct <= 40;
    default:
      return true;
  }
}

/** Fifteen hexadecimal digits that begin with 8: the form of an H3 cell. */
export const isH3Text = (text: string): boolean => /^8[0-9a-f]{14}$/i.test(text.trim());

/** How many of 100 true places lie within a radius: 95 where its header says so (`accuracy_95`), else as phones mean it. */
export const accuracyRadius = (header: string): 68 | 95 => (/(^|\D)95(\D|$)/.test(header) ? 95 : 68);

/** The system a header names (`lng_gcj02`, 百度经度 …); null where it names none. */
export function crsInHeader(header: string): CrsName | null {
  const text = flat(header);
  if (/gcj|火星|高德|腾讯|amap/.test(text)) return 'GCJ02';
  if (/bd09|bd0?9?(lng|lat)|百度|baidu/.test(text)) return 'BD09';
  if (/wgs/.test(text)) return 'WGS84';
  return /cgcs|2000/.test(text) ? 'CGCS2000' : null;
}
