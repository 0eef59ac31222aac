import type { Savings } from './savings';

/** Who is served by a set of sites that can take only so much each. */
export interface CapacityShare {
  /** Served in all: the most the sites can take together. */
  served: number;
  /** Served of each demand point, in its weight. */
  servedOf: Float64Array;
  /** Index into the sites of whoever serves most of a point; -1 where nobody does. */
  siteOf: Int32Array;
}

/** Demand points that the same sites reach. */
interface Kin {
  members: number[];
  slots: number[];
  left: number;
  /** Served by each slot. */
  flow: Float64Array;
}

/**
 * Shares demand among sites of limited capacity so that as much as possible is served: a maximum flow (Ford and
 * Fulkerson 1956) from points to the sites that reach them, points alike taken together.
 * @param savings `worth` is the weight of the point, the same from every site
 * @param capacity what each candidate can take; Infinity where there is no limit
 */
export function shareCapacity(savings: Savings, sites: readonly number[], capacity: ArrayLike<number>): CapacityShare {
  const { demandCount, start, demand, worth } = savings;
  const reachedBy = new Map<number, number[]>();
  const weight = new Float64Array(demandCount);
  sites.forEach((c, slot) => {
    for (let e = start[c]; e < start[c + 1]; e++) {
      const i = demand[e];
      weight[i] = worth[e];
      const slots = reachedBy.get(i);
      if (slots) slots.push(slot);
      else reachedBy.set(i, [slot]);
    }
  });
  const kinByKey = new Map<string, Kin>();
  for (const [i, slots] of [...reachedBy].sort(([a], [b]) => a - b)) {
    const key = slots.join();
    let kin = kinByKey.get(key);
    if (!kin) kinByKey.set(key, (kin = { members: [], slots, left: 0, flow: new Float64Array(sites.length) }));
    kin.members.push(i);
    kin.left += weight[i];
  }
  const kins = [...kinByKey.values()].sort((a, b) => a.slots.length - b.slots.length);
  const room = Float64Array.from(sites, (c) => capacity[c]);
  const kinsOf: Kin[][] = sites.map(() => []);
  for (const kin of kins) for (const slot of kin.slots) kinsOf[slot].push(kin);
  for (const kin of kins) while (kin.left > 1e-9 && augment(kin, kinsOf, room));

  const servedOf = new Float64Array(demandCount);
  const siteOf = new Int32Array(demandCount).fill(-1);
  let served = 0;
  for (const { members, slots, flow } of kins) {
    const left = slots.map((slot) => flow[slot]);
    let at = 0;
    for (const i of members) {
      let most = 0;
      for (let need = weight[i]; need > 1e-9 && at < slots.length;) {
        const part = Math.min(need, left[at]);
        if (part > most) {
          most = part;
          siteOf[i] = slots[at];
        }
        servedOf[i] += part;
        need -= part;
        left[at] -= part;
        if (left[at] <= 1e-9) at++;
      }
      served += servedOf[i];
    }
  }
  return { served, servedOf, siteOf };
}

/** Finds room for some of a kin's rest, moving others to further sites where that makes room. */
function augment(from: Kin, kinsOf: readonly (readonly Kin[])[], room: Float64Array): boolean {
  const via = new Map<number, { slot: number; kin: Kin } | null>();
  const queue: number[] = [];
  const reach = (slot: number, by: { slot: number; kin: Kin } | null) => {
    if (via.has(slot)) return;
    via.set(slot, by);
    queue.push(slot);
  };
  for (const slot of from.slots) reach(slot, null);
  for (const slot of queue) {
    if (room[slot] > 1e-9) return push(from, slot, via, room);
    for (const kin of kinsOf[slot]) {
      if (kin.flow[slot] <= 1e-9) continue;
      for (const other of kin.slots) reach(other, { slot, kin });
    }
  }
  return false;
}

function push(
  from: Kin,
  end: number,
  via: ReadonlyMap<number, { slot: number; kin: Kin } | null>,
  room: Float64Array,
): boolean {
  let amount = Math.min(from.left, room[end]);
  let first = end;
  for (let step = via.get(end); step; step = via.get(step.slot)) {
    amount = Math.min(amount, step.kin.flow[step.slot]);
    first = step.slot;
  }
  room[end] -= amount;
  for (let slot = end, step = via.get(end); step; slot = step.slot, step = via.get(step.slot)) {
    step.kin.flow[slot] += amount;
    step.kin.flow[step.slot] -= amount;
  }
  from.flow[first] += amount;
  from.left -= amount;
  return amount > 1e-9;
}
