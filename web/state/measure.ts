import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { outlineSquareMetres, pathMetres } from '../../geodata/geometry/measure';
import type { LngLat } from '../../geodata/schema/coordinates';
import { usePlace } from './place';

export type MeasureKind = 'distance' | 'area';

/** Measuring on the map: a line or an outline under way or finished. Gone with the page: nobody is sent a ruler. */
export const useMeasure = defineStore('measure', () => {
  const place = usePlace();
  const kind = ref<MeasureKind | null>(null);
  const points = shallowRef<readonly LngLat[]>([]);
  /** Where the pointer is, if the line follows it. */
  const pointer = shallowRef<LngLat | null>(null);
  const isFinished = ref(false);

  const shown = computed<readonly LngLat[]>(() =>
    pointer.value && !isFinished.value && points.value.length > 0 ? [...points.value, pointer.value] : points.value,
  );
  const lengthMetres = computed(() => pathMetres(shown.value));
  const isOutline = computed(() => kind.value === 'area' && shown.value.length > 2);
  const perimeterMetres = computed(() =>
    isOutline.value ? pathMetres([...shown.value, shown.value[0]!]) : lengthMetres.value,
  );
  const areaSquareMetres = computed(() => (kind.value === 'area' ? outlineSquareMetres(shown.value) : 0));
  /** Walking straight on at the place's usual pace, ms; null where the place knows no pace. */
  const walkMilliseconds = computed(() => {
    const speeds = place.current?.profile.coverage.walkSpeedMetresPerSecond ?? {};
    const speed = speeds['adult'] ?? Object.values(speeds)[0];
    return speed ? (lengthMetres.value / speed) * 1000 : null;
  });
  const fewest = computed(() => (kind.value === 'area' ? 3 : 2));

  function start(next: MeasureKind): void {
    kind.value = next;
    clear();
  }
  function clear(): void {
    points.value = [];
    pointer.value = null;
    isFinished.value = false;
  }
  function add(at: LngLat): void {
    if (isFinished.value) clear();
    points.value = [...points.value, at];
  }
  function removeLast(): void {
    isFinished.value = false;
    points.value = points.value.slice(0, -1);
  }
  function finish(): void {
    if (points.value.length < fewest.value) return;
    isFinished.value = true;
    pointer.value = null;
  }
  /** Drops what was measured; with nothing there, puts the ruler away. */
  function cancel(): void {
    if (points.value.length > 0) clear();
    else stop();
  }
  function stop(): void {
    kind.value = null;
    clear();
  }

  return {
    kind,
    points,
    pointer,
    isFinished,
    shown,
    lengthMetres,
    perimeterMetres,
    areaSquareMetres,
    walkMilliseconds,
    isOutline,
    fewest,
    start,
    clear,
    add,
    removeLast,
    finish,
    cancel,
    stop,
  };
});
