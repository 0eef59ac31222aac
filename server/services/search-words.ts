import type { StationKind } from '../../geodata/schema/station';

/** What people call a station of a kind, in both languages, beside its name. */
export const stationWords: Record<StationKind, string> = {
  'service-centre': '党群服务中心 便民服务 服务站 service centre',
  'grid-station': '网格驿站 网格服务站 grid station',
  'rest-station': '骑手驿站 户外劳动者驿站 rest station',
  'elder-canteen': '老年食堂 助餐点 elder canteen meals',
  clinic: '社区卫生站 卫生服务站 诊所 clinic',
  pharmacy: '药店 药房 pharmacy',
  hospital: '医院 hospital',
  library: '图书馆 阅览室 library',
  'community-centre': '社区活动中心 文化站 community centre',
  kindergarten: '幼儿园 kindergarten',
  school: '学校 小学 中学 school',
  'elder-care': '养老服务 日间照料 养老院 elder care',
  'child-care': '托育 托儿所 child care nursery',
  'disability-care': '残疾人服务 温馨家园 disability care',
  'police-post': '警务室 派出所 police post',
  market: '菜市场 农贸市场 超市 market',
  park: '公园 park',
  other: '',
};

/** English words of an address and the Chinese ones that stand for them; an empty list is a word that may be left out. */
export const addressWords: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    road: ['路', '道'],
    rd: ['路', '道'],
    street: ['街'],
    st: ['街'],
    avenue: ['大道', '大街', '路'],
    ave: ['大道', '大街', '路'],
    lane: ['巷', '里', '胡同', '弄'],
    alley: ['巷', '胡同', '弄'],
    building: ['楼', '栋', '幢'],
    bldg: ['楼', '栋', '幢'],
    no: ['号'],
    'no.': ['号'],
    number: ['号'],
    grid: ['网格'],
    community: ['社区'],
    subdistrict: ['街道'],
    town: ['镇'],
    village: ['村', '庄'],
    county: ['县'],
  }),
);
