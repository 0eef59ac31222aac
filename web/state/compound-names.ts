import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { LocalName } from '../../geodata/schema/place';
import { fetchCompounds } from '../api/places';
import { usePlace } from './place';
import { useSession } from './session';

/** Compounds by their Chinese name, loaded once the interface speaks another language: addresses begin with them. */
export const useCompoundNames = defineStore('compound-names', () => {
  const place = usePlace();
  const session = useSession();
  const names = shallowRef<ReadonlyMap<string, LocalName>>(new Map());

  watch(
    [() => place.current?.id, () => session.shortLanguage],
    async ([placeId, language], before) => {
      if (placeId !== before?.[0]) names.value = new Map();
      if (!placeId || language === 'zh' || names.value.size > 0) return;
      const found = await fetchCompounds(placeId);
      if (!found.ok || place.current?.id !== placeId) return;
      names.value = new Map(found.value.features.map(({ properties: { name } }) => [name.zh, name]));
    },
    { immediate: true },
  );

  return { names };
});
