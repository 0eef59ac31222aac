import { useI18n } from 'vue-i18n';
import type { Result } from '../../geodata/schema/problems';
import { deleteApart, deleteMerge, postApart, postMerge } from '../api/incident-repeats';
import { useProblemText } from '../locales/use-problem-text';
import { useFrame } from '../state/frame';
import { useMerges } from '../state/merges';
import { usePlace } from '../state/place';
import { useSession } from '../state/session';
import { useToasts } from '../state/toasts';

export interface MergeActs {
  /** Confirms that a report is a duplicate of another; true where it was saved. `begin` is called once nothing stops it. */
  merge: (incident: string, master: string, begin?: () => void) => Promise<boolean>;
  unmerge: (incident: string) => Promise<boolean>;
  /** Says that two reports are not one problem. */
  part: (incident: string, other: string, begin?: () => void) => Promise<boolean>;
}

/**
 * What a person says about two reports: saved under their name, told in a message that takes it back. Nothing is saved
 * where the question for the name is cancelled.
 */
export function useMergeActs(): MergeActs {
  const { t } = useI18n();
  const frame = useFrame();
  const merges = useMerges();
  const place = usePlace();
  const session = useSession();
  const toasts = useToasts();
  const { problemText } = useProblemText();

  async function act(
    send: (placeId: string) => Promise<Result<unknown>>,
    text: string,
    { begin, undo }: { begin?: (() => void) | undefined; undo?: () => void } = {},
  ): Promise<boolean> {
    const placeId = place.current?.id;
    if (!placeId) return false;
    if (!(await frame.askAuthorOnce(session.authorName))) return false;
    begin?.();
    const answer = await send(placeId);
    // Refused too: somebody else may have decided meanwhile, and the lists show what stands now.
    merges.revision++;
    if (!answer.ok) toasts.show({ text: problemText(answer.problem), tone: 'problem' });
    else toasts.show({ text, tone: 'good', ...(undo ? { action: { text: t('repeats.undo'), run: undo } } : {}) });
    return answer.ok;
  }

  const unmerge = (incident: string): Promise<boolean> =>
    act((placeId) => deleteMerge(placeId, incident), t('repeats.done.undone'));
  return {
    merge: (incident, master, begin) =>
      act((placeId) => postMerge(placeId, incident, master), t('repeats.done.merged'), {
        begin,
        undo: () => void unmerge(incident),
      }),
    unmerge,
    part: (incident, other, begin) =>
      act((placeId) => postApart(placeId, incident, other), t('repeats.done.parted'), {
        begin,
        undo: () => void act((placeId) => deleteApart(placeId, incident, other), t('repeats.done.undone')),
      }),
  };
}
