import { useI18n } from 'vue-i18n';
import { useCircleWords } from '../../locales/use-circle-words';
import { useCoverageWords } from '../../locales/use-coverage-words';
import { useLocalFormat } from '../../locales/use-local-format';
import { useServiceWords } from '../../locales/use-service-words';
import { useCoverage } from '../../state/coverage';
import { useLifeCircle } from '../../state/life-circle';
import { useServiceChecks } from '../../state/service-checks';
import type { SheetFacts } from './sheet-facts';

const rowsOnSheet = 10;
const nothing: SheetFacts = { lines: [], table: null };

/** What a printed sheet says beside the map of a task about services. */
export function useServiceSheetFacts(): { circle: () => SheetFacts; checks: () => SheetFacts } {
  const { t } = useI18n();
  const coverage = useCoverage();
  const lifeCircle = useLifeCircle();
  const serviceChecks = useServiceChecks();
  const coverageWords = useCoverageWords();
  const circleWords = useCircleWords();
  const words = useServiceWords();
  const format = useLocalFormat();
  const figure = (label: string, value: string): string => t('print.figure', { label, value });
  const walker = (): string => figure(t('coverage.walker.label'), coverageWords.walker(coverage.walker));

  function circle(): SheetFacts {
    const { groups, circle: services } = lifeCircle;
    if (!groups) return nothing;
    const { total, communities } = groups;
    const least = [...communities].sort(
      (a, b) => (circleWords.meanOf(a.group) ?? Infinity) - (circleWords.meanOf(b.group) ?? Infinity),
    );
    return {
      lines: [
        figure(circleWords.title(), [circleWords.mean(total), circleWords.unit()].filter(Boolean).join(' ')),
        figure(circleWords.enough(), `${circleWords.share(total)} (${circleWords.fraction(total)})`),
        ...(services && coverage.asksEveryKind
          ? [
              figure(
                t('services.circle.services'),
                words.list(services.kinds.map(({ kind }) => coverageWords.kind(kind))),
              ),
            ]
          : []),
        walker(),
      ],
      table: {
        title: t('services.sheet.least'),
        columns: [t('coverage.column.community'), t('services.sheet.mean'), circleWords.enough()],
        rows: least
          .slice(0, rowsOnSheet)
          .map(({ name, group }) => [format.name(name), circleWords.mean(group), circleWords.share(group)]),
      },
    };
  }

  function checks(): SheetFacts {
    const { answer } = serviceChecks;
    if (!answer) return nothing;
    return {
      lines: [
        t('services.checks.title', {
          kind: coverageWords.kind(answer.kind),
          of: format.number(answer.total.of),
          fails: format.number(answer.total.fails),
        }),
        t('services.checks.rest', {
          unknown: format.number(answer.total.unknown),
          passes: format.number(answer.total.passes),
        }),
        walker(),
      ],
      table: {
        title: t('services.checks.standards'),
        columns: [t('services.sheet.standard'), t('services.outcome.fails'), t('services.outcome.unknown')],
        rows: answer.standards.map(({ standard, tally }) => [
          standard.invented ? `${format.name(standard.name)} · ${t('services.invented')}` : format.name(standard.name),
          format.fraction(tally.fails, tally.of),
          format.number(tally.unknown),
        ]),
      },
    };
  }

  return { circle, checks };
}
