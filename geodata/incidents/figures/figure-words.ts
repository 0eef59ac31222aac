import type { CountedKind } from '../../schema/incident-assignment';
import type { FigureGap, FigureId } from '../../schema/incident-figures';

/** The same words on the board, in tables and in files. */
interface Words {
  zh: string;
  en: string;
}

/** What a figure is called and what its parts are, to be read aloud. */
export interface FigureWords {
  name: Words;
  /** For the head of a column. */
  short: Words;
  numerator: Words;
  /** Null where it has none. */
  denominator: Words | null;
  /** What is left out because its window is not over; null where nothing can be. */
  pending: Words | null;
  /** What is left out because the data does not say; null where nothing can be. */
  unknown: Words | null;
  /** In the denominator and not in the numerator; null where the two are not of one kind. */
  rest: Words | null;
}

const words = (zh: string, en: string): Words => ({ zh, en });
const closedWithoutTime = words('已结案但没有结案时间', 'closed, but with no closing time');
const withinDays = (zh: string, en: string, short: Words): FigureWords => ({
  name: words(`${zh}办结率`, `Closed ${en}`),
  short,
  numerator: words(`${zh}办结`, `closed ${en}`),
  denominator: words('期限已过的案件', 'incidents whose days are over'),
  pending: words('期限未到，暂不计', 'days not over yet'),
  unknown: closedWithoutTime,
  rest: words(`没有${zh}办结`, `not closed ${en}`),
});

export const figureWords: Readonly<Record<FigureId, FigureWords>> = {
  count: {
    name: words('案件数', 'Incidents'),
    short: words('案件', 'Incidents'),
    numerator: words('时段内上报', 'reported in the period'),
    denominator: null,
    pending: null,
    unknown: null,
    rest: null,
  },
  rate: {
    name: words('发案率', 'Incidents per 1,000'),
    short: words('发案率', 'Per 1,000'),
    numerator: words('在可算发案率的区域内上报', 'reported in areas that have a rate'),
    denominator: words('这些区域的户数或人数', 'households or residents of these areas'),
    pending: null,
    unknown: words('不在这些区域内，或没有位置', 'outside these areas, or without a place'),
    rest: null,
  },
  responseMedian: {
    name: words('首次响应：一半案件', 'First response: half'),
    short: words('半数响应', 'Half answered'),
    numerator: words('有首次响应时间', 'with a first response'),
    denominator: words('全部案件', 'all incidents'),
    pending: null,
    unknown: words('还没有响应或没有记录', 'not answered yet, or not recorded'),
    rest: null,
  },
  responseP90: {
    name: words('首次响应：九成案件', 'First response: nine in ten'),
    short: words('九成响应', '90% answered'),
    numerator: words('有首次响应时间', 'with a first response'),
    denominator: words('全部案件', 'all incidents'),
    pending: null,
    unknown: words('还没有响应或没有记录', 'not answered yet, or not recorded'),
    rest: null,
  },
  sameDay: withinDays('当天', 'the same day', words('当天', 'Same day')),
  twoDay: withinDays('两天内', 'within two days', words('两天', '2 days')),
  threeDay: withinDays('三天内', 'within three days', words('三天', '3 days')),
  dueInTime: {
    name: words('按期结案率', 'Closed by the deadline'),
    short: words('按期', 'By deadline'),
    numerator: words('在期限前结案', 'closed by the deadline'),
    denominator: words('时段内到期的案件', 'incidents that fell due in the period'),
    pending: null,
    unknown: closedWithoutTime,
    rest: words('没有按期结案', 'not closed by the deadline'),
  },
  closed: {
    name: words('结案率', 'Closed'),
    short: words('结案', 'Closed'),
    numerator: words('已结案', 'closed'),
    denominator: words('时段内上报的案件', 'incidents reported in the period'),
    pending: null,
    unknown: null,
    rest: words('还没有结案', 'not closed'),
  },
  overdue: {
    name: words('超期在办', 'Overdue and open'),
    short: words('超期', 'Overdue'),
    numerator: words('在办且已超期', 'open and past the deadline'),
    denominator: words('在办且有期限的案件', 'open incidents with a deadline'),
    pending: null,
    unknown: words('在办但没有期限', 'open, without a deadline'),
    rest: words('在办且未到期', 'open, not yet due'),
  },
  perWorker: {
    name: words('专职网格员人均案件', 'Incidents per full-time worker'),
    short: words('人均', 'Per worker'),
    numerator: words('在有专职网格员的区域内上报', 'reported in areas with full-time workers'),
    denominator: words('专职网格员岗位', 'posts of full-time grid workers'),
    pending: null,
    unknown: words('不在这些区域内，或没有位置', 'outside these areas, or without a place'),
    rest: null,
  },
};

/** Posts by the grids of then, where those of one plan are no denominator. */
const personDays = words(
  '专职网格员人日（岗位 × 在用天数）',
  'person-days of full-time workers (posts × days in force)',
);

/** What the denominator of a figure is called; null where it has none. */
export const denominatorWords = (figure: FigureId, counted: CountedKind): Words | null =>
  figure === 'perWorker' && counted === 'then' ? personDays : figureWords[figure].denominator;

/** Why there is no such figure. */
export const figureGapWords: Readonly<Record<FigureGap, Words>> = {
  'no-people': words('没有户数或人数，算不出', 'No households or residents to divide by'),
  'no-deadlines': words('案件数据里没有期限', 'The incidents have no deadlines'),
  'no-workers': words('网格方案里没有登记专职网格员', 'No full-time workers are entered in the grid plan'),
  'no-responses': words('案件数据里没有首次响应时间', 'The incidents have no time of first response'),
  'no-workers-then': words(
    '时段内有些天的网格方案没有登记网格员，算不出人均',
    'On some days of the period the plan in force named no workers',
  ),
  'by-owner': words('承办单位没有户数和网格员可除', 'Agencies have no households and no grid workers to divide by'),
};

/** How every figure is made, one sentence each: below the board and on the first sheet of a file. */
export const figureMethod: readonly Words[] = [
  words(
    '时段按上报时间算；按期结案率按到期时间算。天数按当地日历：“当天”指与上报同一日期，不论几点；“两天内”“三天内”指到第二、第三个日期结束。',
    'The period is that of the report; of the deadlines it is that of the deadline. Days are calendar dates of the place: “the same day” is the date of the report, whatever the hour; “within two days” and “three days” last to the end of the second and third date.',
  ),
  words(
    '期限还没有过完的案件不进分母，另列；期限已过仍在办的，算没有办结。',
    'Incidents whose days are not over are left out of the denominator and told beside; those still open when they are over count as not closed.',
  ),
  words(
    '不予受理、并案、作废的案件不进任何指标，另列。',
    'Rejected, merged and voided incidents are in no figure and told beside.',
  ),
  words(
    '区间是 95% 置信区间：件数和发案率按泊松分布精确计算，比率按 Wilson 方法，时长按次序统计量（不假设分布）。',
    'Ranges are 95% confidence intervals: exact Poisson for counts and rates, Wilson for shares, order statistics for times, which assume no distribution.',
  ),
  words(
    '与另一时段比较时，两个时段都在各自结束后同样久的时刻判定。件数用精确条件检验，比率用 Fisher 精确检验，一半案件的响应时间用秩和检验，九成案件的用 Mood 检验；按区域个数校正（错误发现率 5%）。',
    'Against another period both are judged equally long after their ends. Counts: exact conditional test; shares: Fisher’s exact test; the time of half of the incidents: rank sums; that of nine in ten: Mood’s test. Corrected for the number of areas (false discovery rate 5%).',
  ),
];

/** What is otherwise by the grids of then. */
export const figureMethodOfThen: readonly Words[] = [
  words(
    '按当时网格：每件案件归上报当天在用的网格，户数按网格在时段里在用的天数折算；人均 ＝ 案件 ÷ 人日 × 时段天数，人日是每个岗位每在用一天算一。方案没有登记网格员的日子，在用的网格不算人均。',
    'By the grids of then: each incident counts for the grid in force on the day of its report, households for the days a grid was in force; incidents per worker are incidents ÷ person-days × days of the period, a person-day being a post on a day. What was in force on days whose plan names no workers has no such figure.',
  ),
  words(
    '与另一时段比较时，只比较范围在两个时段里没有变的网格；合计、各级区域照常比较。',
    'Against another period only grids whose land is the same in both are compared; the total and the areas of all levels always are.',
  ),
];
