import type { UncoveredReason, UncoveredRow } from '../../schema/coverage';
import type { LocalName } from '../../schema/place';
import type { SheetCell } from './write-xlsx';

type Language = 'zh' | 'en';

/** One column of a file of uncovered base units. */
export interface UncoveredColumn {
  /** The heading of a table. */
  title: string;
  /** The same for every language: the name of the property in GeoJSON. */
  key: string;
  cell(row: UncoveredRow): SheetCell;
}

const reasons: Readonly<Record<UncoveredReason, Record<Language, string>>> = {
  'too-far': { zh: '太远', en: 'too far' },
  'not-reached': { zh: '走两小时也到不了', en: 'not reached in two hours' },
  enclosed: { zh: '小区出入口全部关闭', en: 'every gate of the compound is closed' },
  'street-closed': { zh: '门前的道路封闭', en: 'the street at the door is closed' },
  'too-steep': { zh: '门前的道路太陡', en: 'the street at the door is too steep' },
  'off-network': { zh: '附近没有路', en: 'no path is near' },
};

const nameIn = (name: LocalName | undefined, language: Language): string | null =>
  name ? (language === 'en' && name.en) || name.zh : null;

/**
 * The columns of every file of uncovered base units, in their order.
 * @param isEstimate true where household counts were assumed: their heading says so
 */
export function uncoveredColumns(language: Language, isEstimate: boolean): UncoveredColumn[] {
  const column = (key: string, zh: string, en: string, cell: UncoveredColumn['cell']): UncoveredColumn => ({
    key,
    title: language === 'zh' ? zh : en,
    cell,
  });
  return [
    column('name', '名称', 'Name', ({ name }) => name),
    column('address', '地址', 'Address', ({ address }) => address),
    column('community', '社区', 'Community', ({ community }) => nameIn(community?.name, language)),
    column('grid', '网格', 'Grid', ({ grid }) => grid?.name ?? null),
    column('gridCode', '网格编码', 'Grid code', ({ grid }) => grid?.code ?? null),
    column(
      'households',
      isEstimate ? '户数（估计）' : '户数',
      isEstimate ? 'Households (estimated)' : 'Households',
      ({ households }) => households,
    ),
    column('residents', '居民', 'Residents', ({ residents }) => residents),
    column('elderly', '60 岁以上', 'Aged 60+', ({ elderly }) => elderly),
    column('aged75', '75 岁以上', 'Aged 75+', ({ aged75 }) => aged75),
    column('children', '0–14 岁', 'Aged 0–14', ({ children }) => children),
    column('minutes', '到最近一处的步行分钟', 'Minutes on foot to the nearest', ({ milliseconds }) =>
      milliseconds === null ? null : Math.round(milliseconds / 600) / 100,
    ),
    column('station', '最近一处', 'Nearest station', ({ station }) => nameIn(station?.name, language)),
    column('reason', '原因', 'Reason', ({ reason }) => reasons[reason][language]),
    column('id', '编号', 'Id', ({ id }) => id),
    column('lng', '经度', 'Longitude', ({ coordinates }) => coordinates[0]!),
    column('lat', '纬度', 'Latitude', ({ coordinates }) => coordinates[1]!),
  ];
}
