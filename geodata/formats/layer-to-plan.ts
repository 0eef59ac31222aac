import { cleanCoverage } from '../plan/clean-coverage';
import type { CleanedCoverage, RefusalReason } from '../plan/clean-coverage';
import type { CleanOptions, CoverageRepair } from '../plan/clean/coverage-repair';
import { westToEast } from '../plan/split-grid';
import { joinWorkers } from '../plan/grid-workers';
import type { GridWorker } from '../schema/grid-worker';
import { workerIdSchema } from '../schema/ids';
import type { AreaId, GridId, WorkerId } from '../schema/ids';
import type { MultiPolygon } from '../schema/coordinates';
import type { LocalName } from '../schema/place';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Problem, ProblemCode, Result } from '../schema/problems';
import type { LayerGrid, RowNote } from './read-grid-layer';
import type { ReadWorker } from './worker-names';

/** A community that grids of a layer can lie in. */
export interface LayerCommunity {
  id: AreaId;
  name: LocalName;
  /** Its own code, by which a column may name it. */
  code: string;
  polygons: MultiPolygon;
  /** The digits of a grid code before its sequence number. */
  codePrefix: string;
  /** The highest sequence number that is taken. */
  highestSequence: number;
}

export interface LayerPlan {
  /** Every face, free land among them. */
  grids: Grid[];
  /** Grids whose code is no code of the layer but a number given here. */
  numbered: GridId[];
  repairs: LayerRepair[];
  notes: PlacedNote[];
}

/** A repair by the names of its grids, and the community of the grid it is about; null where nobody got the land. */
export interface LayerRepair extends Omit<CoverageRepair, 'grid' | 'to'> {
  grid: string | null;
  to: string | null;
  community: AreaId | null;
}

/** A remark on a row, with the community its grid came to lie in; null where it lies in none. */
export interface PlacedNote extends RowNote {
  community: AreaId | null;
}

/** What of a layer concerns some communities. Rows that came to lie nowhere are told of in any case. */
export function withinCommunities(made: LayerPlan, ids: ReadonlySet<AreaId>): LayerPlan {
  const isIn = ({ community }: { community: AreaId | null }): boolean => community === null || ids.has(community);
  return {
    ...made,
    grids: made.grids.filter(({ communityId }) => ids.has(communityId)),
    repairs: made.repairs.filter(isIn),
    notes: made.notes.filter(isIn),
  };
}

/**
 * Makes the faces of a plan from a layer: cleans it, gives every grid its community, name and code. A code of the layer is
 * kept where it is one of the community and nobody else's; others are numbered west to east and north to south after the
 * highest number taken. Land without a grid stays unassigned. Fails with `plan.codes-exhausted`.
 * @param gridId the id of the n-th face
 */
export function layerToPlan(
  layer: readonly LayerGrid[],
  communities: readonly LayerCommunity[],
  sequenceDigits: number,
  options: CleanOptions,
  gridId: (n: number) => GridId,
): Result<LayerPlan> {
  const cleaned = cleanCoverage(
    communities,
    layer.map(({ polygons, kind }) => ({ polygons, isFree: kind === 'unassigned' })),
    options,
  );
  const notes: PlacedNote[] = cleaned.refused.map(({ grid, reason }) => ({
    row: layer[grid]!.row,
    name: layer[grid]!.name,
    refused: true,
    community: null,
    problem: { code: refusalCodes[reason], params: {} },
  }));
  noteCommunities(cleaned, layer, communities, notes);
  const codes = numberGrids(cleaned, layer, communities, sequenceDigits, notes);
  if (!codes.ok) return codes;
  let made = 0;
  const people = new ReadPeople(gridId);
  const grids = cleaned.grids.map(({ grid, community, polygons }, at): Grid => {
    const { name, workers, kind } = layer[grid]!;
    const code = codes.value[at]!;
    return {
      id: gridId(made++),
      communityId: communities[community]!.id,
      kind: kind === 'dedicated' ? 'dedicated' : 'general',
      code,
      name: name || `${communities[community]!.name.zh}第${Number(code.slice(-sequenceDigits))}网格`,
      workers: people.of(communities[community]!.id, workers),
      polygons,
      parents: [],
      revision: 0,
    };
  });
  const free = cleaned.free.map(({ community, polygons }): Grid => ({
    id: gridId(made++),
    communityId: communities[community]!.id,
    kind: 'unassigned',
    code: null,
    name: '',
    workers: [],
    polygons,
    parents: [],
    revision: 0,
  }));
  const nameOf = (grid: number | null): string | null =>
    grid === null ? null : layer[grid]!.name || `#${layer[grid]!.row}`;
  const homes = new Map(cleaned.grids.map(({ grid, community }) => [grid, communities[community]!.id]));
  const repairs = cleaned.repairs.map((repair): LayerRepair => {
    const community = homes.get(repair.grid ?? -1) ?? homes.get(repair.to ?? -1) ?? null;
    return { ...repair, grid: nameOf(repair.grid), to: nameOf(repair.to), community };
  });
  const numbered = grids.filter(({ code }, at) => layer[cleaned.grids[at]!.grid]!.code !== code).map(({ id }) => id);
  return ok({ grids: [...grids, ...free], numbered, repairs, notes });
}

/**
 * Gives people of a layer their ids. Somebody who fills only a part of a post is the same person in all grids of the
 * community where the name and kind are the same; everybody else is one person each.
 */
class ReadPeople {
  private readonly shared = new Map<string, WorkerId>();
  private count = 0;

  /** @param gridId gives ids nobody else has, of which those of the people are made */
  constructor(private readonly gridId: (n: number) => GridId) {}

  of(community: AreaId, workers: readonly ReadWorker[]): GridWorker[] {
    return joinWorkers([workers.map((worker) => ({ ...worker, id: this.idOf(community, worker) }))]);
  }

  private idOf(community: AreaId, { name, kind, posts }: ReadWorker): WorkerId {
    if (name === '') return workerIdSchema.parse(kind);
    const key = `${community} ${kind} ${name}`;
    const known = posts < 1 ? this.shared.get(key) : undefined;
    if (known !== undefined) return known;
    const id = workerIdSchema.parse(`w-${this.gridId(this.count++)}`);
    if (posts < 1) this.shared.set(key, id);
    return id;
  }
}

const refusalCodes: Readonly<Record<RefusalReason, ProblemCode>> = {
  'no-shape': 'layer.no-shape',
  outside: 'layer.outside',
  covered: 'layer.covered',
  'too-small': 'layer.too-small',
};

/** Says where a column names another community than the one that holds most of the land. */
function noteCommunities(
  { grids }: CleanedCoverage,
  layer: readonly LayerGrid[],
  communities: readonly LayerCommunity[],
  notes: PlacedNote[],
): void {
  for (const { grid, community } of grids) {
    const { community: written, row, name } = layer[grid]!;
    const { id, name: own, code } = communities[community]!;
    // A name may come with its district before it or without its ending.
    const isSame = [id, code, own.zh, own.en ?? own.zh].some(
      (word) => written.endsWith(word) || own.zh.startsWith(written),
    );
    if (written === '' || isSame) continue;
    const params = { written: written.slice(0, 60), community: own };
    notes.push({ row, name, refused: false, community: id, problem: { code: 'layer.other-community', params } });
  }
}

/** A code for every grid of the cleaned layer, in its order. */
function numberGrids(
  { grids }: CleanedCoverage,
  layer: readonly LayerGrid[],
  communities: readonly LayerCommunity[],
  digits: number,
  notes: PlacedNote[],
): Result<string[]> {
  const codes: string[] = new Array<string>(grids.length);
  const taken = new Set<string>();
  const highest = communities.map(({ highestSequence }) => highestSequence);
  const anew: number[][] = communities.map(() => []);
  for (const [at, { grid, community }] of grids.entries()) {
    const { code } = layer[grid]!;
    const { codePrefix } = communities[community]!;
    const tail = code.startsWith(codePrefix) ? code.slice(codePrefix.length) : '';
    const isOwn = tail.length === digits && /^\d+$/.test(tail) && Number(tail) > 0;
    if (!isOwn || taken.has(code)) {
      anew[community]!.push(at);
      continue;
    }
    taken.add(code);
    codes[at] = code;
    highest[community] = Math.max(highest[community]!, Number(tail));
  }
  for (const [community, list] of anew.entries()) {
    const { id, codePrefix, name } = communities[community]!;
    const order = westToEast(list.map((at) => grids[at]!.polygons));
    for (const rank of order) {
      const at = list[rank]!;
      const sequence = ++highest[community]!;
      const number = String(sequence).padStart(digits, '0');
      if (number.length > digits) return fail('plan.codes-exhausted', { community: name, most: '9'.repeat(digits) });
      const given = codePrefix + number;
      codes[at] = given;
      const { code, row, name: own } = layer[grids[at]!.grid]!;
      if (code === '') continue;
      const problem: Problem = taken.has(code)
        ? { code: 'layer.code-twice', params: { code, given } }
        : {
            code: 'layer.code-anew',
            params: { code: code.slice(0, 40), given, digits: codePrefix.length + digits },
          };
      notes.push({ row, name: own, refused: false, community: id, problem });
    }
  }
  return ok(codes);
}
