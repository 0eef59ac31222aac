import type { LayerPlan } from '../../geodata/formats/layer-to-plan';
import type { GridLayer } from '../../geodata/formats/read-grid-layer';
import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { cleanDefaults } from '../../geodata/plan/clean/coverage-repair';
import type { CrsName } from '../../geodata/schema/incident';
import type { LayerNote, LayerReport } from '../../geodata/schema/plan-layer';
import { describeProblem, plainParams } from '../../geodata/schema/problems';

/** Repairs and notes kept one by one; of all there are counts. */
const repairsKept = 1000;
const notesKept = 500;

/** What the cleaning did to a layer, as it is shown and kept. */
export function reportLayer(
  layer: GridLayer,
  made: LayerPlan,
  { file, crs }: { file: string; crs: CrsName },
  language: 'zh' | 'en',
): LayerReport {
  const kinds = new Map<string, LayerReport['kinds'][number]>();
  for (const { kind, squareMetres } of made.repairs) {
    const known = kinds.get(kind) ?? { kind, count: 0, squareMetres: 0 };
    known.count++;
    known.squareMetres += squareMetres;
    kinds.set(kind, known);
  }
  const notes = [...layer.notes, ...made.notes].sort((a, b) => Number(b.refused) - Number(a.refused) || a.row - b.row);
  const sum = (unassigned: boolean): number =>
    made.grids
      .filter(({ kind }) => (kind === 'unassigned') === unassigned)
      .reduce((all, { polygons }) => all + areaSquareMetres(polygons), 0);
  return {
    file,
    crs,
    read: layer.read,
    kept: made.grids.filter(({ kind }) => kind !== 'unassigned').length,
    squareMetres: Math.round(sum(false)),
    freeSquareMetres: Math.round(sum(true)),
    snapMetres: cleanDefaults.snapMetres,
    gapMetres: cleanDefaults.gapMetres,
    slitMetres: cleanDefaults.slitMetres,
    kinds: [...kinds.values()].map((kind) => ({ ...kind, squareMetres: toCentimetres(kind.squareMetres) })),
    repairs: made.repairs
      .toSorted((a, b) => b.squareMetres - a.squareMetres)
      .slice(0, repairsKept)
      .map(({ community: _, ...repair }) => ({ ...repair, squareMetres: toCentimetres(repair.squareMetres) })),
    noteCount: notes.length,
    notes: notes.slice(0, notesKept).map(({ row, name, refused, problem }): LayerNote => ({
      row,
      name,
      refused,
      code: problem.code,
      params: plainParams(problem.params, language),
      detail: describeProblem(problem, language),
    })),
  };
}

const toCentimetres = (squareMetres: number): number => Math.round(squareMetres * 100) / 100;

/** A layer of which more than half lies outside the household band was never balanced; the console says so. */
export function isUnbalanced({ outOfBand, report }: { outOfBand: number | null; report: LayerReport }): boolean {
  return outOfBand !== null && outOfBand * 2 > report.kept;
}
