import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { BBox } from '../../geodata/schema/coordinates';

export const orientations = ['portrait', 'landscape'] as const;
export type Orientation = (typeof orientations)[number];

/** Dots an inch of the map picture; the page itself counts 96. */
export const printDotsPerInch = 200;

/** The map as a picture, drawn again at the resolution of print. */
export interface MapPicture {
  /** `data:image/png;base64,…` */
  url: string;
  /** Size on the page, in pixels of 1/96 inch. */
  width: number;
  height: number;
  zoom: number;
  lat: number;
  bbox: BBox;
}

/** The map's frame on each sheet, in pixels of 1/96 inch. */
const frames: Record<Orientation, { width: number; height: number }> = {
  portrait: { width: 704, height: 560 },
  landscape: { width: 700, height: 590 },
};

/** A sheet of paper of what is on the screen: open or not, which way round, and its map. */
export const usePrint = defineStore('print', () => {
  const isOpen = ref(false);
  const orientation = ref<Orientation>('portrait');
  const picture = shallowRef<MapPicture | null>(null);
  const hasFailed = ref(false);
  const frame = computed(() => frames[orientation.value]);

  function open(): void {
    picture.value = null;
    hasFailed.value = false;
    isOpen.value = true;
  }
  function close(): void {
    isOpen.value = false;
    picture.value = null;
  }
  function turn(next: Orientation): void {
    if (next === orientation.value) return;
    picture.value = null;
    orientation.value = next;
  }

  return { isOpen, orientation, picture, hasFailed, frame, open, close, turn };
});
