import type { LatticeBox } from '../schema/coordinates';
import type { AreaId, GridId } from '../schema/ids';
import type { LocalName } from '../schema/place';
import type { Grid } from '../schema/plan';
import { boundingBox, boxesMeet, mergeBoxes } from '../geometry/bounding-box';
import { sequenceOfCode } from './grid-code';

/** What a plan needs to know of a community. */
export interface PlanCommunity {
  id: AreaId;
  name: string;
  /** The name in both languages, for texts that are put into words elsewhere; `name` where left out. */
  label?: LocalName;
  /** The digits of a grid code before its sequence number. */
  codePrefix: string;
}

export interface PlanRules {
  /** Households a grid should have, both ends included. */
  householdBand: readonly [number, number];
  residentsMax: number;
  /** Digits of the sequence number at the end of a grid code. */
  sequenceDigits: number;
}

export interface PlanContent {
  rules: PlanRules;
  communities: readonly PlanCommunity[];
  grids: Iterable<Grid>;
  /** Highest sequence number ever given out, per community; higher ones among the grids count too. */
  highestSequences?: ReadonlyMap<AreaId, number>;
}

/** Names that can be looked up. */
export interface NameSet {
  has(name: string): boolean;
}

const noNames: NameSet = { has: () => false };

/** Buckets along the longer side of the plan: about one grid a bucket in a county, at most 4,096 in all. */
const BUCKETS = 64;
const facesPerSlice = 1000;

/**
 * The faces of a plan, found by id, community or place. Read-only to everyone but `applyChange`.
 */
export class IndexedPlan {
  readonly rules: PlanRules;
  readonly communities: ReadonlyMap<AreaId, PlanCommunity>;
  private readonly grids = new Map<GridId, Grid>();
  private readonly boxes = new Map<GridId, LatticeBox>();
  private readonly byCommunity = new Map<AreaId, Set<GridId>>();
  /** How many faces of a community bear a name. */
  private readonly names = new Map<AreaId, Map<string, number>>();
  private readonly sequences: Map<AreaId, number>;
  private readonly buckets = new Map<number, Set<GridId>>();
  private readonly origin: readonly [number, number];
  private readonly bucketSize: number;

  /** @param extent the box that its faces will lie in, where that is known: of `grids` unless given */
  constructor({ rules, communities, grids, highestSequences }: PlanContent, extent?: LatticeBox) {
    this.rules = rules;
    this.communities = new Map(communities.map((community) => [community.id, community]));
    this.sequences = new Map(highestSequences);
    const all = [...grids];
    extent ??= mergeBoxes(all.map((grid) => boundingBox(grid.polygons)));
    this.origin = [extent[0], extent[1]];
    this.bucketSize = Math.max(1, Math.ceil(Math.max(extent[2] - extent[0], extent[3] - extent[1], 1) / BUCKETS));
    for (const grid of all) this.put(grid);
  }

  /** As the constructor, in slices of some milliseconds with `breathe` awaited between them: a city has 20,000 faces. */
  static async inSlices(content: PlanContent, breathe: () => Promise<void>): Promise<IndexedPlan> {
    const all = [...content.grids];
    let extent = mergeBoxes([]);
    for (let i = 0; i < all.length; i++) {
      if (i > 0 && i % facesPerSlice === 0) await breathe();
      extent = mergeBoxes([extent, boundingBox(all[i]!.polygons)]);
    }
    const plan = new IndexedPlan({ ...content, grids: [] }, extent);
    for (let i = 0; i < all.length; i++) {
      if (i % facesPerSlice === 0) await breathe();
      plan.put(all[i]!);
    }
    return plan;
  }

  get size(): number {
    return this.grids.size;
  }

  get(id: GridId): Grid | undefined {
    return this.grids.get(id);
  }

  has(id: GridId): boolean {
    return this.grids.has(id);
  }

  /** All faces, in the order they were put. */
  all(): IterableIterator<Grid> {
    return this.grids.values();
  }

  inCommunity(id: AreaId): Grid[] {
    return [...(this.byCommunity.get(id) ?? [])].map((gridId) => this.grids.get(gridId)!);
  }

  /** What texts call a community. */
  labelOf(id: AreaId): LocalName | string {
    const community = this.communities.get(id);
    return community?.label ?? community?.name ?? id;
  }

  /** Names in use in a community. */
  namesIn(id: AreaId): NameSet {
    return this.names.get(id) ?? noNames;
  }

  boxOf(id: GridId): LatticeBox | undefined {
    return this.boxes.get(id);
  }

  /** Faces whose box meets the box, in no particular order. */
  near(box: LatticeBox): Grid[] {
    const found = new Set<GridId>();
    this.eachBucket(box, (key) => {
      for (const id of this.buckets.get(key) ?? []) if (boxesMeet(this.boxes.get(id)!, box)) found.add(id);
    });
    return [...found].map((id) => this.grids.get(id)!);
  }

  /** Highest sequence number ever given out in a community: retired codes count, because codes are never reused. */
  highestSequence(id: AreaId): number {
    return this.sequences.get(id) ?? 0;
  }

  /** Takes over numbers given out elsewhere (another draft of the scheme, the server's memory). */
  raiseSequence(id: AreaId, sequence: number): void {
    if (sequence > this.highestSequence(id)) this.sequences.set(id, sequence);
  }

  /** For `applyChange`, and `rebasePlan`, which puts everything back. */
  put(grid: Grid): void {
    if (this.grids.has(grid.id)) this.remove(grid.id);
    const box = boundingBox(grid.polygons);
    this.grids.set(grid.id, grid);
    this.boxes.set(grid.id, box);
    this.eachBucket(box, (key) => {
      const bucket = this.buckets.get(key);
      if (bucket) bucket.add(grid.id);
      else this.buckets.set(key, new Set([grid.id]));
    });
    const community = this.byCommunity.get(grid.communityId);
    if (community) community.add(grid.id);
    else this.byCommunity.set(grid.communityId, new Set([grid.id]));
    const names = this.names.get(grid.communityId) ?? new Map<string, number>();
    names.set(grid.name, (names.get(grid.name) ?? 0) + 1);
    this.names.set(grid.communityId, names);
    if (grid.code !== null) {
      this.raiseSequence(grid.communityId, sequenceOfCode(grid.code, this.rules.sequenceDigits));
    }
  }

  /** For `applyChange` only. */
  remove(id: GridId): void {
    const grid = this.grids.get(id);
    if (!grid) return;
    this.eachBucket(this.boxes.get(id)!, (key) => this.buckets.get(key)?.delete(id));
    this.byCommunity.get(grid.communityId)?.delete(id);
    const names = this.names.get(grid.communityId);
    const left = (names?.get(grid.name) ?? 1) - 1;
    if (left > 0) names?.set(grid.name, left);
    else names?.delete(grid.name);
    this.boxes.delete(id);
    this.grids.delete(id);
  }

  private eachBucket(box: LatticeBox, visit: (key: number) => void): void {
    const clamp = (value: number): number => Math.min(BUCKETS, Math.max(-1, value));
    const fromX = clamp(Math.floor((box[0] - this.origin[0]) / this.bucketSize));
    const toX = clamp(Math.floor((box[2] - this.origin[0]) / this.bucketSize));
    const fromY = clamp(Math.floor((box[1] - this.origin[1]) / this.bucketSize));
    const toY = clamp(Math.floor((box[3] - this.origin[1]) / this.bucketSize));
    for (let x = fromX; x <= toX; x++) {
      for (let y = fromY; y <= toY; y++) visit((x + 1) * (BUCKETS + 2) + y + 1);
    }
  }
}
