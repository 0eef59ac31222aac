import { longestLink } from './chain-graph';
import type { ChainGraph } from './chain-graph';
import { BUCKET, BY, LABEL, NEVER, SOURCE, TIME } from './labels';
import type { Labels } from './labels';
import { inOrderOfTime } from './offers';
import type { Offers } from './offers';

// Buckets of 2^14 ms, about sixteen seconds: most links take longer, so few junctions are worked off twice.
const WIDTH_BITS = 14;

/** The search itself over one graph; its queue is kept from search to search. */
export interface Settler {
  /** Works off offers until nothing within `bound` improves any more; labels of before stay where they are no worse. */
  settle(labels: Labels, offers: Offers, bound: number): void;
  /** Junctions whose labels the last `settle` bettered: the first `enteredCount` of these, some of them more than once. */
  entered(): Int32Array;
  enteredCount(): number;
  /** Widens the queue to a link of this time; to be told before a search when a link was made longer. */
  fit(milliseconds: number): void;
}

/**
 * Dijkstra's search with a ring of buckets of equal width (Dial 1969; Ahuja, Magnanti, Orlin 1993, §4.6–4.7). A bucket
 * is worked off until nothing in it improves, so times are exact whatever the width, also where an arc takes no time.
 * Times are compared first and sources second; both are exact, so the answer depends on no order.
 *
 * The ring is longer than the longest link, so two times that share a bucket never wait at once. Offers may lie any
 * time apart: they enter the ring when it comes to them.
 */
export function createSettler(graph: ChainGraph): Settler {
  let heads = new Int32Array(0);
  let entryJunction = new Int32Array(1024);
  let entryNext = new Int32Array(1024);
  let enteredCount = 0;

  function fit(milliseconds: number): void {
    const needed = (milliseconds >>> WIDTH_BITS) + 2;
    if (heads.length >= needed) return;
    heads = new Int32Array(2 ** Math.ceil(Math.log2(needed))).fill(-1);
  }
  fit(longestLink(graph));

  // The loops are written out in one piece: this is where all of a search's time goes.
  function settle(labels: Labels, offers: Offers, bound: number): void {
    const { rowStart, rowEnd, target, out } = graph;
    const { values, touched } = labels;
    const { junction: offerJunction, milliseconds: offerTime, source: offerSource, by: offerBy, count } = offers;
    const mask = heads.length - 1;
    const order = inOrderOfTime(offers);
    let touchedCount = labels.touchedCount;
    let waiting = 0;
    let used = 0;
    let next = 0;
    let bucket = 0;
    for (;;) {
      if (waiting === 0) {
        if (next === count) break;
        bucket = Math.max(bucket, offerTime[order[next]!]! >>> WIDTH_BITS);
      }
      for (; next < count; next++) {
        const i = order[next]!;
        const milliseconds = offerTime[i]!;
        if (milliseconds >>> WIDTH_BITS > bucket) break;
        const to = offerJunction[i]!;
        const there = to * LABEL;
        const known = values[there + TIME]!;
        const from = offerSource[i]!;
        if (milliseconds > bound || milliseconds > known) continue;
        if (milliseconds === known && from >= values[there + SOURCE]!) continue;
        if (known === NEVER) touched[touchedCount++] = to;
        values[there + TIME] = milliseconds;
        values[there + SOURCE] = from;
        values[there + BY] = offerBy[i]!;
        if (values[there + BUCKET] === bucket) continue;
        values[there + BUCKET] = bucket;
        if (used === entryJunction.length) growEntries();
        entryJunction[used] = to;
        entryNext[used] = heads[bucket & mask]!;
        heads[bucket & mask] = used++;
        waiting++;
      }
      const slot = bucket & mask;
      for (let entry = heads[slot]!; entry !== -1; entry = heads[slot]!) {
        heads[slot] = entryNext[entry]!;
        waiting--;
        const junction = entryJunction[entry]!;
        const here = junction * LABEL;
        // Left over from before the junction was reached sooner.
        if (values[here + BUCKET] !== bucket) continue;
        values[here + BUCKET] = -1;
        const time = values[here + TIME]!;
        const from = values[here + SOURCE]!;
        for (let link = rowStart[junction]!, end = rowEnd[junction]!; link < end; link++) {
          const milliseconds = time + out[link]!;
          if (milliseconds > bound) continue;
          const to = target[link]!;
          const there = to * LABEL;
          const known = values[there + TIME]!;
          if (milliseconds > known || (milliseconds === known && from >= values[there + SOURCE]!)) continue;
          if (known === NEVER) touched[touchedCount++] = to;
          values[there + TIME] = milliseconds;
          values[there + SOURCE] = from;
          values[there + BY] = link;
          const into = milliseconds >>> WIDTH_BITS;
          if (values[there + BUCKET] === into) continue;
          values[there + BUCKET] = into;
          if (used === entryJunction.length) growEntries();
          entryJunction[used] = to;
          entryNext[used] = heads[into & mask]!;
          heads[into & mask] = used++;
          waiting++;
        }
      }
      bucket++;
    }
    labels.touchedCount = touchedCount;
    enteredCount = used;
  }

  function growEntries(): void {
    const grown = (array: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(array.length * 2);
      larger.set(array);
      return larger;
    };
    entryJunction = grown(entryJunction);
    entryNext = grown(entryNext);
  }

  return { settle, entered: () => entryJunction, enteredCount: () => enteredCount, fit };
}
