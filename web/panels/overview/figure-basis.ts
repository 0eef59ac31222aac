import { useI18n } from 'vue-i18n';
import { coveredPart } from '../../../geodata/coverage/covered-part';
import { measureRow } from '../../../geodata/overview/measures';
import type { OverviewAnswer } from '../../../geodata/schema/overview';
import { useLocalFormat } from '../../locales/use-local-format';
import { useOverviewWords } from '../../locales/use-overview-words';
import type { FigureId } from './figure-ids';

export interface FigureFact {
  label: string;
  value: string | null;
}

/** What a figure is counted from: numerator, denominator, date or period, and what is left out. */
export function useFigureBasis(): (id: FigureId, answer: OverviewAnswer) => FigureFact[] {
  const { t, te } = useI18n();
  const words = useOverviewWords();
  const format = useLocalFormat();
  const n = (count: number | null | undefined): string => format.number(count);

  return (id, answer) => {
    const { grids, incidents, covered } = answer.place;
    const fact = (key: string, value: string | null): FigureFact => ({ label: t(`overview.basis.${key}`), value });
    const say = (key: string, params: Record<string, string> = {}): string => t(`overview.basis.${key}`, params);
    const date = fact('date', answer.dataDate);
    const plan = fact('plan', answer.plan && format.name(answer.plan.name));
    const period = fact('period', words.period());
    const excludedUnits = (count: number): FigureFact =>
      fact('excluded', count > 0 ? say('unknownUnits', { n: n(count) }) : null);
    const assumed = fact(
      'assumed',
      answer.place.assumedUnits > 0
        ? say('assumedUnits', { n: n(answer.place.assumedUnits), of: n(answer.place.units) })
        : null,
    );
    const before = (value: string): FigureFact =>
      fact('before', answer.previousPeriod ? say('beforeValue', { ...answer.previousPeriod, value }) : say('noBefore'));
    const excludedIncidents = fact(
      'excluded',
      incidents && incidents.excluded > 0 ? say('excludedIncidents', { n: n(incidents.excluded) }) : null,
    );
    const previousShare = (measure: 'closed' | 'late'): string =>
      answer.previous
        ? words.value(measure, measureRow({ ...answer.place, incidents: answer.previous }, measure, answer).value)
        : '';
    switch (id) {
      case 'households':
        return [fact('counted', say('households')), date, excludedUnits(answer.place.unknownHouseholds), assumed];
      case 'residents':
        return [fact('counted', say('residents')), date, excludedUnits(answer.place.unknownResidents), assumed];
      case 'inBand': {
        const [least = 0, most = 0] = answer.standards.householdBand;
        const { total = 0, judged = 0, below = 0, above = 0 } = grids ?? {};
        const band = { least: n(least), most: n(most) };
        return [
          fact('numerator', say('inBandNumerator', { n: n(judged - below - above), ...band })),
          fact('denominator', say('inBandDenominator', { n: n(judged) })),
          fact('counted', say('outOfBand', { below: n(below), above: n(above) })),
          fact('excluded', total > judged ? say('unjudgedGrids', { n: n(total - judged) }) : null),
          plan,
          date,
          assumed,
        ];
      }
      case 'staffing': {
        const { workers = 0, residents = null, total = 0, withoutWorker = 0 } = grids ?? {};
        return [
          fact('numerator', say('workers', { n: format.number(workers, Number.isInteger(workers) ? 0 : 1) })),
          fact('denominator', say('gridResidents', { n: n(residents) })),
          fact('counted', say('workersFor', { grids: n(total), without: n(withoutWorker) })),
          fact('standard', say('standardStaffing', { n: n(answer.standards.workersPer10000Residents) })),
          plan,
          date,
        ];
      }
      case 'covered': {
        const part = covered && coveredPart(covered);
        const people = t(`overview.people.${part?.basis ?? 'households'}`);
        const kind = answer.kind ? t(`stationKind.${answer.kind}`) : '';
        const walker = te(`coverage.walker.${answer.walker}`) ? t(`coverage.walker.${answer.walker}`) : answer.walker;
        const residents = covered?.residents;
        return [
          fact('numerator', say('coveredNumerator', { n: n(part?.covered), people, minutes: n(answer.minutes), kind })),
          fact('denominator', say('coveredDenominator', { n: n(part?.total), people })),
          fact('walker', say('pace', { walker })),
          fact(
            'alsoResidents',
            residents && part?.basis !== 'residents'
              ? `${format.share(residents.covered, residents.total)}(${format.fraction(residents.covered, residents.total)})`
              : null,
          ),
          fact(
            'excluded',
            covered && covered.offNetwork.units > 0 ? say('offNetwork', { n: n(covered.offNetwork.units) }) : null,
          ),
          date,
          assumed,
        ];
      }
      case 'stations': {
        const measured = answer.stations.reduce((sum, one) => sum + one.measured, 0);
        const standards = answer.stations.flatMap(({ kind, judged, leastSquareMetres }) =>
          judged > 0 && leastSquareMetres !== null
            ? say('floorAreaStandard', { kind: t(`stationKind.${kind}`), area: format.area(leastSquareMetres) })
            : [],
        );
        const separator = t('overview.separator');
        const list = answer.stations
          .map(({ kind, count }) => `${t(`stationKind.${kind}`)} ${n(count)}`)
          .join(separator);
        return [
          fact('counted', list),
          fact(
            'standard',
            answer.missing.includes('floor-areas')
              ? words.missingInput('floor-areas')
              : [...standards, say('floorArea', { n: n(measured) })].join(separator),
          ),
          date,
        ];
      }
      case 'incidents':
        return [
          fact('counted', say('incidents')),
          period,
          before(n(answer.previous?.count)),
          fact(
            'excluded',
            (answer.withoutPoint ?? 0) + (answer.outsideAreas ?? 0) > 0
              ? say('incidentsExcluded', { without: n(answer.withoutPoint), outside: n(answer.outsideAreas) })
              : null,
          ),
        ];
      case 'rate': {
        const people = t(`overview.people.${answer.rateBase ?? 'households'}`);
        const whole = answer.rateBase ? answer.place[answer.rateBase] : null;
        return [
          fact('numerator', say('incidentsInside', { n: n(answer.place.incidentsInside) })),
          fact(
            'excluded',
            (answer.withoutPoint ?? 0) + (answer.outsideAreas ?? 0) > 0
              ? say('rateExcluded', { without: n(answer.withoutPoint), outside: n(answer.outsideAreas) })
              : null,
          ),
          fact('denominator', say('rateDenominator', { n: n(whole), people })),
          period,
          date,
          assumed,
        ];
      }
      case 'closed':
        return [
          fact('numerator', say('closedNumerator', { n: n(incidents?.closed) })),
          fact('denominator', say('closedDenominator', { n: n((incidents?.count ?? 0) - (incidents?.excluded ?? 0)) })),
          excludedIncidents,
          period,
          before(previousShare('closed')),
        ];
      case 'late':
        return [
          fact(
            'numerator',
            say('lateNumerator', { overdue: n(incidents?.overdue), closedLate: n(incidents?.closedLate) }),
          ),
          fact('denominator', say('lateDenominator', { n: n(incidents?.withDue) })),
          excludedIncidents,
          period,
          before(previousShare('late')),
        ];
    }
  };
}
