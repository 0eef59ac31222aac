import type { IncidentFilter } from '../../geodata/incidents/filter-incidents';
import { parseWeekHours } from '../../geodata/incidents/week-hours';
import { coverWord, incidentWords } from '../../geodata/schema/incident-words';
import type { IncidentSet } from './incident-set';
import type { IncidentQuery } from './read-incident-query';

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/** A filter as a person says it, for the first sheet of a file; the period is told by itself. */
export function filterWords(
  query: IncidentQuery,
  { types, states, owners, lights }: IncidentFilter,
  { columns }: IncidentSet,
  language: 'zh' | 'en',
): string {
  const is = language === 'zh';
  const separator = is ? '、' : ', ';
  const nameOf = new Map(columns.types.map(({ code, name }) => [code, (!is && name.en) || name.zh]));
  const say = (zh: string, en: string, values: readonly string[]): string =>
    `${is ? zh : en}${is ? '：' : ': '}${values.join(separator)}`;
  const stateOf = (state: NonNullable<IncidentFilter['states']>[number]): string => {
    if (state === 'open') return is ? '在办' : 'open';
    if (state === 'ended') return is ? '已结束' : 'ended';
    return incidentWords.state[state][language];
  };
  const parts = [
    ...(types
      ? [
          say(
            '类型',
            'Types',
            types.map((code) => nameOf.get(code) ?? code),
          ),
        ]
      : []),
    ...(states ? [say('状态', 'States', states.map(stateOf))] : []),
    ...(owners
      ? [
          say(
            '承办单位',
            'Agencies',
            owners.map((owner) => owner ?? (is ? '未写明单位' : 'no agency named')),
          ),
        ]
      : []),
    ...(query.late ? [is ? '只看超期' : 'only what is late'] : []),
    ...(query.hours ? [say('时间', 'Hours', hoursWords(query.hours, is))] : []),
    ...(query.q?.trim() ? [say('含有', 'Words', [query.q.trim()])] : []),
    ...(lights
      ? [
          say(
            '灯色',
            'Standing to the due time',
            lights.map((light) => incidentWords.light[light][language]),
          ),
        ]
      : []),
    ...(query.cover
      ? [
          say(
            '服务圈外',
            'Outside cover',
            query.cover.split(',').map((word) => coverWord(word, language)),
          ),
        ]
      : []),
    ...(query.bbox ? [say('范围', 'Within', [query.bbox])] : []),
  ];
  return parts.length > 0 ? parts.join(is ? '；' : '; ') : is ? '没有筛选' : 'none';
}

function hoursWords(text: string, is: boolean): string[] {
  const days = weekdays[is ? 'zh' : 'en'];
  return (parseWeekHours(text) ?? []).map(({ firstDay, lastDay, firstHour, lastHour }) => {
    const span = firstDay === lastDay ? days[firstDay - 1]! : `${days[firstDay - 1]}–${days[lastDay - 1]}`;
    return `${span} ${firstHour}:00–${lastHour + 1}:00`;
  });
}
