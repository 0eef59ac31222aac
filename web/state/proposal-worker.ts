import { makeUnitCells } from '../../geodata/plan/partition/unit-cells';
import { breathe } from './breathe';
import { workOut } from './proposal-work';
import type { ProposalAnswer, ProposalMessage } from './proposal-work';

/** The thread grids are divided on: one proposal at a time, the newest. */
let current = 0;

addEventListener('message', ({ data }: MessageEvent<ProposalMessage>) => {
  const mine = ++current;
  if (data.kind === 'cancel') return;
  if (data.kind === 'cells') {
    const answer: ProposalAnswer = { turn: data.turn, kind: 'cells', cells: makeUnitCells(data.input) };
    postMessage(answer);
    return;
  }
  void workOut(
    data.task,
    (answer) => postMessage(answer),
    () => mine !== current,
    breathe,
  );
});
