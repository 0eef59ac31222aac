import { defineStore } from 'pinia';
import { computed } from 'vue';
import { usePlace } from './place';
import { flagParam, useQueryParam } from './url-query';

/** Whether hills are shaded on the base map; only places with heights have them to show. */
export const useRelief = defineStore('relief', () => {
  const place = usePlace();
  const isWanted = useQueryParam('relief', flagParam());
  const isThere = computed(() => Boolean(place.current?.elevation));
  const isShown = computed(() => isThere.value && isWanted.value);
  return { isWanted, isThere, isShown };
});
