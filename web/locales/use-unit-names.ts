import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useCompoundNames } from '../state/compound-names';
import { usePlace } from '../state/place';
import { useSession } from '../state/session';
import { englishAddress, englishUnitName } from './english-address';

export interface UnitNames {
  unitName: (name: string) => string;
  unitAddress: (address: string) => string;
  /** What tells a building from its neighbours: the address, else the name, else its number in the place. */
  unitLabel: (unit: { id: string; name: string; address: string | null }) => string;
}

/** Buildings and their addresses in the interface's language, as far as it has words for them. */
export function useUnitNames(): UnitNames {
  const { t } = useI18n();
  const session = useSession();
  const place = usePlace();
  const compounds = useCompoundNames();
  /** Counted from one in the order of the data; the tables of incidents count the same. */
  const numbers = computed(() => new Map(place.baseUnits?.ids.map((id, i) => [id as string, i + 1]) ?? []));
  const isEnglish = (): boolean => session.shortLanguage === 'en';
  const unitName = (name: string): string => (isEnglish() ? englishUnitName(name) : name);
  const unitAddress = (address: string): string => (isEnglish() ? englishAddress(address, compounds.names) : address);
  return {
    unitName,
    unitAddress,
    unitLabel: ({ id, name, address }) => {
      if (address) return unitAddress(address);
      // An import names what has no name after its id: `#id` a building, `id` a part of a regular lattice.
      const number = name === id ? numbers.value.get(id) : undefined;
      if (number !== undefined) return t('incidents.grid.unitNumber', { n: number });
      return name === '' || name === `#${id}` ? t('coverage.unit.unnamed', { id }) : unitName(name);
    },
  };
}
