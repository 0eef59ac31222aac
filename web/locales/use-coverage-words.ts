import { useI18n } from 'vue-i18n';
import { coveredPart } from '../../geodata/coverage/covered-part';
import type { CountedBasis, CoveredPart } from '../../geodata/coverage/covered-part';
import type { CoverageCountsWire, ReachedStation } from '../../geodata/schema/coverage';
import type { StationKind } from '../../geodata/schema/station';
import { useCoverage } from '../state/coverage';
import { useCountedGroup } from '../state/counted-group';
import { compassDirection } from './compass-direction';
import { useLocalFormat } from './use-local-format';

export interface CoverageWords {
  /** True where the share is of households that the import assumed. */
  isEstimate: (counts?: CoverageCountsWire) => boolean;
  kind: (kind: StationKind | null) => string;
  walker: (group: string) => string;
  /** Share covered of those counted now: of households, else residents, else base units, unless a group was chosen. */
  shareOf: (counts: CoverageCountsWire) => CoveredPart | null;
  /** What the share is of where nobody chose a group; null where nothing was counted. */
  usualBasis: (counts: CoverageCountsWire) => CountedBasis | null;
  /** `412/530 户`: both parts and what they count. */
  countedFraction: (counts: CoverageCountsWire) => string;
  /** `412 户`: a number with what it counts. */
  counted: (n: number, basis: CountedBasis) => string;
  /** `75 岁以上`: who is counted, in words. */
  groupName: (basis: CountedBasis) => string;
  /** What the heading of a column of a share or of those left out says of whom it is. */
  column: (part: 'missing' | 'missingHint' | 'shareHint' | 'shareFile', basis: CountedBasis) => string;
  share: (counts: CoverageCountsWire) => string;
  fraction: (counts: CoverageCountsWire) => string;
  /** `经东门(幸福小区)` or that no gate is passed. */
  gates: (way: ReachedStation) => string;
  isWithin: (milliseconds: number) => boolean;
  /** `沿路 1.2 km,往东南`: metres of the way and where its end lies from its start. */
  walk: (way: ReachedStation) => string;
  /** Why a building is left out, in one line: the nearest station's minutes and the gate it is left by. */
  whyNot: (way: ReachedStation) => string;
  /** Minutes; close to the cutoff with a decimal that stays on its side of it, so that 15.04 never reads as "15". */
  minutes: (milliseconds: number | null) => string;
}

/** What map, panel and inspector say about coverage: the same words for the same thing. */
export function useCoverageWords(): CoverageWords {
  const { t, te } = useI18n();
  const coverage = useCoverage();
  const counted = useCountedGroup();
  const shareOf = (counts: CoverageCountsWire): CoveredPart | null => coveredPart(counts, counted.chosen);
  const format = useLocalFormat();

  const minutes: CoverageWords['minutes'] = (milliseconds) => {
    if (milliseconds !== null && milliseconds < 60_000) return t('coverage.reach.lessThanOne');
    const beyond = milliseconds === null ? Infinity : milliseconds / 60_000 - coverage.minutes;
    if (milliseconds === null || Math.abs(beyond) >= 1) return format.minutes(milliseconds);
    const tenths = milliseconds / 6000;
    return format.number((beyond > 0 ? Math.ceil(tenths) : Math.floor(tenths)) / 10, 1);
  };
  return {
    isEstimate: (counts) =>
      (coverage.answer?.assumptions.assumedHouseholds.units ?? 0) > 0 &&
      (counts ? shareOf(counts)?.basis === 'households' : (counted.chosen ?? 'households') === 'households'),
    kind: (kind) => (kind ? t(`stationKind.${kind}`) : ''),
    walker: (group) => (te(`coverage.walker.${group}`) ? t(`coverage.walker.${group}`) : group),
    shareOf,
    usualBasis: (counts) => coveredPart(counts)?.basis ?? null,
    countedFraction: (counts) => {
      const part = shareOf(counts);
      if (!part) return '';
      const { basis, covered, total } = part;
      return t(isAgeGroup(basis) ? `whom.fraction.${basis}` : `coverage.total.of.${basis}`, {
        fraction: format.fraction(covered, total),
      });
    },
    counted: (n, basis) =>
      t(`coverage.total.of.${isAgeGroup(basis) ? 'residents' : basis}`, { fraction: format.number(n) }),
    groupName: (basis) => t(basis === 'units' ? 'coverageReport.units' : `whom.group.${basis}`),
    column: (part, basis) => (isAgeGroup(basis) ? t(`whom.${part}.${basis}`) : t(`coverage.column.${part}.${basis}`)),
    share: (counts) => {
      const part = shareOf(counts);
      return format.share(part?.covered ?? null, part?.total ?? null);
    },
    fraction: (counts) => {
      const part = shareOf(counts);
      return format.fraction(part?.covered ?? null, part?.total ?? null);
    },
    gates: ({ gates }) =>
      gates.length === 0
        ? t('coverage.reach.noGate')
        : t('coverage.reach.via', {
            gates: gates
              .map(({ name, compoundName }) =>
                t('coverage.reach.gate', { gate: format.name(name), compound: format.name(compoundName) }),
              )
              .join(' › '),
          }),
    walk: ({ lengthMetres, path }) =>
      t('coverage.reach.walk', {
        distance: format.distance(lengthMetres),
        direction: t(`coverage.direction.${compassDirection(path[0]!, path.at(-1)!)}`),
      }),
    whyNot: ({ milliseconds, gates }) => {
      const parts = { cutoff: coverage.minutes, minutes: minutes(milliseconds) };
      const gate = gates[0];
      return gate
        ? t('coverage.reach.whyNot', { ...parts, gate: format.name(gate.name) })
        : t('coverage.reach.whyNotNoGate', parts);
    },
    minutes,
    isWithin: (milliseconds) => milliseconds <= coverage.minutes * 60_000,
  };
}

const isAgeGroup = (basis: CountedBasis): boolean => ['elderly', 'aged75', 'children'].includes(basis);
