import type { IncidentState } from './incident';
import type { DueLight } from './incident-lateness';
import type { Finding, IncidentRow } from './incident-summary';

type Words = Readonly<Record<'zh' | 'en', string>>;

const state: Readonly<Record<IncidentState, Words>> = {
  reported: { zh: '已上报', en: 'Reported' },
  verifying: { zh: '待核实', en: 'Verifying' },
  registered: { zh: '已立案', en: 'Registered' },
  dispatched: { zh: '已派遣', en: 'Dispatched' },
  processing: { zh: '处置中', en: 'Processing' },
  whistle: { zh: '吹哨协同', en: 'Joint action' },
  suspended: { zh: '挂账', en: 'Suspended' },
  checking: { zh: '待核查', en: 'Checking' },
  closed: { zh: '已结案', en: 'Closed' },
  rejected: { zh: '不予受理', en: 'Rejected' },
  duplicate: { zh: '并案', en: 'Duplicate' },
  void: { zh: '作废', en: 'Void' },
};

const lateness: Readonly<Record<Exclude<IncidentRow['lateness'], 'on-time'>, Words>> = {
  overdue: { zh: '超期在办', en: 'Overdue' },
  'closed-late': { zh: '超期结案', en: 'Closed late' },
};

const light: Readonly<Record<DueLight, Words>> = {
  green: { zh: '绿灯', en: 'Green' },
  yellow: { zh: '黄灯', en: 'Yellow' },
  red: { zh: '红灯', en: 'Red' },
  'closed-late': lateness['closed-late'],
  'closed-in-time': { zh: '按期结案', en: 'Closed in time' },
  unknown: { zh: '无时限', en: 'No due time' },
  excluded: { zh: '无须办理', en: 'Nothing to solve' },
};

/** Ways of being outside cover; `{n}` stands for minutes. */
const cover = {
  beyond: { zh: '步行 {n} 分钟以外', en: 'Beyond {n} min on foot' },
  off: { zh: '附近没有道路', en: 'No street near' },
  worker: { zh: '没有专职网格员', en: 'No full-time worker' },
} as const satisfies Record<string, Words>;

const finding: Readonly<Record<Finding, Words>> = {
  high: { zh: '偏高', en: 'high' },
  low: { zh: '偏低', en: 'low' },
  usual: { zh: '可能是偶然', en: 'may be chance' },
  'too-few': { zh: '件数太少', en: 'too few cases' },
};

/** What is found of a figure against the same figure of another period. */
const change: Readonly<Record<Finding, Words>> = {
  high: { zh: '升高，不像偶然', en: 'up, hardly chance' },
  low: { zh: '降低，不像偶然', en: 'down, hardly chance' },
  usual: { zh: '可能是偶然', en: 'may be chance' },
  'too-few': { zh: '太少，不能判断', en: 'too few to judge' },
};

/** Short names of what an incident can be and be found to be: the interface and the files say the same. */
export const incidentWords = { state, lateness, light, cover, finding, change };

/** A word of the filter `cover` (`beyond-15`, `off-network`, `no-full-time-worker`) as people say it. */
export function coverWord(word: string, language: 'zh' | 'en'): string {
  if (word === 'off-network') return cover.off[language];
  if (word === 'no-full-time-worker') return cover.worker[language];
  return cover.beyond[language].replace('{n}', word.replace('beyond-', ''));
}
