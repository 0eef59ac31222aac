import { useI18n } from 'vue-i18n';
import type { CandidatePoint, SitedPlace, SitingAnswer } from '../../geodata/schema/siting';
import { useLocalFormat } from './use-local-format';

type Named = Pick<SitedPlace, 'name' | 'address' | 'coordinates'>;

export interface SitingWords {
  /** `12,345 人`: so many of those counted. */
  people: (answer: SitingAnswer, count: number) => string;
  /** Address, else name, else coordinates. */
  placeName: (place: Named) => string;
  /** `1 文昌路12号`: with the number on the map. */
  siteName: (place: Named, index: number) => string;
  pointName: (point: CandidatePoint, index: number) => string;
  /** What a site adds to those before it, in the unit of the goal. */
  gain: (answer: SitingAnswer, index: number) => string;
  /** How close the answer is to what can be done at best, in a sentence. */
  proof: (answer: SitingAnswer) => string;
  /** Tenths of a minute. */
  minutes: (milliseconds: number | null) => string;
}

/** What map, panel and tables say about siting: the same words for the same thing. */
export function useSitingWords(): SitingWords {
  const { t } = useI18n();
  const format = useLocalFormat();
  const minutes = (milliseconds: number | null): string =>
    milliseconds === null ? format.number(null) : format.number(milliseconds / 60_000, 1);
  const people = ({ question }: SitingAnswer, count: number): string =>
    t(`siting.people.${question.count}`, { n: format.number(count) });
  const placeName = ({ name, address, coordinates: [lng, lat] }: Named): string =>
    address ?? (name ? format.name(name) : `${lng.toFixed(5)}, ${lat.toFixed(5)}`);

  return {
    people,
    placeName,
    siteName: (place, index) => t('siting.siteName', { n: index + 1, name: placeName(place) }),
    pointName: ({ name, coordinates: [lng, lat] }, index) =>
      name || t('siting.pointName', { n: index + 1, at: `${lng.toFixed(5)}, ${lat.toFixed(5)}` }),
    gain: (answer, index) => {
      const stand = answer.sites[index]!.stand;
      const before = index === 0 ? answer.before : answer.sites[index - 1]!.stand;
      if (answer.question.goal === 'median') {
        const saved = (before.averageMilliseconds ?? 0) - (stand.averageMilliseconds ?? 0);
        return t('siting.gain.minutes', { n: minutes(saved) });
      }
      return t('siting.gain.people', { people: people(answer, stand.covered - before.covered) });
    },
    proof: ({ proof, question }) => {
      if (proof.gapPercent === null) return t('siting.proof.none');
      if (proof.gapPercent < 0.005) return t('siting.proof.optimal');
      if (question.goal === 'cover-all') {
        return t('siting.proof.sites', { value: format.number(proof.value), bound: format.number(proof.bound) });
      }
      // Rounded up: the promise has to hold.
      return t('siting.proof.gap', { gap: format.number(Math.ceil(proof.gapPercent * 10) / 10, 1) });
    },
    minutes,
  };
}
