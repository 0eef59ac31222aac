import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import type { PlanContent } from '../../geodata/plan/indexed-plan';
import { proposalSteps } from '../../geodata/plan/partition/propose-grids';
import type { GridProposal, ProposalInput } from '../../geodata/plan/partition/propose-grids';
import type { UnitCells, UnitCellsInput } from '../../geodata/plan/partition/unit-cells';
import { runInSlices } from '../../geodata/plan/partition/run-steps';
import type { PartitionProgress } from '../../geodata/plan/partition/run-steps';
import type { Grid } from '../../geodata/schema/plan';

/** A proposal to compute: the community with its faces and those around them, and what is wished. */
export interface ProposalTask {
  turn: number;
  content: Omit<PlanContent, 'grids' | 'highestSequences'> & { grids: readonly Grid[] };
  input: ProposalInput;
}

export type ProposalMessage =
  { kind: 'propose'; task: ProposalTask } | { kind: 'cells'; turn: number; input: UnitCellsInput } | { kind: 'cancel' };

export type ProposalAnswer =
  | { turn: number; kind: 'cells'; cells: UnitCells }
  | { turn: number; kind: 'progress'; progress: PartitionProgress }
  /** Null: the community has no land that could be divided. */
  | { turn: number; kind: 'done'; proposal: GridProposal | null; milliseconds: number };

/** Computes a proposal in slices, telling how far it is; null where it was cancelled on the way. */
export async function workOut(
  { turn, content, input }: ProposalTask,
  tell: (answer: ProposalAnswer) => void,
  isCancelled: () => boolean,
  breathe: () => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const plan = new IndexedPlan(content);
  const proposal = await runInSlices(proposalSteps(plan, input), {
    onProgress: (progress) => tell({ turn, kind: 'progress', progress }),
    isCancelled,
    breathe,
  });
  if (isCancelled()) return;
  tell({ turn, kind: 'done', proposal, milliseconds: performance.now() - began });
}
