import {
  denominatorWords,
  figureGapWords,
  figureMethod,
  figureMethodOfThen,
  figureWords,
} from '../../incidents/figures/figure-words';
import { landGapWords } from '../../incidents/land-gap-words';
import { offsetAt } from '../../incidents/local-days';
import { figureKinds } from '../../schema/incident-figures';
import type { FigureId, FigureRow, IncidentFigures } from '../../schema/incident-figures';
import type { GridIncidents, IncidentRow, IncidentSummaryWire, RateBasis } from '../../schema/incident-summary';
import { incidentWords } from '../../schema/incident-words';
import { dateTimeCell } from './workbook-cells';
import type { WorkbookCell } from './workbook-cells';
import { SHEET_ROWS } from './workbook-writer';
import type { SheetPlan, WorkbookWriter } from './workbook-writer';

type Language = 'zh' | 'en';
type Words = Readonly<Record<Language, string>>;

/** One column of a sheet. */
interface SheetColumn<Row> {
  title: Words;
  width: number;
  cell(row: Row): WorkbookCell;
}

function planOf<Row>(name: Words, columns: readonly SheetColumn<Row>[], language: Language): SheetPlan {
  return {
    name: name[language],
    head: columns.map(({ title }) => title[language]),
    widths: columns.map(({ width }) => width),
  };
}

const whole = (value: number | null): WorkbookCell => (value === null ? null : { number: value, as: 'whole' });
const decimal = (value: number | null): WorkbookCell =>
  value === null ? null : { number: Number(value.toFixed(4)), as: 'decimal' };

/** Names as the file says them. */
export interface SheetNames {
  language: Language;
  timeZone: string;
  /** `网格`, `社区`. */
  area: string;
  typeName(code: string): string;
  areaName(id: string): string | null;
  basis: RateBasis;
}

/** The first sheet: name and text, one fact a row. */
export function writeAboutSheet(book: WorkbookWriter, facts: readonly [string, string][], language: Language): void {
  book.sheet({ name: language === 'zh' ? '说明' : 'About', widths: [24, 110] });
  for (const [name, text] of facts) book.row([name, { text, as: 'wrapped' }]);
}

/** How figures are made, one definition a figure, as facts of the first sheet. */
export function methodFacts({ figures, missing, counted }: IncidentFigures, language: Language): [string, string][] {
  const is = language === 'zh';
  return [
    ...figures.map((figure): [string, string] => {
      const { name, numerator, pending, unknown } = figureWords[figure];
      const denominator = denominatorWords(figure, counted);
      const left = [pending, unknown].flatMap((one) => (one ? [one[language]] : []));
      return [
        name[language],
        [
          `${is ? '分子：' : 'Numerator: '}${numerator[language]}`,
          ...(denominator ? [`${is ? '分母：' : 'Denominator: '}${denominator[language]}`] : []),
          ...(left.length > 0 ? [`${is ? '另列：' : 'Told beside: '}${left.join(is ? '、' : '; ')}`] : []),
        ].join(is ? '；' : '; '),
      ];
    }),
    ...missing.map(({ figure, why }): [string, string] => [
      figureWords[figure].name[language],
      figureGapWords[why][language],
    ]),
    ...[...figureMethod, ...(counted === 'then' ? figureMethodOfThen : [])].map((sentence, i): [string, string] => [
      i === 0 ? (is ? '口径' : 'Method') : '',
      sentence[language],
    ]),
  ];
}

/** The second sheet: the whole first, then every row, each figure with its parts, its range and its change. */
export function writeFigureSheet(book: WorkbookWriter, answer: IncidentFigures, names: SheetNames): void {
  const { language } = names;
  const column = (zh: string, en: string, width: number, cell: (row: FigureRow) => WorkbookCell) => ({
    title: { zh, en },
    width,
    cell,
  });
  const columns = [
    column(names.area, names.area, 22, (row) => rowName(row, answer, names)),
    column('编码', 'Code', 18, (row) => row.code),
    column('上报', 'Reported', 10, (row) => whole(row.reported)),
    column('不予受理', 'Rejected', 10, (row) => whole(row.rejected)),
    column('并案', 'Duplicate', 10, (row) => whole(row.duplicate)),
    column('作废', 'Void', 10, (row) => whole(row.void)),
    ...(answer.against && answer.counted === 'then'
      ? [
          column('不比较的原因', 'Why not compared', 18, ({ uncompared }) =>
            uncompared ? landGapWords[uncompared].short[language] : null,
          ),
        ]
      : []),
    ...answer.figures.flatMap((figure, f) => figureColumns(figure, f, answer.against !== null, language)),
  ];
  book.sheet(planOf({ zh: '指标', en: 'Figures' }, columns, language));
  for (const row of [answer.whole, ...answer.rows, answer.nowhere]) book.row(columns.map(({ cell }) => cell(row)));
}

function rowName(row: FigureRow, { whole: all, nowhere, areas }: IncidentFigures, names: SheetNames): string {
  const is = names.language === 'zh';
  if (row === all) return is ? '合计' : 'Total';
  if (row === nowhere) {
    if (areas === 'owners') return is ? '未写明单位' : 'No agency named';
    return is ? '不在任何区域或没有位置' : 'In no area, or without a place';
  }
  return names.areaName(row.id) ?? row.name;
}

function figureColumns(figure: FigureId, f: number, isCompared: boolean, language: Language): SheetColumn<FigureRow>[] {
  const { name, denominator } = figureWords[figure];
  const kind = figureKinds[figure];
  const say = (zh: string, en: string): Words => ({ zh: `${name.zh} ${zh}`, en: `${name.en}: ${en}` });
  const number = (value: number | null): WorkbookCell => {
    if (value === null) return null;
    if (kind === 'count') return whole(value);
    return kind === 'share' ? { number: Number(value.toFixed(6)), as: 'share' } : decimal(value);
  };
  const one = (title: Words, cell: SheetColumn<FigureRow>['cell']): SheetColumn<FigureRow> => ({
    title,
    width: 13,
    cell,
  });
  return [
    one(kind === 'duration' ? say('（分钟）', 'minutes') : name, ({ values }) => number(values[f]!.value)),
    ...(kind === 'count' ? [] : [one(say('分子', 'numerator'), ({ values }) => whole(values[f]!.numerator))]),
    ...(denominator ? [one(say('分母', 'denominator'), ({ values }) => decimalOrWhole(values[f]!.denominator))] : []),
    ...(figureWords[figure].pending
      ? [one(say('期限未到', 'days not over'), ({ values }) => whole(values[f]!.pending))]
      : []),
    ...(figureWords[figure].unknown ? [one(say('未计入', 'left out'), ({ values }) => whole(values[f]!.unknown))] : []),
    one(say('95% 下限', '95% from'), ({ values }) => number(values[f]!.interval?.[0] ?? null)),
    one(say('95% 上限', '95% to'), ({ values }) => number(values[f]!.interval?.[1] ?? null)),
    ...(isCompared
      ? [
          one(say('当时', 'then'), ({ values }) => number(values[f]!.before?.value ?? null)),
          one(say('变化', 'change'), ({ values }) => {
            const finding = values[f]!.change?.finding;
            return finding ? incidentWords.change[finding][language] : null;
          }),
          one(say('校正后的 p', 'corrected p'), ({ values }) => values[f]!.change?.adjustedChance ?? null),
        ]
      : []),
  ];
}

const decimalOrWhole = (value: number | null): WorkbookCell =>
  value !== null && value % 1 !== 0 ? decimal(value) : whole(value);

/** The third sheet: every area with its rate, what of it is real, and its class on the map. */
export function writeAreaSheet(book: WorkbookWriter, summary: IncidentSummaryWire, names: SheetNames): void {
  const { basis, breaks } = summary.rate;
  const classOf = (rate: number | null): number | null =>
    rate === null ? null : 1 + breaks.filter((border) => rate >= border).length;
  const column = (zh: string, en: string, width: number, cell: (row: GridIncidents) => WorkbookCell) => ({
    title: { zh, en },
    width,
    cell,
  });
  const columns = [
    column(names.area, names.area, 22, (row) => names.areaName(row.gridId) ?? row.name),
    column('编码', 'Code', 18, (row) => row.code),
    column('事件数', 'Incidents', 10, (row) => whole(row.count)),
    column('超期在办', 'Overdue', 10, (row) => whole(row.overdue)),
    column('超期结案', 'Closed late', 10, (row) => whole(row.closedLate)),
    column(basis === 'households' ? '户数' : '居民', basis === 'households' ? 'Households' : 'Residents', 10, (row) =>
      decimalOrWhole(row[basis]),
    ),
    column(
      basis === 'households' ? '每千户' : '每千人',
      basis === 'households' ? 'Per 1,000 households' : 'Per 1,000 residents',
      12,
      (row) => decimal(row.perThousand),
    ),
    column('收缩后的比率', 'Shrunk rate', 12, (row) => decimal(row.shrunkPerThousand)),
    column('应有件数', 'Expected', 10, (row) => decimal(row.expected)),
    column('单个判断', 'Finding alone', 12, (row) =>
      row.alone ? incidentWords.finding[row.alone.finding][names.language] : null,
    ),
    column('校正后偶然的可能', 'Chance, corrected', 14, (row) => row.alone?.adjustedChance ?? null),
    column('连片判断', 'With neighbours', 12, (row) =>
      row.around ? incidentWords.finding[row.around.finding][names.language] : null,
    ),
    column('连片校正后偶然的可能', 'With neighbours: chance', 14, (row) => row.around?.adjustedChance ?? null),
    column('色级', 'Class', 8, (row) => whole(classOf(row.shrunkPerThousand))),
  ];
  book.sheet(planOf({ zh: names.area, en: names.area }, columns, names.language));
  for (const row of summary.byGrid) book.row(columns.map(({ cell }) => cell(row)));
}

/** The last sheet, row by row. */
export class IncidentSheet {
  readonly #columns: readonly SheetColumn<IncidentRow>[];

  constructor(
    private readonly book: WorkbookWriter,
    names: SheetNames,
  ) {
    const { language, timeZone } = names;
    const offsets = new Map<number, number>();
    const localTime = (iso: string | null): WorkbookCell => {
      if (iso === null) return null;
      const at = Date.parse(iso);
      // Zones change by quarters of an hour: asked once for each.
      const quarter = Math.floor(at / 900_000);
      const ahead = offsets.get(quarter) ?? offsetAt(at, timeZone);
      offsets.set(quarter, ahead);
      return dateTimeCell(at + ahead);
    };
    const column = (zh: string, en: string, width: number, cell: (row: IncidentRow) => WorkbookCell) => ({
      title: { zh, en },
      width,
      cell,
    });
    this.#columns = [
      column('编号', 'Case number', 22, (row) => row.caseNumber),
      column('类型', 'Type', 16, (row) => names.typeName(row.typeCode)),
      column('类型编码', 'Type code', 10, (row) => row.typeCode),
      column('状态', 'State', 10, (row) => incidentWords.state[row.state][language]),
      column('承办单位', 'Agency', 18, (row) => row.owner),
      column('上报', 'Reported', 17, (row) => localTime(row.reportedAt)),
      column('首次响应', 'First response', 17, (row) => localTime(row.respondedAt)),
      column('时限', 'Due', 17, (row) => localTime(row.dueAt)),
      column('结案', 'Closed', 17, (row) => localTime(row.closedAt)),
      column('超期', 'Late', 10, (row) =>
        row.lateness === 'on-time' ? null : incidentWords.lateness[row.lateness][language],
      ),
      column('等级', 'Level', 8, (row) => row.level),
      column('标题', 'Title', 36, (row) => row.title),
      column('地址', 'Address', 28, (row) => row.address),
      column(`所在${names.area}`, names.area, 20, (row) => (row.gridId ? names.areaName(row.gridId) : null)),
      column('在所在网格的可能（不到 90 % 才列）', 'Chance of being in it (only below 90 %)', 16, (row) =>
        row.gridShare === null ? null : { number: Number(row.gridShare.toFixed(4)), as: 'share' },
      ),
      column('来源', 'Source', 12, (row) => row.source),
      column('来源编号', 'Source number', 16, (row) => row.channelRef),
      column('经度', 'Longitude', 12, (row) => row.lng),
      column('纬度', 'Latitude', 12, (row) => row.lat),
      column('定位精度（米，68 % 半径）', 'Accuracy (metres, 68 % radius)', 14, (row) => decimal(row.accuracyMetres)),
    ];
    book.sheet(planOf({ zh: '案件', en: 'Rows' }, this.#columns, language));
  }

  /** Incidents a sheet has room for below its head. */
  static readonly limit = SHEET_ROWS - 1;

  add(row: IncidentRow): void {
    this.book.row(this.#columns.map(({ cell }) => cell(row)));
  }
}
