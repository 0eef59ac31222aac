import { useI18n } from 'vue-i18n';
import { readOpeningHours } from '../../geodata/coverage/opening-hours';
import { scoreOf } from '../../geodata/coverage/life-circle';
import type { CapacityMeasure } from '../../geodata/schema/life-circle';
import type { CheckResult } from '../../geodata/schema/service-check';
import type { ServiceStandard } from '../../geodata/schema/service-standard';
import { weekdays } from '../../geodata/schema/service-standard';
import { missingRange } from '../state/circle-class';
import { useCircleMeasure } from '../state/circle-measure';
import { useLifeCircle } from '../state/life-circle';
import { useSession } from '../state/session';
import { useCoverageWords } from './use-coverage-words';
import { useLocalFormat } from './use-local-format';

export interface ServiceWords {
  /** What a standard asks, in one line. */
  asks: (standard: ServiceStandard) => string;
  /** What is there, or why nothing can be said. */
  found: (standard: ServiceStandard, result: CheckResult) => string;
  /** `开放时间：每周 40 小时；周六不开`: a check by its name. */
  named: (standard: ServiceStandard, result: CheckResult) => string;
  /** Where a figure is from; empty for one that was made up, whose note says so. */
  source: (of: { source?: ServiceStandard['source']; invented?: boolean }) => string;
  /** Opening hours in words, with the hours of the week; as recorded where they cannot be read. */
  hours: (text: string) => string;
  list: (words: readonly string[]) => string;
  amount: (measure: CapacityMeasure, value: number | null, digits?: number) => string;
  /** Name of a class of the life-circle map, 0 the worst. */
  className: (i: number) => string;
  /** What a base unit has, for the tip of its dot. */
  unitTip: (i: number) => string[];
}

/** What map, panel and inspector say about what stations offer: the same words for the same thing. */
export function useServiceWords(): ServiceWords {
  const { t } = useI18n();
  const session = useSession();
  const circle = useLifeCircle();
  const measure = useCircleMeasure();
  const format = useLocalFormat();
  const words = useCoverageWords();

  const list = (all: readonly string[]): string => all.join(t('services.comma'));
  const decimal = (value: number): string => format.number(value, Number.isInteger(value) ? 0 : 1);

  /** Days of the week by position, Monday 0; neighbours as a range. */
  function dayList(days: readonly number[]): string {
    if (days.length === 7) return t('services.days.all');
    // 1 January 2024 was a Monday.
    const name = (day: number) =>
      new Intl.DateTimeFormat(session.language, { weekday: 'short', timeZone: 'UTC' }).format(
        Date.UTC(2024, 0, 1 + day),
      );
    const parts: string[] = [];
    for (let i = 0; i < days.length;) {
      let last = i;
      while (days[last + 1] === days[last]! + 1) last++;
      if (last - i < 2) parts.push(...days.slice(i, last + 1).map(name));
      else parts.push(t('services.days.to', { from: name(days[i]!), to: name(days[last]!) }));
      i = last + 1;
    }
    return list(parts);
  }

  /** `08:30–17:30`; what runs past midnight ends on the clock of the next day. */
  const clock = (minutes: number): string =>
    `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  function daySpans(spans: readonly (readonly [number, number])[]): string {
    return list(
      spans.map(([from, to]) =>
        from === 0 && to === 1440 ? t('services.hours.allDay') : `${clock(from)}–${to === 1440 ? '24:00' : clock(to)}`,
      ),
    );
  }

  function hours(text: string): string {
    const read = readOpeningHours(text);
    if (!read.understood) return t('services.hours.unread', { text });
    const { days, minutesPerWeek, holidays } = read.week;
    const byHours = new Map<string, number[]>();
    days.forEach((spans, day) => {
      if (spans.length === 0) return;
      const said = daySpans(spans);
      byHours.set(said, [...(byHours.get(said) ?? []), day]);
    });
    return [
      ...[...byHours].map(([said, on]) => `${dayList(on)} ${said}`),
      ...(holidays === 'not-said' ? [] : [t(`services.hours.holidays.${holidays}`)]),
      t('services.station.hoursWeek', { hours: decimal(minutesPerWeek / 60) }),
    ].join(t('services.semicolon'));
  }

  function asks(standard: ServiceStandard): string {
    switch (standard.check) {
      case 'floor-area':
        return t('services.asks.floor-area', { area: format.area(standard.leastSquareMetres) });
      case 'seats':
      case 'staff':
        return t(`services.asks.${standard.check}`, { n: format.number(standard.least) });
      case 'services':
        return t('services.asks.services', {
          n: standard.items.length,
          items: list(standard.items.map(({ name }) => format.name(name))),
        });
      case 'hours': {
        const days = standard.days?.map((day) => weekdays.indexOf(day)) ?? [];
        return [
          ...(standard.leastWeeklyHours === undefined
            ? []
            : [t('services.asks.hours', { hours: decimal(standard.leastWeeklyHours) })]),
          ...(days.length > 0 ? [t('services.asks.days', { days: dayList(days) })] : []),
        ].join(t('services.semicolon'));
      }
      case 'residents':
        return t('services.asks.residents', { n: format.number(standard.most) });
      case 'area-per-households':
        return t('services.asks.area-per-households', {
          area: format.area(standard.squareMetresPer100Households),
        });
    }
  }

  function found(standard: ServiceStandard, { found: there, required, missing, why }: CheckResult): string {
    if (why !== null || there === null) return t(`services.why.${why ?? 'not-recorded'}`);
    const short = (text: string, lacks: string): string =>
      required !== null && there < required ? t('services.found.short', { found: text, short: lacks }) : text;
    switch (standard.check) {
      case 'floor-area':
        return short(format.area(there), format.area((required ?? 0) - there));
      case 'seats':
      case 'staff':
        return short(
          t(`services.found.${standard.check}`, { n: format.number(there) }),
          format.number((required ?? 0) - there),
        );
      case 'services': {
        const items = missing.map((i) => format.name(standard.items[i]!.name));
        const count = t('services.found.services', { found: there, required });
        return items.length === 0
          ? count
          : `${count}${t('services.semicolon')}${t('services.found.missing', { items: list(items) })}`;
      }
      case 'hours':
        return [
          short(
            t('services.found.hours', { hours: decimal(there) }),
            t('services.found.hoursShort', { hours: decimal((required ?? 0) - there) }),
          ),
          ...(missing.length > 0 ? [t('services.found.closed', { days: dayList(missing) })] : []),
        ].join(t('services.semicolon'));
      case 'residents': {
        const over = there - (required ?? 0);
        return over > 0
          ? t('services.found.over', { n: format.number(there), over: format.number(over) })
          : t('services.found.residents', { n: format.number(there) });
      }
      case 'area-per-households':
        return t('services.found.areaAsked', { found: format.area(there), required: format.area(required) });
    }
  }

  function className(i: number): string {
    if (measure.current === 'services') {
      const n = circle.reached?.kinds.length ?? 0;
      const { from, to } = missingRange(i, n);
      if (to === 0) return t('services.class.all', { n });
      return from === to ? t('services.class.missing', { n: to }) : t('services.class.missingRange', { from, to });
    }
    if (measure.current === 'stations') return t(`services.class.choice.${[0, 1, 2, 3, 5][i]!}`);
    if (i === 0) return t('services.class.nothing');
    const amounts = circle.breaks.map((value) => format.number(value, value < 10 ? 1 : 0));
    if (i === 1) return t('services.class.upTo', { to: amounts[0] ?? '' });
    if (i === 4) return t('services.class.above', { from: amounts[2] ?? '' });
    return t('services.class.between', { from: amounts[i - 2] ?? '', to: amounts[i - 1] ?? '' });
  }

  const amount: ServiceWords['amount'] = (of, value, digits = 0) =>
    value === null ? '—' : t(`services.circle.amount.${of}`, { n: format.number(value, digits) });

  function unitTip(i: number): string[] {
    if (measure.current === 'services') {
      const units = circle.reached;
      const mask = units?.reached[i];
      if (!units || mask === undefined) return [];
      if (mask === -1) return [t('services.tip.off')];
      const missing = units.kinds.filter((_, k) => ((mask >> k) & 1) === 0);
      return [
        t('services.tip.reached', { n: scoreOf(mask), of: units.kinds.length }),
        ...(missing.length > 0 ? [t('services.tip.missing', { kinds: list(missing.map(words.kind)) })] : []),
      ];
    }
    const units = circle.shares;
    const within = units?.within[i];
    if (!units || within === undefined) return [];
    if (within === -1) return [t('services.tip.off')];
    const share = units.supplyPerThousand?.[i];
    return [
      t('services.tip.within', { minutes: units.minutes, n: format.number(within), kind: words.kind(units.kind) }),
      ...(measure.current === 'supply' && share !== undefined
        ? [t('services.tip.supply', { amount: amount(units.capacity, share, share < 10 ? 1 : 0) })]
        : []),
    ];
  }

  return {
    asks,
    found,
    named: (standard, result) => `${format.name(standard.name)} ${found(standard, result)}`,
    source: ({ source, invented = false }) => {
      if (!source) return invented ? '' : t('services.sourceNone');
      const name = format.name(source.name);
      if (invented) return t('services.sourceAfter', { name, date: source.date ?? '—' });
      return source.date === null
        ? t('services.sourceUndated', { name })
        : t('services.source', { name, date: source.date });
    },
    hours,
    list,
    amount,
    className,
    unitTip,
  };
}
