import { BorderMoves } from './border-moves';
import type { MoveChoice } from './border-moves';
import { EjectionChains } from './ejection-chains';
import type { PartState } from './part-state';

export interface AnnealPlan extends MoveChoice {
  /** How much is tried: about a microsecond each, whatever the clock says. */
  work: number;
  /** Temperature at the start and at the end, in metres of border at price 1. */
  hot: number;
  cold: number;
  /** Price of a household outside the band at the start and at the end: a strict band first of all would freeze borders. */
  bandPrices: readonly [number, number];
}

/** Work between two looks at whoever waits: a few milliseconds. */
const WORK_A_SLICE = 2500;
/** Share of the work over which the price of the band rises. */
const RISING = 0.7;

/**
 * Simulated annealing over a division. Yields the share of the work done, every few milliseconds; leaves the state at
 * the best division met since prices stopped rising.
 */
export function* anneal(state: PartState, random: () => number, plan: AnnealPlan): Generator<number, void> {
  const moves = new BorderMoves(state, random, plan);
  const ratio = plan.cold / plan.hot;
  const [softBand, hardBand] = plan.bandPrices;
  let bestCost = Infinity;
  const best = new Int32Array(state.graph.count);
  for (let work = 0; work < plan.work;) {
    const done = work / plan.work;
    const temperature = plan.hot * ratio ** done;
    state.terms.bandPrice = softBand * (hardBand / softBand) ** Math.min(1, done / RISING);
    const end = Math.min(plan.work, work + WORK_A_SLICE);
    while (work < end) {
      if (state.cutCount === 0) return;
      work += moves.tryEdge(state.cutEdges[Math.floor(random() * state.cutCount)]!, temperature);
    }
    if (done >= RISING || work >= plan.work) {
      const cost = state.totalCost();
      if (cost < bestCost) {
        bestCost = cost;
        best.set(state.part);
      }
    }
    yield Math.min(1, work / plan.work);
  }
  state.terms.bandPrice = hardBand;
  if (bestCost < Infinity) state.part.set(best);
  state.recount();
}

/** How often a stubborn part is tried again, each time over a wider neighbourhood. */
const ROUNDS = 10;
const WORK_A_PART = 3000;
/** How warm it gets where chains have passed, as a share of the warmest: enough for a border to find back to a street. */
const POLISH = 0.3;

/**
 * Brings the last parts into the band: anneals only around those outside it, at a price that nothing outweighs, and keeps
 * what left fewer outside. Yields after every slice.
 */
export function* settleBand(
  state: PartState,
  random: () => number,
  plan: Pick<AnnealPlan, 'hot' | 'cold' | 'locked' | 'groups'>,
): Generator<void, void> {
  const moves = new BorderMoves(state, random, { ...plan, recutShare: 0.15, groupShare: 0.3 });
  const { bandPrice, outPrice, movePrice } = state.terms;
  let outside = yield* settleByChains(state, random, plan, moves);
  const kept = Int32Array.from(state.part);
  for (let round = 0; round < ROUNDS && outside.length > 0; round++) {
    state.terms.bandPrice = bandPrice * (2 + round);
    state.terms.outPrice = outPrice * (4 + 4 * round);
    state.terms.movePrice = movePrice / (1 + (round >> 1));
    const region = partsAround(state, outside, 2 + (round >> 1));
    const costBefore = state.totalCost();
    const work = WORK_A_PART * outside.length * (1 + round);
    yield* annealWithin(state, random, moves, { region, work, hot: plan.hot, cold: plan.cold });
    const left = partsOutside(state);
    if (left.length < outside.length || (left.length === outside.length && state.totalCost() < costBefore)) {
      kept.set(state.part);
      outside = left;
    } else {
      state.part.set(kept);
      state.recount();
    }
  }
  state.terms.bandPrice = bandPrice;
  state.terms.outPrice = outPrice;
  state.terms.movePrice = movePrice;
  state.recount();
  if (outside.length > 0) yield* settleByChains(state, random, plan, moves);
}

/**
 * One chain for each part outside the band, then borders around the chains put right, in the cold; yields after every slice.
 * Answers the parts that are still outside.
 */
function* settleByChains(
  state: PartState,
  random: () => number,
  { hot, cold, locked }: Pick<AnnealPlan, 'hot' | 'cold' | 'locked'>,
  moves: BorderMoves,
): Generator<void, number[]> {
  const all = partsOutside(state);
  // Where most of many are outside, it is the band that does not fit the land, and there is nobody to pass anything on to.
  if (all.length * 2 > state.partCount + 2) return all;
  const chains = new EjectionChains(state, random, locked);
  const touched = new Set<number>();
  for (const part of all) {
    // A chain for another one may have passed here.
    if (partsOutside(state).includes(part)) for (const one of chains.settle(part)) touched.add(one);
    yield;
  }
  state.recount();
  if (touched.size > 0) {
    const kept = Int32Array.from(state.part);
    const outside = partsOutside(state).length;
    const { bandPrice, outPrice } = state.terms;
    const before = state.totalCost();
    state.terms.bandPrice = bandPrice * 4;
    state.terms.outPrice = outPrice * 8;
    yield* annealWithin(state, random, moves, {
      region: partsAround(state, [...touched], 1),
      work: WORK_A_PART * touched.size,
      hot: hot * POLISH,
      cold,
    });
    state.terms.bandPrice = bandPrice;
    state.terms.outPrice = outPrice;
    state.recount();
    if (partsOutside(state).length > outside || state.totalCost() > before) {
      state.part.set(kept);
      state.recount();
    }
  }
  return partsOutside(state);
}

/** Anneals borders between parts of a region (1 for each of them). Yields after every slice. */
function* annealWithin(
  state: PartState,
  random: () => number,
  moves: BorderMoves,
  { region, work: all, hot, cold }: { region: Uint8Array; work: number; hot: number; cold: number },
): Generator<void, void> {
  for (let work = 0; work < all;) {
    const temperature = hot * (cold / hot) ** (work / all);
    const edges = edgesWithin(state, region);
    if (edges.length === 0) return;
    for (const end = Math.min(all, work + WORK_A_SLICE); work < end;) {
      const edge = edges[Math.floor(random() * edges.length)]!;
      work += state.isCut(edge) ? moves.tryEdge(edge, temperature) : 1;
    }
    yield;
  }
}

/** Parts outside the band. */
export function partsOutside({ households, partCount, terms }: PartState): number[] {
  const outside: number[] = [];
  for (let p = 0; p < partCount; p++) {
    if (households[p]! < terms.least || households[p]! > terms.most) outside.push(p);
  }
  return outside;
}

/** 1 for the given parts and all within so many borders of them. */
export function partsAround(state: PartState, parts: readonly number[], borders: number): Uint8Array {
  const { graph, part } = state;
  let region = new Uint8Array(state.partCount);
  for (const p of parts) region[p] = 1;
  for (let ring = 0; ring < borders; ring++) {
    const wider = Uint8Array.from(region);
    for (let i = 0; i < state.cutCount; i++) {
      const a = part[graph.edgeFrom[state.cutEdges[i]!]!]!;
      const b = part[graph.edgeTo[state.cutEdges[i]!]!]!;
      if (region[a] === 1) wider[b] = 1;
      if (region[b] === 1) wider[a] = 1;
    }
    region = wider;
  }
  return region;
}

function edgesWithin(state: PartState, region: Uint8Array): Int32Array {
  const { graph, part } = state;
  return state.cutEdges
    .slice(0, state.cutCount)
    .filter((edge) => region[part[graph.edgeFrom[edge]!]!] === 1 && region[part[graph.edgeTo[edge]!]!] === 1);
}
