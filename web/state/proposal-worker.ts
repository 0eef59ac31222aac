import { breathe } from './breathe';
import { workOut } from './proposal-work';
import type { ProposalMessage } from './proposal-work';

/** The thread grids are divided on: one proposal at a time, the newest. */
let current = 0;

addEventListener('message', ({ data }: MessageEvent<ProposalMessage>) => {
  const mine = ++current;
  if (data.kind === 'cancel') return;
  void workOut(
    data.task,
    (answer) => postMessage(answer),
    () => mine !== current,
    breathe,
  );
});
