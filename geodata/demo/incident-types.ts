import type { IncidentType } from '../schema/incident';

/** How often, how urgent and where a type is reported. */
export interface TypeHabit {
  code: string;
  /** Share among all reports, in parts. */
  weight: number;
  level: 1 | 2 | 3;
  /** Where it gathers. */
  near: 'market' | 'street' | 'old' | 'home' | 'school' | 'station' | 'works' | 'river';
  /** Months (1–12) in which it doubles or more. */
  peak: readonly number[];
  titles: readonly string[];
}

const groups: readonly [string, string, string][] = [
  ['01', '市容环境', 'Street cleanliness'],
  ['02', '公共设施', 'Public facilities'],
  ['03', '停车秩序', 'Parking'],
  ['04', '噪声扰民', 'Noise'],
  ['05', '消防隐患', 'Fire hazards'],
  ['06', '矛盾纠纷', 'Disputes'],
  ['07', '民生服务', 'Everyday services'],
];

const types: readonly [
  string,
  string,
  string,
  number,
  TypeHabit['level'],
  TypeHabit['near'],
  readonly number[],
  readonly string[],
][] = [
  [
    '0101',
    '暴露垃圾',
    'Litter',
    260,
    3,
    'old',
    [2, 7, 8],
    ['垃圾堆放多日未清', '垃圾桶满溢', '建筑垃圾乱倒', '绿化带内有垃圾'],
  ],
  [
    '0102',
    '占道经营',
    'Street vending',
    200,
    3,
    'market',
    [5, 6, 7, 8, 9],
    ['摊贩占用人行道', '早市后未收摊', '店外摆放货物'],
  ],
  ['0103', '小广告', 'Illegal posters', 90, 3, 'old', [], ['楼道小广告多', '电线杆张贴广告']],
  ['0104', '河道漂浮物', 'River litter', 40, 3, 'river', [6, 7, 8], ['河面有漂浮物', '河岸垃圾']],
  ['0201', '路灯不亮', 'Street lamp out', 150, 3, 'street', [11, 12, 1], ['路灯不亮', '路灯忽明忽暗']],
  ['0202', '井盖缺损', 'Manhole cover', 105, 1, 'street', [7, 8], ['井盖松动有响声', '井盖缺损', '雨水箅子破损']],
  ['0203', '路面破损', 'Road surface', 135, 2, 'street', [3, 4, 7], ['路面坑洼', '人行道砖松动', '盲道损坏']],
  ['0204', '健身器材损坏', 'Broken exercise equipment', 45, 3, 'home', [4, 5], ['健身器材螺丝松动', '儿童滑梯破损']],
  ['0205', '积水', 'Standing water', 75, 2, 'street', [7, 8], ['雨后积水过脚面', '下水道堵塞返水']],
  [
    '0301',
    '违规停车',
    'Illegal parking',
    215,
    3,
    'school',
    [9, 10, 3],
    ['校门口车辆乱停', '占用盲道停车', '小区门口堵车'],
  ],
  ['0302', '共享单车乱放', 'Stray shared bikes', 80, 3, 'station', [5, 6, 9], ['单车堆在路口', '单车挡住出口']],
  ['0303', '占用消防通道', 'Blocked fire lane', 95, 1, 'home', [1, 2, 12], ['消防通道停车', '楼前通道被占']],
  ['0401', '施工噪声', 'Building noise', 70, 2, 'street', [4, 5, 9, 10], ['夜间施工', '清晨装修']],
  ['0402', '广场舞与商铺音响', 'Loudspeakers', 85, 3, 'market', [6, 7, 8], ['音响声音大', '商铺喇叭叫卖']],
  [
    '0501',
    '电动车飞线充电',
    'Unsafe e-bike charging',
    120,
    1,
    'old',
    [6, 7, 8],
    ['飞线充电', '电动车推进楼道', '楼道内充电'],
  ],
  ['0502', '楼道堆物', 'Blocked stairwell', 95, 2, 'home', [11, 12], ['楼道堆放杂物', '安全出口被堵']],
  ['0601', '邻里纠纷', 'Neighbour dispute', 60, 2, 'home', [2, 8], ['漏水纠纷', '公共空间占用']],
  ['0602', '物业服务', 'Property service', 75, 3, 'home', [11, 12, 3], ['物业不及时维修', '保洁不到位']],
  ['0701', '供暖供水', 'Heating and water', 110, 2, 'home', [11, 12, 1, 2], ['暖气不热', '水压不足', '供水管漏水']],
  ['0702', '助老助残', 'Help for elders', 45, 2, 'old', [1, 12], ['申请上门助餐', '加装扶手申请']],
  ['0703', '企业排放', 'Works emissions', 30, 2, 'works', [11, 12], ['夜间异味', '粉尘飘散']],
];

export const incidentTypes: readonly IncidentType[] = [
  ...groups.map(([code, zh, en]): IncidentType => ({ code, name: { zh, en }, parentCode: null })),
  ...types.map(([code, zh, en]): IncidentType => ({ code, name: { zh, en }, parentCode: code.slice(0, 2) })),
];

export const typeHabits: readonly TypeHabit[] = types.map(([code, , , weight, level, near, peak, titles]) => ({
  code,
  weight,
  level,
  near,
  peak,
  titles,
}));
