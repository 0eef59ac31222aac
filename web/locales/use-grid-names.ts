import { computed } from 'vue';
import { shortGridName, shownGridNames } from '../../geodata/plan/shown-grid-name';
import type { GridNaming } from '../../geodata/plan/shown-grid-name';
import { usePlace } from '../state/place';
import { useSession } from '../state/session';

export interface GridNames {
  /** Names of grids in a text, in the interface's language: a name, a list of names, a sentence. */
  gridName: (text: string) => string;
  /** The name without its community's, for the map. */
  shortGridName: (name: string) => string;
  /** An area that holds grids, by id; '' where unknown. */
  communityName: (id: string) => string;
  /** The same by its Chinese name, as findings have it. */
  communityNamed: (zh: string) => string;
}

/** Every name of a grid the console shows goes through here: map, lists, inspectors, toasts, checks, search, files. */
export function useGridNames(): GridNames {
  const place = usePlace();
  const session = useSession();
  const communities = computed(() => {
    const holding = place.areas?.features.filter(({ properties }) => properties.level === place.gridAreaLevel) ?? [];
    return new Map(holding.map(({ properties: { name } }) => [name.zh, name]));
  });
  const naming = computed<GridNaming>(() => ({ language: session.shortLanguage, communities: communities.value }));
  const inLanguage = (name: { zh: string; en?: string | undefined } | undefined): string =>
    (session.shortLanguage === 'en' && name?.en) || (name?.zh ?? '');
  return {
    gridName: (text) => shownGridNames(text, naming.value),
    shortGridName: (name) => shortGridName(name, naming.value),
    communityName: (id) => inLanguage(place.areasById.get(id)?.name),
    communityNamed: (zh) => inLanguage(communities.value.get(zh) ?? { zh }),
  };
}
