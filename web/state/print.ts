import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { BBox } from '../../geodata/schema/coordinates';

export const orientations = ['portrait', 'landscape'] as const;
export type Orientation = (typeof orientations)[number];

/** Dots an inch the map can be drawn at; the page itself counts 96. Print is usually 200, books ask for 300. */
export const printResolutions = [200, 300] as const;
export type PrintResolution = (typeof printResolutions)[number];

/** The map as a picture, drawn again at the resolution of print. */
export interface MapPicture {
  /** `data:image/png;base64,…` */
  url: string;
  /** Its names alone, on nothing, to be laid over what is drawn on the map; null where nothing is. */
  namesUrl: string | null;
  /** Size on the page, in pixels of 1/96 inch. */
  width: number;
  height: number;
  zoom: number;
  lat: number;
  bbox: BBox;
  dotsPerInch: number;
}

/** What is put on paper: the map as it is seen on one sheet, or the report of a mode, in which the map is one figure. */
export type PrintSubject = 'sheet' | 'report';

/** The map's frame on each sheet, in pixels of 1/96 inch. */
const frames: Record<Orientation, { width: number; height: number }> = {
  portrait: { width: 704, height: 516 },
  landscape: { width: 700, height: 590 },
};
/** One sheet of one map, of the two that are compared, or of many maps of parts of what is asked. */
export type PrintLayout = 'one' | 'pair' | 'many';

const reportFrame = { width: 680, height: 500 };
/** Two maps beside each other on A4 landscape. */
const pairFrame = { width: 514, height: 372 };

/** A sheet of paper of what is on the screen: open or not, which way round, and its map. */
export const usePrint = defineStore('print', () => {
  const isOpen = ref(false);
  const orientation = ref<Orientation>('portrait');
  const picture = shallowRef<MapPicture | null>(null);
  /** The ground on the left of two places; null where both maps of a pair stand on one. */
  const leftPicture = shallowRef<MapPicture | null>(null);
  const dotsPerInch = ref<PrintResolution>(printResolutions[0]);
  const hasFailed = ref(false);
  const layout = ref<PrintLayout>('one');
  /** The frame of each of many maps; the sheet that shows them says how large. */
  const paneFrame = shallowRef({ width: 340, height: 220 });
  const subject = ref<PrintSubject>('sheet');
  /** What the map shows, in degrees; null for what is seen now. */
  const bounds = shallowRef<BBox | null>(null);
  const frame = computed(() => {
    if (subject.value === 'report') return reportFrame;
    if (layout.value === 'pair') return pairFrame;
    return layout.value === 'many' ? paneFrame.value : frames[orientation.value];
  });

  function open(what: { subject: PrintSubject; bounds: BBox | null; layout: PrintLayout }): void {
    subject.value = what.subject;
    layout.value = what.layout;
    bounds.value = what.bounds;
    forget();
    isOpen.value = true;
  }
  function close(): void {
    isOpen.value = false;
    forget();
  }
  function refine(next: PrintResolution): void {
    if (next === dotsPerInch.value) return;
    forget();
    dotsPerInch.value = next;
  }
  /** What is drawn is not what is asked for any more. */
  function forget(): void {
    picture.value = null;
    leftPicture.value = null;
    hasFailed.value = false;
  }
  /** Another number of maps, or one again: the ground is drawn anew for its frame. */
  function arrange(next: PrintLayout, pane = paneFrame.value): void {
    const isSame = pane.width === paneFrame.value.width && pane.height === paneFrame.value.height;
    if (next === layout.value && isSame) return;
    forget();
    layout.value = next;
    paneFrame.value = pane;
  }
  function turn(next: Orientation): void {
    if (next === orientation.value) return;
    forget();
    orientation.value = next;
  }

  return {
    isOpen,
    subject,
    bounds,
    orientation,
    dotsPerInch,
    picture,
    leftPicture,
    hasFailed,
    layout,
    frame,
    open,
    close,
    turn,
    refine,
    arrange,
  };
});
