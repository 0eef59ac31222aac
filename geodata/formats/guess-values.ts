import type { IncidentState } from '../schema/incident';
import type { StationKind } from '../schema/station';

/** Words in values and what they stand for; the first that occurs counts, so that longer ones come first. */
const stateWords: readonly (readonly [RegExp, IncidentState])[] = [
  [/重复|并案|duplicate/i, 'duplicate'],
  [/作废|撤销|取消|无效|void|cancel/i, 'void'],
  [/不予受理|驳回|退回|拒|reject|declin|denied/i, 'rejected'],
  [/挂账|挂起|暂缓|延期|suspend|on.?hold|pending/i, 'suspended'],
  [/吹哨|whistle/i, 'whistle'],
  [/核查|复核|回访|待结案|checking|review/i, 'checking'],
  [/已结|结案|办结|完成|已处理|已解决|已关闭|已处置|closed|done|resolved|complete|fixed/i, 'closed'],
  [/待派|立案|已受理|registered|accepted/i, 'registered'],
  [/派遣|派单|已派|转办|交办|dispatch|assigned/i, 'dispatched'],
  [/核实|verif/i, 'verifying'],
  [/处理|处置|办理|进行|整改|process|progress|open|active|working/i, 'processing'],
  [/上报|新增|待受理|未受理|登记|提交|reported|new|submitted|received/i, 'reported'],
];

/** The state a value stands for; null where its words say none. */
export function guessState(value: string): IncidentState | null {
  return stateWords.find(([words]) => words.test(value))?.[1] ?? null;
}

const kindWords: readonly (readonly [RegExp, StationKind])[] = [
  [/党群|便民服务中心|政务服务|服务中心|town.?hall|service.?cent/i, 'service-centre'],
  [/驿站|户外劳动者|rest.?station/i, 'rest-station'],
  [/食堂|助餐|长者饭堂|canteen/i, 'elder-canteen'],
  [/卫生服务|卫生站|卫生院|卫生室|诊所|門診|门诊|clinic|doctor|healthcare|健康/i, 'clinic'],
  [/药店|药房|藥局|pharmac|farm[aá]cia/i, 'pharmacy'],
  [/医院|醫院|hospital/i, 'hospital'],
  [/图书|圖書|书房|阅览|library/i, 'library'],
  [/幼儿园|幼兒園|kindergarten|preschool/i, 'kindergarten'],
  [/学校|小学|中学|學校|國小|國中|school|escola/i, 'school'],
  [/养老|敬老|日间照料|長照|老人|安養|elder|nursing|senior/i, 'elder-care'],
  [/托育|托儿|托嬰|儿童之家|child/i, 'child-care'],
  [/残疾|殘障|身心障礙|身障|disab/i, 'disability-care'],
  [/派出所|警务|警察|police/i, 'police-post'],
  [/菜市场|农贸|市场|市場|market/i, 'market'],
  [/公园|公園|绿地|park|pra[cç]a/i, 'park'],
  [/社区中心|活动中心|活動中心|文化站|community/i, 'community-centre'],
];

/** The kind of service a value, a name or a file's name stands for; null where it says none. */
export function guessStationKind(text: string): StationKind | null {
  return kindWords.find(([words]) => words.test(text))?.[1] ?? null;
}
