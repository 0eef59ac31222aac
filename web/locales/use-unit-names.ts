import { useI18n } from 'vue-i18n';
import { useCompoundNames } from '../state/compound-names';
import { useSession } from '../state/session';
import { englishAddress, englishUnitName } from './english-address';

export interface UnitNames {
  unitName: (name: string) => string;
  unitAddress: (address: string) => string;
  /** What tells a building from its neighbours: the address, else the name, else that there is none. */
  unitLabel: (unit: { id: string; name: string; address: string | null }) => string;
}

/** Buildings and their addresses in the interface's language, as far as it has words for them. */
export function useUnitNames(): UnitNames {
  const { t } = useI18n();
  const session = useSession();
  const compounds = useCompoundNames();
  const isEnglish = (): boolean => session.shortLanguage === 'en';
  const unitName = (name: string): string => (isEnglish() ? englishUnitName(name) : name);
  const unitAddress = (address: string): string => (isEnglish() ? englishAddress(address, compounds.names) : address);
  return {
    unitName,
    unitAddress,
    unitLabel: ({ id, name, address }) => {
      // An import names what has no name after its id.
      if (!address) return name === '' || name === `#${id}` ? t('coverage.unit.unnamed', { id }) : unitName(name);
      return unitAddress(address);
    },
  };
}
