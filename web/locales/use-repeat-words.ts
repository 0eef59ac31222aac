import { useI18n } from 'vue-i18n';
import type { DuplicatePairWire, RepeatedPlaceWire } from '../../geodata/schema/incident-repeats';
import { useIncidentWords } from './use-incident-words';
import { useLocalFormat } from './use-local-format';

export interface RepeatWords {
  /** Address or building, with the group of types where that counts by itself. */
  placeName: (place: RepeatedPlaceWire) => string;
  /** `违规停车 3、占用消防通道 2`. */
  types: (place: RepeatedPlaceWire) => string;
  /** `相距 12 米，隔 2 天，文字九成相同`. */
  apart: (pair: DuplicatePairWire) => string;
}

/** What is said of repeated places and of reports that are much alike. */
export function useRepeatWords(): RepeatWords {
  const { t } = useI18n();
  const words = useIncidentWords();
  const format = useLocalFormat();

  function between(hours: number): string {
    if (hours < 1) return t('repeats.apart.within');
    return hours < 48
      ? t('repeats.apart.hours', { n: format.number(Math.round(hours)) }, Math.round(hours))
      : t('repeats.apart.days', { n: format.number(Math.round(hours / 24)) }, Math.round(hours / 24));
  }
  /** Rounded down, so that what differs is never called the same. */
  function likeness(text: number): string {
    if (text === 1) return t('repeats.apart.sameText');
    const tenths = Math.floor(text * 10 + 1e-9);
    return t('repeats.apart.text', { tenths: t(`repeats.apart.tenth.${tenths}`), percent: tenths * 10 });
  }

  return {
    placeName: ({ name, kind, family }) => {
      const place = name ?? t(`repeats.place.${kind}`);
      return family === null ? place : t('repeats.place.ofFamily', { place, family: words.typeName(family) });
    },
    types: (place) =>
      place.types
        .map(({ code, count }) => t('repeats.place.type', { type: words.typeName(code), n: format.number(count) }))
        .join(t('repeats.comma')),
    apart: ({ metres, hours, text }) =>
      t('repeats.apart.all', {
        metres: t('repeats.apart.metres', { n: format.number(Math.round(metres)) }),
        time: between(hours),
        text: likeness(text),
      }),
  };
}
