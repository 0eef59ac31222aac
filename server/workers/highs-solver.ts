import loadHighs from 'highs';
import type { MipAnswer, MipModel, MipSolver } from '../../geodata/coverage/siting/mip';

/**
 * HiGHS (Huangfu and Hall 2018) as WebAssembly, one thread. It is deterministic but for its time limit; loading takes
 * about 50 ms, and `solve` blocks the thread it runs on.
 */
export async function loadHighsSolver(): Promise<MipSolver> {
  const highs = await loadHighs();
  const { modelStatus, objectiveSense, callbackType } = highs.constants;
  return (model: MipModel, { seconds, isStopped, onBound, start }): MipAnswer => {
    const sense = model.sense === 'maximise' ? objectiveSense.maximize : objectiveSense.minimize;
    const wild = (value: number) =>
      value === Infinity ? highs.infinity : value === -Infinity ? -highs.infinity : value;
    return highs.withModel(
      {
        numCols: model.cost.length,
        numRows: model.rowLower.length,
        sense,
        colCost: model.cost,
        colLower: model.columnLower.map(wild),
        colUpper: model.columnUpper.map(wild),
        rowLower: model.rowLower.map(wild),
        rowUpper: model.rowUpper.map(wild),
        matrix: {
          format: 'csr',
          numRows: model.rowLower.length,
          numCols: model.cost.length,
          starts: model.rowStart,
          indices: model.column,
          values: model.factor,
        },
        integrality: Int32Array.from(model.isWhole),
      },
      (solver): MipAnswer => {
        solver.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 1e-6 });
        if (start) {
          // Only the whole columns are known; the solver fills in the rest.
          solver.setSolution({ indices: Int32Array.from(start.keys()), values: start });
        }
        solver.run({
          [callbackType.mipInterrupt]: (event) => {
            if (isStopped()) event.interrupt();
          },
          [callbackType.mipLogging]: (event) => {
            const bound = event.data.mip_dual_bound;
            if (bound !== undefined && Number.isFinite(bound)) onBound(bound);
          },
        });
        const status = solver.getModelStatus();
        if (status === modelStatus.infeasible) {
          return { status: 'infeasible', values: null, bound: model.sense === 'maximise' ? -Infinity : Infinity };
        }
        const isOptimal = status === modelStatus.optimal;
        const hasValues = isOptimal || Number.isFinite(Number(solver.info.get('mip_gap')));
        return {
          status: isOptimal ? 'optimal' : 'stopped',
          values: hasValues ? Float64Array.from(solver.getSolution().colValue) : null,
          bound: isOptimal ? solver.getObjectiveValue() : Number(solver.info.get('mip_dual_bound')),
        };
      },
    );
  };
}
