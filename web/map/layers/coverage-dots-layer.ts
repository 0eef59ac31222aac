import { useI18n } from 'vue-i18n';
import { useCoverageWords } from '../../locales/use-coverage-words';
import { useLocalFormat } from '../../locales/use-local-format';
import { useCoverage } from '../../state/coverage';
import { usePlace } from '../../state/place';
import { useSession } from '../../state/session';
import { uncoveredReason } from '../../state/timed-units';
import { bandColour, coverageColours } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';
import { useUnitDots } from './unit-dots';
import type { DotLook, UnitDots } from './unit-dots';

/** Every base unit as a dot in the colour of its walk, uncovered ones on top. */
export function useCoverageDotsLayer(engine: MapEngine): void {
  const coverage = useCoverage();
  const place = usePlace();
  const session = useSession();
  const format = useLocalFormat();
  const words = useCoverageWords();
  const { t } = useI18n();

  function look(): ReturnType<UnitDots['look']> {
    const times = coverage.units;
    if (!times) return null;
    const { minutes, bands } = coverage;
    const { uncovered, unknown } = coverageColours(session.isDark);
    const bandLooks = bands.map((_, band): DotLook => ({
      colour: bandColour(band, session.isDark),
      alpha: 225,
      isOnTop: false,
    }));
    const missed: DotLook = { colour: uncovered, alpha: 235, isOnTop: true };
    const untimed: DotLook = { colour: unknown, alpha: 220, isOnTop: true };
    return {
      count: times.milliseconds.length,
      of: (i) => {
        const milliseconds = times.milliseconds[i]!;
        const reason = uncoveredReason(milliseconds, times.connection[i]!, minutes);
        if (reason) return reason === 'off-network' ? untimed : missed;
        let band = 0;
        while (milliseconds > bands[band]! * 60_000) band++;
        return bandLooks[band]!;
      },
    };
  }

  function tooltip(i: number): string[] {
    const columns = place.baseUnits!;
    const times = coverage.units!;
    const milliseconds = times.milliseconds[i]!;
    const reason = uncoveredReason(milliseconds, times.connection[i]!, coverage.minutes);
    const households = columns.households[i]!;
    const walk =
      milliseconds >= 0 && reason !== 'off-network'
        ? t('coverage.tip.nearest', { kind: t(`stationKind.${times.kind}`), minutes: words.minutes(milliseconds) })
        : t(`coverage.reason.${reason ?? 'not-reached'}`);
    return [
      columns.names[i]!,
      walk,
      t(reason ? 'coverage.tip.uncovered' : 'coverage.tip.covered', { cutoff: coverage.minutes }),
      ...(households >= 0 ? [t('coverage.tip.households', { n: format.number(households) })] : []),
    ];
  }

  useUnitDots(engine, {
    id: 'coverage-dots',
    depends: () => [coverage.units, coverage.minutes, session.isDark],
    look,
    tooltip,
  });
}
