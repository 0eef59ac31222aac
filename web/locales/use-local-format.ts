import { usePlace } from '../state/place';
import { useSession } from '../state/session';
import * as format from '../ui/format';
import type { LocalName } from '../../geodata/schema/place';

export interface LocalFormat {
  number: (value: number | null | undefined, digits?: number) => string;
  share: (part: number | null, whole: number | null) => string;
  fraction: (part: number | null, whole: number | null) => string;
  area: (squareMetres: number | null) => string;
  distance: (metres: number | null) => string;
  minutes: (milliseconds: number | null) => string;
  date: (value: string | number | null) => string;
  month: (date: string) => string;
  dateTime: (value: string | number | null) => string;
  time: (value: string | number) => string;
  /** A name in the interface's language, else in the place's own. */
  name: (name: LocalName) => string;
}

/** `ui/format` in the interface's language and the place's time zone. Reads both each time, so templates follow. */
export function useLocalFormat(): LocalFormat {
  const session = useSession();
  const place = usePlace();
  const zone = (): string => place.current?.profile.timeZone ?? 'UTC';
  return {
    number: (value, digits) => format.formatNumber(value, session.language, digits),
    share: (part, whole) => format.formatShare(part, whole, session.language),
    fraction: (part, whole) => format.formatFraction(part, whole, session.language),
    area: (squareMetres) => format.formatArea(squareMetres, session.language),
    distance: (metres) => format.formatDistance(metres, session.language),
    minutes: (milliseconds) => format.formatMinutes(milliseconds, session.language),
    date: (value) => format.formatDate(value, session.language, zone()),
    month: (date) => format.formatMonth(date, session.language),
    dateTime: (value) => format.formatDateTime(value, session.language, zone()),
    time: (value) => format.formatTime(value, session.language, zone()),
    name: (name) => (session.shortLanguage === 'en' && name.en) || name.zh,
  };
}
