import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { BBox } from '../../geodata/schema/coordinates';
import type { SearchResult } from '../../geodata/schema/search';
import type { Problem } from '../../geodata/schema/problems';
import { fetchSearch } from '../api/search';
import { usePlace } from './place';
import { readTypedCoordinate } from './typed-coordinate';

const limit = 24;

/** What is being searched for in the place that is open. */
export const useSearch = defineStore('search', () => {
  const place = usePlace();
  const words = ref('');
  const hits = shallowRef<readonly SearchResult[]>([]);
  /** All that match, of which `hits` are the best. */
  const total = ref(0);
  const status = ref<'idle' | 'searching' | 'found' | 'failed'>('idle');
  const problem = shallowRef<Problem | null>(null);
  let running: AbortController | null = null;

  /** The words as a coordinate, if that is what they are. */
  const coordinate = computed(() =>
    place.current ? readTypedCoordinate(words.value, place.current.bbox as unknown as BBox) : null,
  );

  /** Searches; a newer search cancels an older one. */
  async function search(text: string): Promise<void> {
    words.value = text;
    running?.abort();
    const placeId = place.current?.id;
    if (!placeId || text.trim() === '' || coordinate.value) {
      hits.value = [];
      status.value = 'idle';
      return;
    }
    const mine = new AbortController();
    running = mine;
    status.value = 'searching';
    const result = await fetchSearch(placeId, text.trim(), limit, mine.signal);
    if (mine.signal.aborted) return;
    problem.value = result.ok ? null : result.problem;
    hits.value = result.ok ? result.value.results : [];
    total.value = result.ok ? result.value.total : 0;
    status.value = result.ok ? 'found' : 'failed';
  }

  return { words, hits, total, status, problem, coordinate, search };
});
