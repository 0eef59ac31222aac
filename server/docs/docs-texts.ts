export interface DocsTexts {
  /** The language's name in itself. */
  ownName: string;
  title: string;
  contents: string;
  introduction: string[];
  schemas: string;
  problems: string;
  problemsIntroduction: string;
  parameter: string;
  field: string;
  type: string;
  meaning: string;
  required: string;
  body: string;
  answers: string;
  code: string;
  status: string;
  /** Names of subjects. */
  tags: Readonly<Record<string, string>>;
  /** Where a parameter stands. */
  places: Readonly<Record<string, string>>;
}

/** Words of the docs page. */
export const docsTexts: Record<'zh' | 'en', DocsTexts> = {
  zh: {
    ownName: '中文',
    title: '格图 API',
    contents: '目录',
    introduction: [
      '社区网格、步行服务圈与事件，一个地方一个数据库，地址都以 /api 开头。',
      '坐标为 WGS84,[经度, 纬度]，单位度；标明“整数格”的为 1e-7 度的整数。时间为 UTC,ISO 8601。',
      'GET 的回答带 ETag，以 If-None-Match 再问得 304（搜索、修改记录、导入报告、地方列表与 health 除外）；内容按 Accept-Encoding 压缩。请求内容不得超过 8 MB。',
      '出错时按 RFC 9457 回答，代码见文末；文字随 ？lang 或 Accept-Language：要中文或未说明时为中文，其余语言一律为英文。',
    ],
    schemas: '数据结构',
    problems: '错误代码',
    problemsIntroduction: '每个错误都有代码、文字，能指出位置时还有位置（where,GeoJSON）。',
    parameter: '参数',
    field: '字段',
    type: '类型',
    meaning: '含义',
    required: '必填',
    body: '请求内容',
    answers: '回答',
    code: '代码',
    status: '状态',
    tags: {
      service: '服务',
      places: '地方',
      tiles: '瓦片',
      plans: '网格方案',
      stations: '服务站',
      coverage: '服务圈',
      incidents: '事件',
      imports: '导入',
    },
    places: { path: '路径', query: '查询', header: '头' },
  },
  en: {
    ownName: 'English',
    title: 'Getu API',
    contents: 'Contents',
    introduction: [
      'Community grids, walking coverage and incidents; one database a place, every address below /api.',
      'Coordinates are WGS84, [longitude, latitude] in degrees; where a field says lattice, integers of 1e-7 degree. Times are UTC, ISO 8601.',
      'GET answers carry an ETag, and If-None-Match gives 304 (not searches, changes, import reports, the list of places and health); content is compressed by Accept-Encoding. Bodies may have at most 8 MB.',
      'Errors are RFC 9457 problems, their codes at the end of this page; texts follow ?lang or Accept-Language: Chinese where it is asked for or nothing is, English for any other language.',
    ],
    schemas: 'Schemas',
    problems: 'Problem codes',
    problemsIntroduction: 'Every problem has a code and a text, and where it has a place, that too (where, GeoJSON).',
    parameter: 'Parameter',
    field: 'Field',
    type: 'Type',
    meaning: 'Meaning',
    required: 'required',
    body: 'Body',
    answers: 'Answers',
    code: 'Code',
    status: 'Status',
    tags: {
      service: 'Service',
      places: 'Places',
      tiles: 'Tiles',
      plans: 'Grid plans',
      stations: 'Stations',
      coverage: 'Coverage',
      incidents: 'Incidents',
      imports: 'Imports',
    },
    places: { path: 'path', query: 'query', header: 'header' },
  },
};
