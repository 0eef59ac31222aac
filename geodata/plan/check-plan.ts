import Flatbush from 'flatbush';
import { fromLattice } from '../schema/coordinates';
import type { LatticePoint, MultiPolygon } from '../schema/coordinates';
import type { AreaId, GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import type { ProblemCode, ProblemParams, ProblemPlace } from '../schema/problems';
import { areaSquareMetres } from '../geometry/area-square-metres';
import { edgesOf } from '../geometry/cut-faces';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { findCrossing } from '../geometry/find-crossing';
import type { Crossing } from '../geometry/find-crossing';
import { locatePoint } from '../geometry/point-in-polygon';
import { VertexTable } from '../geometry/vertex-table';
import type { UnitTally } from './count-units';
import { fullTimePosts } from './grid-workers';
import type { IndexedPlan } from './indexed-plan';

/** `error` must be mended before publishing; `warning` should be; `notice` is for the record. */
export type FindingSeverity = 'error' | 'warning' | 'notice';

export interface PlanFinding {
  code: ProblemCode;
  severity: FindingSeverity;
  params: ProblemParams;
  /** The face it is about; null for the plan as a whole. */
  gridId: GridId | null;
  where: ProblemPlace | null;
}

export interface CheckInput {
  /** The legal shape of each community: a plan's own border may lie a lattice unit off it. */
  communities: ReadonlyMap<AreaId, MultiPolygon>;
  /** Counts of base units; null where the place has none, and nothing is said of households then. */
  tally: UnitTally | null;
}

/** Every breach of the rules a plan has, worst first. Blocks nothing by itself. */
export function checkPlan(plan: IndexedPlan, input: CheckInput): PlanFinding[] {
  const grids = [...plan.all()];
  // A plan nobody entered workers in says so once, not for every grid.
  const isStaffed = grids.some((grid) => fullTimePosts(grid.workers) > 0);
  const findings = [
    ...checkTopology(plan),
    ...checkCommunities(plan, input.communities),
    ...grids.flatMap((grid) => checkGrid(plan, grid, input.tally, isStaffed)),
  ];
  const count = grids.filter((grid) => grid.kind !== 'unassigned').length;
  if (!isStaffed && count > 0) {
    findings.push({ code: 'check.workers-unknown', severity: 'notice', params: { count }, gridId: null, where: null });
  }
  const lost = input.tally?.unitsOutside() ?? [];
  if (lost.length > 0) {
    const households = input.tally?.sum(lost).households ?? 0;
    const params = { count: lost.length, households };
    findings.push({ code: 'check.units-outside', severity: 'warning', params, gridId: null, where: null });
  }
  const rank = { error: 0, warning: 1, notice: 2 };
  return findings.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** Edges run twice in the same direction are overlap; edges without a partner that lie inside the land are cracks. */
function checkTopology(plan: IndexedPlan): PlanFinding[] {
  const findings: PlanFinding[] = [];
  const vertices = new VertexTable();
  const owners = new Map<number, Grid>();
  const overlaps = new Set<string>();
  for (const grid of plan.all()) {
    const crossing = crossingOf(grid.polygons);
    if (crossing) {
      findings.push(finding('check.ring', 'error', { grid: nameOf(grid) }, grid, pointWhere(crossing.point)));
    }
    for (const [ax, ay, bx, by] of edgesOf(grid.polygons)) {
      const key = edgeKey(vertices.intern(ax, ay), vertices.intern(bx, by));
      const other = owners.get(key);
      if (!other) {
        owners.set(key, grid);
        continue;
      }
      const pair = `${other.id} ${grid.id}`;
      if (overlaps.has(pair)) continue;
      overlaps.add(pair);
      const params = { grid: nameOf(grid), other: nameOf(other) };
      findings.push(finding('check.overlap', 'error', params, grid, pointWhere([ax, ay])));
    }
  }
  const cracked = new Set<GridId>();
  for (const [key, grid] of owners) {
    const a = Math.floor(key / VERTEX_LIMIT);
    const b = key % VERTEX_LIMIT;
    if (owners.has(edgeKey(b, a)) || cracked.has(grid.id)) continue;
    const [ax, ay] = [vertices.xs[a]!, vertices.ys[a]!];
    if (!faceBeside(plan, ax, ay, vertices.xs[b]!, vertices.ys[b]!)) continue;
    cracked.add(grid.id);
    findings.push(finding('check.crack', 'error', { grid: nameOf(grid) }, grid, pointWhere([ax, ay])));
  }
  return findings;
}

/** Two vertex numbers in one exact double: far more vertices than a plan can have. */
const VERTEX_LIMIT = 2 ** 26;
const edgeKey = (a: number, b: number): number => a * VERTEX_LIMIT + b;

/** Shapes are immutable, so each is looked over once, however often the plan is checked. */
const crossings = new WeakMap<MultiPolygon, Crossing | null>();

function crossingOf(polygons: MultiPolygon): Crossing | null {
  const known = crossings.get(polygons);
  if (known !== undefined) return known;
  const crossing = findCrossing(polygons);
  crossings.set(polygons, crossing);
  return crossing;
}

/** The face that holds the land just right of an edge, if any: where there is one, the edge should have been shared. */
function faceBeside(plan: IndexedPlan, ax: number, ay: number, bx: number, by: number): Grid | undefined {
  const length = Math.hypot(bx - ax, by - ay);
  // Two units off the middle: beyond what rounding moves, nearer than any real border.
  const x = Math.round((ax + bx) / 2 + ((by - ay) / length) * 2);
  const y = Math.round((ay + by) / 2 - ((bx - ax) / length) * 2);
  return plan.near([x, y, x, y]).find((grid) => locatePoint([x, y], grid.polygons) === 'inside');
}

/** The border of all faces of a community must follow the legal border within rounding. */
function checkCommunities(plan: IndexedPlan, communities: ReadonlyMap<AreaId, MultiPolygon>): PlanFinding[] {
  const findings: PlanFinding[] = [];
  for (const [id, legal] of communities) {
    const faces = plan.inCommunity(id);
    if (faces.length === 0) continue;
    const border = borderIndex(legal);
    const reported = new Set<GridId>();
    const outline = new Set<string>();
    for (const [ax, ay, bx, by] of edgesOf(dissolveFaces(faces.map((face) => face.polygons)))) {
      outline.add(`${ax},${ay},${bx},${by}`);
    }
    for (const face of faces) {
      for (const [ax, ay, bx, by] of edgesOf(face.polygons)) {
        if (reported.has(face.id) || !outline.has(`${ax},${ay},${bx},${by}`)) continue;
        const middle: LatticePoint = [Math.round((ax + bx) / 2), Math.round((ay + by) / 2)];
        const stray = ([[ax, ay], middle] as const).find((point) => border.isOff(point) && !isInside(point, legal));
        if (!stray) continue;
        reported.add(face.id);
        const params = { grid: nameOf(face), community: plan.labelOf(id) };
        findings.push(finding('check.outside', 'error', params, face, pointWhere(stray)));
      }
    }
  }
  return findings;
}

function isInside(point: LatticePoint, polygons: MultiPolygon): boolean {
  return locatePoint(point, polygons) !== 'outside';
}

/** Distance to a border, cut off at two lattice units: rounding moves a border by at most one. */
function borderIndex(polygons: MultiPolygon): { isOff(point: LatticePoint): boolean } {
  const edges = [...edgesOf(polygons)];
  const index = new Flatbush(Math.max(1, edges.length));
  for (const [ax, ay, bx, by] of edges) {
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  if (edges.length === 0) index.add(Infinity, Infinity, Infinity, Infinity);
  index.finish();
  return {
    isOff: ([x, y]) =>
      !index.search(x - 2, y - 2, x + 2, y + 2).some((i) => {
        const [ax, ay, bx, by] = edges[i]!;
        const dx = bx - ax;
        const dy = by - ay;
        const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
        return Math.hypot(x - ax - dx * share, y - ay - dy * share) <= 2;
      }),
  };
}

function checkGrid(plan: IndexedPlan, grid: Grid, tally: UnitTally | null, isStaffed: boolean): PlanFinding[] {
  const findings: PlanFinding[] = [];
  const [x = 0, y = 0] = grid.polygons[0]?.[0] ?? [];
  const where = pointWhere([x, y]);
  const count = tally?.countOf(grid.id);
  if (grid.kind === 'unassigned') {
    const params = {
      community: plan.labelOf(grid.communityId),
      squareMetres: Math.round(areaSquareMetres(grid.polygons)),
      households: count?.households ?? 0,
    };
    findings.push(finding('check.unassigned', 'warning', params, grid, where));
    return findings;
  }
  const name = nameOf(grid);
  // Polygons of one face never share an edge, so more than one means pieces that at most touch at a corner.
  if (grid.polygons.length > 1) {
    findings.push(finding('check.apart', 'error', { grid: name, count: grid.polygons.length }, grid, where));
  }
  const [least, most] = plan.rules.householdBand;
  const households = count?.households ?? null;
  if (households !== null && households < least) {
    findings.push(finding('check.too-few-households', 'warning', { grid: name, households, least }, grid, where));
  }
  if (households !== null && households > most) {
    findings.push(finding('check.too-many-households', 'warning', { grid: name, households, most }, grid, where));
  }
  const residents = count?.residents ?? null;
  if (residents !== null && residents > plan.rules.residentsMax) {
    const params = { grid: name, residents, most: plan.rules.residentsMax };
    findings.push(finding('check.too-many-residents', 'warning', params, grid, where));
  }
  if (fullTimePosts(grid.workers) <= 0 && isStaffed)
    findings.push(finding('check.no-worker', 'warning', { grid: name }, grid, where));
  return findings;
}

function nameOf(grid: Grid): string {
  return grid.name || grid.id;
}

function finding(
  code: ProblemCode,
  severity: FindingSeverity,
  params: ProblemParams,
  grid: Grid,
  where: ProblemPlace,
): PlanFinding {
  return { code, severity, params, gridId: grid.id, where };
}

function pointWhere([x, y]: LatticePoint): ProblemPlace {
  return { type: 'Point', coordinates: [fromLattice(x), fromLattice(y)] };
}
