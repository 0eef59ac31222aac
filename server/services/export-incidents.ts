import {
  IncidentSheet,
  methodFacts,
  writeAboutSheet,
  writeAreaSheet,
  writeFigureSheet,
} from '../../geodata/formats/write/incident-sheets';
import type { SheetNames } from '../../geodata/formats/write/incident-sheets';
import { WorkbookWriter } from '../../geodata/formats/write/workbook-writer';
import { localDate, offsetAt } from '../../geodata/incidents/local-days';
import type { IncidentFigures } from '../../geodata/schema/incident-figures';
import type { IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { selectAreas } from '../db/queries/areas';
import type { FigureGrouping } from './figure-groups';
import type { FigureNarrowing } from './find-figure-rows';
import { filterWords } from './filter-words';
import { incidentSet } from './incident-set';
import type { IncidentSet, IncidentSource } from './incident-set';
import { eachIncident } from './list-incidents';
import type { IncidentListQuery } from './list-incidents';
import { measureFigures } from './measure-figures';
import { readIncidentQuery } from './read-incident-query';
import type { IncidentQuery } from './read-incident-query';
import type { ScaledQuery } from './scale-reference';
import { summariseIncidents } from './summarise-incidents';

/** What a workbook is made of: the filter, what figures are put together by, and which list its rows are. */
export interface WorkbookOrder
  extends
    IncidentQuery,
    FigureGrouping,
    FigureNarrowing,
    Omit<ScaledQuery, 'lateScale' | 'plan'>,
    Pick<IncidentListQuery, 'grid' | 'hexagon' | 'located' | 'sort' | 'reverse'> {
  against?: string | undefined;
  language: 'zh' | 'en';
}

/** An Excel workbook of the incidents that pass: method, figures, areas, and the incidents themselves. */
export async function exportIncidents(source: IncidentSource, order: WorkbookOrder): Promise<Result<Uint8Array>> {
  const { language, figure: _figure, part: _part, scale, reference, ...asked } = order;
  const set = await incidentSet(source);
  const read = await readIncidentQuery(asked, set, source);
  if (!read.ok) return read;
  const figures = await measureFigures(source, asked);
  if (!figures.ok) return figures;
  const { against: _against, ...now } = asked;
  const summary = await summariseIncidents(source, { ...now, scale, reference });
  if (!summary.ok) return summary;
  const names = await sheetNames(source, set, summary.value, language);
  const list = await eachIncident(source, order);
  if (!list.ok) return list;
  const { total, portions } = list.value;

  const book = new WorkbookWriter();
  const place = set.place.name;
  const facts = aboutFacts({
    place: (language === 'en' && place.en) || place.zh,
    filter: filterWords(asked, read.value.filter, set, language),
    figures: figures.value,
    scale: summary.value.rate,
    rows: total,
    now: source.now,
    narrowed: [order.grid, order.hexagon, order.located, order.part].some((one) => one !== undefined && one !== ''),
    language,
  });
  writeAboutSheet(book, [...facts, ...methodFacts(figures.value, language)], language);
  writeFigureSheet(book, figures.value, {
    ...names,
    area: figures.value.areas === 'owners' ? (language === 'zh' ? '承办单位' : 'Agency') : names.area,
  });
  writeAreaSheet(book, summary.value, names);
  const sheet = new IncidentSheet(book, names);
  for await (const rows of portions(IncidentSheet.limit)) for (const row of rows) sheet.add(row);
  return ok(book.finish());
}

async function sheetNames(
  source: IncidentSource,
  { place, columns }: IncidentSet,
  summary: IncidentSummaryWire,
  language: 'zh' | 'en',
): Promise<SheetNames> {
  const is = language === 'zh';
  const pick = (name: { zh: string; en?: string | undefined }): string => (!is && name.en) || name.zh;
  const typeNames = new Map(columns.types.map(({ code, name }) => [code, pick(name)]));
  const areas = summary.areas === 'areas' ? await selectAreas(source.client) : [];
  const areaNames = new Map([
    ...summary.byGrid.map(({ gridId, name }): [string, string] => [gridId, name]),
    ...areas.map(({ id, name }): [string, string] => [id, pick(name)]),
  ]);
  const level = place.profile.levels.find(({ key }) => key === summary.level);
  const grid = is ? '网格' : 'Grid';
  const unit = is ? '统计单元' : 'Statistical unit';
  return {
    language,
    timeZone: place.profile.timeZone,
    area: level ? pick(level.name) : summary.areas === 'base-units' ? unit : grid,
    typeName: (code) => typeNames.get(code) ?? code,
    areaName: (id) => areaNames.get(id) ?? null,
    basis: summary.rate.basis,
  };
}

/** What the classes on the map are fixed by, as the legend says it. */
function scaleWords({ scale, scalePeriod }: About['scale'], language: 'zh' | 'en'): string {
  const is = language === 'zh';
  const basis = {
    full: is ? '全部数据' : 'all of the data',
    window: is ? '同样长的时段里最忙的一段' : 'the busiest stretch as long as the period',
    period: is ? '所选时段' : 'the period itself',
    reference: is ? '定色时的筛选' : 'the filter they were fitted to',
  }[scale];
  if (!scalePeriod) return basis;
  const { from, to } = scalePeriod;
  return is ? `${basis}（${from} 至 ${to}）` : `${basis} (${from} to ${to})`;
}

interface About {
  place: string;
  filter: string;
  figures: IncidentFigures;
  scale: Pick<IncidentSummaryWire['rate'], 'scale' | 'scalePeriod'>;
  rows: number;
  now: number;
  narrowed: boolean;
  language: 'zh' | 'en';
}

function aboutFacts({ place, filter, figures, scale, rows, now, narrowed, language }: About): [string, string][] {
  const is = language === 'zh';
  const { period, against, timeZone, rate } = figures;
  const say = (zh: string, en: string, value: string): [string, string] => [is ? zh : en, value];
  const days = (one: { from: string; to: string }): string =>
    is ? `${one.from} 至 ${one.to}` : `${one.from} to ${one.to}`;
  const midnight = `${localDate(Date.parse(figures.asOf) - 1, timeZone)} 24:00`;
  const made = new Date(now + offsetAt(now, timeZone)).toISOString().slice(0, 16).replace('T', ' ');
  const list = narrowed ? (is ? '案件表只含所选的一部分：' : 'The rows are the part that was chosen: ') : '';
  const told =
    rows > IncidentSheet.limit
      ? is
        ? `${list}共 ${rows} 件，Excel 一张表只放得下 ${IncidentSheet.limit} 件，后面的没有写入；请缩小筛选范围`
        : `${list}${rows} incidents, of which a sheet of Excel holds ${IncidentSheet.limit}; the others are left out: narrow the filter`
      : `${list}${rows}`;
  return [
    say('地方', 'Place', place),
    say('时段', 'Period', period ? days(period) : '—'),
    say('筛选', 'Filter', filter),
    ...(against ? [say('比较时段', 'Compared with', days(against.period))] : []),
    say('判定时刻', 'Judged at', midnight),
    say('时区', 'Time zone', timeZone),
    say('案件数', 'Incidents', told),
    say(
      rate.basis === 'households' ? '户数日期' : '人口日期',
      rate.basis === 'households' ? 'Date of households' : 'Date of residents',
      `${rate.denominatorDate}${rate.assumedShare > 0 ? (is ? `（${(rate.assumedShare * 100).toFixed(0)}% 为估计）` : ` (${(rate.assumedShare * 100).toFixed(0)}% assumed)`) : ''}`,
    ),
    say('色级依据', 'Classes fixed by', scaleWords(scale, language)),
    say('数据版本', 'Data version', figures.datasetVersion),
    say('制表时间', 'Made at', made),
  ];
}
