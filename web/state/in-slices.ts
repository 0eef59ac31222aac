import { breathe } from './breathe';

/** How long the page may be kept from drawing, milliseconds: less than a frame, because the map has to fit in beside it. */
const sliceMilliseconds = 12;

/** Does `work` on each item, and lets the page draw and answer whenever that has taken the time of a slice. */
export async function inSlices<T>(items: Iterable<T>, work: (item: T) => unknown): Promise<void> {
  let began = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - began < sliceMilliseconds) continue;
    await breathe();
    began = performance.now();
  }
}
