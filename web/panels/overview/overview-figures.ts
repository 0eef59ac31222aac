import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { coveredPart } from '../../../geodata/coverage/covered-part';
import { measureRow } from '../../../geodata/overview/measures';
import type { OverviewMeasure } from '../../../geodata/overview/measures';
import type { OverviewAnswer } from '../../../geodata/schema/overview';
import { useOverviewJumps } from '../../commands/overview-jumps';
import { useLocalFormat } from '../../locales/use-local-format';
import { useOverviewWords } from '../../locales/use-overview-words';
import { useOverview } from '../../state/overview';
import { useFigureBasis } from './figure-basis';
import type { FigureFact } from './figure-basis';
import { figureIds } from './figure-ids';
import type { FigureId } from './figure-ids';

/** A figure of the place, ready to be shown. */
export interface Figure {
  id: FigureId;
  label: string;
  value: string;
  unit?: string;
  note?: string;
  change?: string;
  missing: string | null;
  tone: 'plain' | 'danger';
  basis: FigureFact[];
  open: () => void;
}

/** The measure of the ranking a figure is the whole of; stations have none. */
const measureOf: Record<FigureId, OverviewMeasure | null> = {
  households: 'households',
  residents: 'residents',
  inBand: 'outOfBand',
  staffing: 'staffing',
  covered: 'covered',
  stations: null,
  incidents: 'incidents',
  rate: 'rate',
  closed: 'closed',
  late: 'late',
};

/** The figures of the place in the order they are read; empty until they are there. */
export function useOverviewFigures(): ComputedRef<Figure[]> {
  const { t } = useI18n();
  const overview = useOverview();
  const words = useOverviewWords();
  const format = useLocalFormat();
  const jumps = useOverviewJumps();
  const basisOf = useFigureBasis();

  type Shown = Pick<Figure, 'value' | 'open'> & Partial<Pick<Figure, 'label' | 'unit' | 'note' | 'change' | 'tone'>>;

  function show(id: FigureId, answer: OverviewAnswer): Shown {
    const { place, previous, standards } = answer;
    const { grids, incidents } = place;
    const estimated = place.assumedUnits > 0 ? t('overview.figure.estimated') : undefined;
    const measured = (measure: OverviewMeasure) => measureRow(place, measure, answer);
    switch (id) {
      case 'households':
        return {
          value: format.number(place.households),
          ...(estimated ? { unit: estimated } : {}),
          note: t('overview.figure.unitsHouseholds', { n: format.number(place.units) }),
          open: jumps.toPlan,
        };
      case 'residents':
        return { value: format.number(place.residents), ...(estimated ? { unit: estimated } : {}), open: jumps.toPlan };
      case 'inBand': {
        const judged = grids?.judged ?? 0;
        const inBand = judged - (grids?.below ?? 0) - (grids?.above ?? 0);
        const fraction = { part: format.number(inBand), whole: format.number(judged) };
        return {
          value: format.share(inBand, judged),
          ...(estimated ? { unit: estimated } : {}),
          note: t('overview.figure.ofGrids', fraction),
          open: jumps.toPlan,
        };
      }
      case 'staffing': {
        const { value } = measured('staffing');
        const isShort = value !== null && value < standards.workersPer10000Residents;
        return {
          value: format.number(value, 1),
          note: [
            t('overview.figure.ofStandard', { n: format.number(standards.workersPer10000Residents) }),
            words.fraction(place, 'staffing'),
          ].join(' · '),
          tone: isShort ? 'danger' : 'plain',
          open: jumps.toPlan,
        };
      }
      case 'covered': {
        const { value } = measured('covered');
        const kind = answer.kind ? t(`stationKind.${answer.kind}`) : '';
        return {
          label: t('overview.figure.covered', { minutes: format.number(answer.minutes) }),
          value: words.value('covered', value),
          ...(estimated && place.covered && coveredPart(place.covered)?.basis !== 'units' ? { unit: estimated } : {}),
          note: t('overview.figure.coveredNote', { kind, fraction: words.fraction(place, 'covered') }),
          open: () => jumps.toCoverage(),
        };
      }
      case 'stations': {
        const all = answer.stations.reduce((sum, { count }) => sum + count, 0);
        const small = answer.stations.reduce((sum, { undersized }) => sum + undersized, 0);
        const ofKind = answer.stations.find(({ kind }) => kind === answer.kind);
        const kind = answer.kind ? t(`stationKind.${answer.kind}`) : '';
        return {
          value: format.number(all),
          note: [
            t('overview.figure.ofStations', { kind, n: format.number(ofKind?.count ?? 0) }),
            ...(small > 0 ? [t('overview.figure.ofStationsSmall', { n: format.number(small) })] : []),
          ].join(' · '),
          open: () => jumps.toCoverage(),
        };
      }
      case 'incidents':
        return {
          value: format.number(incidents?.count),
          note: t('overview.figure.open', { n: format.number(incidents?.open) }),
          ...changed(incidents?.count ?? null, previous?.count ?? null, 'count'),
          open: () => jumps.toIncidents(),
        };
      case 'rate':
        return {
          label: t('overview.figure.rate', { people: t(`overview.people.${answer.rateBase ?? 'households'}`) }),
          value: words.value('rate', measured('rate').value),
          ...(estimated ? { unit: estimated } : {}),
          note: words.fraction(place, 'rate'),
          open: () => jumps.toIncidents({ heat: 'rate' }),
        };
      case 'closed':
      case 'late': {
        const { value, numerator, denominator } = measured(id);
        const before = previous && measureRow({ ...place, incidents: previous }, id, answer).value;
        return {
          value: words.value(id, value),
          note: t(`overview.figure.${id}Note`, { part: format.number(numerator), whole: format.number(denominator) }),
          ...changed(value, before, 'share'),
          tone: id === 'late' && (numerator ?? 0) > 0 ? 'danger' : 'plain',
          open: () => jumps.toIncidents(id === 'late' ? { late: '1', heat: 'late' } : { do: 'figures' }),
        };
      }
    }
  }

  /** `比前期多 12.0%`; shares by points. Nothing where there is no period before. */
  function changed(now: number | null, before: number | null, kind: 'count' | 'share'): { change?: string } {
    if (now === null || before === null || (kind === 'count' && before === 0)) return {};
    const difference = kind === 'count' ? (now - before) / before : now - before;
    const size = format.number(Math.abs(difference) * 100, 1);
    if (size === format.number(0, 1)) return { change: t('overview.figure.same') };
    const change = kind === 'count' ? `${size}%` : t('overview.figure.points', { n: size });
    return { change: t(`overview.figure.${difference > 0 ? 'up' : 'down'}`, { change }) };
  }

  return computed(() => {
    const { answer } = overview;
    if (!answer) return [];
    return figureIds.map((id) => {
      const measure = measureOf[id];
      const shown = show(id, answer);
      const missing = measure
        ? words.missing(measure)
        : answer.missing.includes('stations')
          ? words.missingInput('stations')
          : null;
      return {
        id,
        label: t(`overview.figure.${id}`, { minutes: answer.minutes, people: '' }),
        missing,
        tone: 'plain' as const,
        basis: missing ? [] : basisOf(id, answer),
        ...shown,
      };
    });
  });
}
