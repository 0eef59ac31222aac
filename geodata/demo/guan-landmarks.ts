import type { Metres } from './frame';
import type { Landmark } from './town-plan';
import type { LandUse } from './town-parts';

const landmarks: readonly [LandUse, Metres, number, string, string][] = [
  ['government', [-120, 1560], 15_000, '县人民政府', 'County Government'],
  ['hospital', [-1230, 1180], 15_000, '县人民医院', 'County People’s Hospital'],
  ['hospital', [2450, 250], 20_000, '东区医院', 'East District Hospital'],
  ['hospital', [-1500, -1000], 14_000, '县中医院', 'County Hospital of Chinese Medicine'],
  ['park', [-230, 960], 14_000, '人民公园', 'People’s Park'],
  ['park', [2050, 800], 30_000, '东湖公园', 'East Lake Park'],
  ['park', [-2350, -200], 16_000, '西苑公园', 'Xiyuan Park'],
  ['park', [900, 2000], 16_000, '北苑公园', 'Beiyuan Park'],
  ['park', [300, -950], 16_000, '河畔公园', 'Riverside Park'],
  ['culture', [2150, -450], 18_000, '文化艺术中心', 'Culture and Arts Centre'],
  ['culture', [-560, 1150], 7_000, '县图书馆', 'County Library'],
  ['culture', [2650, 950], 20_000, '体育馆', 'Sports Hall'],
  ['commerce', [-520, 560], 5_000, '百货大楼', 'Department Store'],
  ['commerce', [1900, 100], 18_000, '东方广场', 'Dongfang Plaza'],
  ['commerce', [700, 1150], 14_000, '万福商城', 'Wanfu Mall'],
  ['commerce', [-1650, 1750], 14_000, '迎宾商场', 'Yingbin Store'],
  ['market', [-1080, 620], 4_500, '老城农贸市场', 'Old Town Market'],
  ['market', [-700, 80], 4_500, '粮市街市场', 'Liangshi Market'],
  ['market', [350, 900], 10_000, '站前集贸市场', 'Zhanqian Market'],
  ['market', [-1950, 900], 10_000, '文昌农贸市场', 'Wenchang Market'],
  ['market', [-2200, -1000], 10_000, '西关农贸市场', 'Xiguan Market'],
  ['market', [1800, -700], 14_000, '朝阳农贸市场', 'Chaoyang Market'],
  ['market', [150, 2100], 10_000, '城北批发市场', 'Chengbei Wholesale Market'],
];
const schools: readonly [Metres, string, string][] = [
  [[-1350, 560], '实验小学', 'Experimental Primary School'],
  [[-1100, -350], '第一小学', 'No. 1 Primary School'],
  [[-2000, 1500], '第二小学', 'No. 2 Primary School'],
  [[-150, 2050], '第三小学', 'No. 3 Primary School'],
  [[350, 700], '第四小学', 'No. 4 Primary School'],
  [[-2350, -700], '第五小学', 'No. 5 Primary School'],
  [[-1250, -1700], '第六小学', 'No. 6 Primary School'],
  [[2600, -150], '东方小学', 'Dongfang Primary School'],
  [[1700, -1000], '河东小学', 'Hedong Primary School'],
  [[2350, 1700], '新城小学', 'Xincheng Primary School'],
  [[1300, 1850], '北苑小学', 'Beiyuan Primary School'],
  [[-900, 1800], '县第一中学', 'No. 1 Middle School'],
  [[-2350, 500], '县第二中学', 'No. 2 Middle School'],
  [[2500, 600], '县第三中学', 'No. 3 Middle School'],
  [[-1300, -1100], '育才中学', 'Yucai Middle School'],
  [[200, 1150], '职业技术学校', 'Vocational School'],
];

/** The landmarks and schools of the hand-drawn town, in the order they choose their blocks. */
export const guanLandmarks: readonly Landmark[] = [
  ...landmarks.map(([use, at, leastSquareMetres, zh, en]): Landmark => ({
    use,
    at,
    leastSquareMetres,
    name: { zh, en },
  })),
  ...schools.map(([at, zh, en]): Landmark => ({ use: 'school', at, leastSquareMetres: 14_000, name: { zh, en } })),
];
