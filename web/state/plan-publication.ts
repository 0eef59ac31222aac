import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Publication, PublicationPreview } from '../../geodata/schema/publication';
import type { Problem } from '../../geodata/schema/problems';
import { fetchPreview, postPublish, postRebase, postWithdraw } from '../api/publications';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { usePlan } from './plan';
import { usePlanEdits } from './plan-edits';

/** Publishing the open draft: what it would do, the day, and doing it. */
export const usePlanPublication = defineStore('plan-publication', () => {
  const place = usePlace();
  const plan = usePlan();
  const edits = usePlanEdits();
  const isOpen = ref(false);
  const status = ref<LoadStatus>('idle');
  const preview = shallowRef<PublicationPreview | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const isBusy = ref(false);
  /** First day in force, `YYYY-MM-DD`. */
  const day = ref('');
  /** What was published since is to be replaced, knowingly. */
  const overrules = ref(false);

  const errors = computed(() => preview.value?.checks.filter(({ severity }) => severity === 'error') ?? []);
  const isOutdated = computed(() => preview.value?.outdated != null);
  const isBlocked = computed(() => !preview.value || errors.value.length > 0 || (isOutdated.value && !overrules.value));

  async function open(): Promise<void> {
    isOpen.value = true;
    overrules.value = false;
    await load();
  }

  async function load(): Promise<void> {
    const placeId = place.current?.id;
    const planId = plan.plan?.id;
    if (!placeId || !planId) return;
    status.value = 'loading';
    problem.value = null;
    const read = await fetchPreview(placeId, planId);
    if (plan.plan?.id !== planId) return;
    status.value = read.ok ? 'ready' : 'failed';
    preview.value = read.ok ? read.value : null;
    if (!read.ok) problem.value = read.problem;
    if (read.ok && day.value < read.value.earliest) day.value = read.value.earliest;
  }

  /** Publishes what was looked at; the answer, or null where it was refused (`problem`). */
  async function publish(): Promise<Publication | null> {
    const placeId = place.current?.id;
    const seen = preview.value;
    if (!placeId || !seen || isBlocked.value || isBusy.value) return null;
    isBusy.value = true;
    const replaces = overrules.value && seen.against ? { replaces: seen.against.id } : {};
    const input = { effectiveFrom: day.value, revision: seen.plan.revision, ...replaces };
    const done = await postPublish(placeId, seen.plan.id, input);
    isBusy.value = false;
    if (!done.ok) {
      await load();
      problem.value = done.problem;
      return null;
    }
    close();
    await reopen();
    return done.value;
  }

  /** Takes over what was published since the draft was made. */
  async function rebase(): Promise<void> {
    const placeId = place.current?.id;
    const planId = plan.plan?.id;
    if (!placeId || !planId || isBusy.value) return;
    isBusy.value = true;
    const done = await postRebase(placeId, planId);
    if (done.ok) await edits.catchUp();
    isBusy.value = false;
    await load();
    if (!done.ok) problem.value = done.problem;
  }

  /** Takes the open publication back, whose day has not come. */
  async function withdraw(): Promise<Problem | null> {
    const placeId = place.current?.id;
    const planId = plan.plan?.id;
    if (!placeId || !planId) return null;
    const done = await postWithdraw(placeId, planId);
    if (!done.ok) return done.problem;
    await reopen();
    return null;
  }

  async function reopen(): Promise<void> {
    await plan.loadList();
    await plan.open();
  }

  function close(): void {
    isOpen.value = false;
    preview.value = null;
    problem.value = null;
  }

  watch(
    () => plan.plan?.id,
    () => {
      close();
      day.value = '';
    },
  );

  return {
    isOpen,
    status,
    preview,
    problem,
    isBusy,
    day,
    overrules,
    errors,
    isOutdated,
    isBlocked,
    open,
    load,
    publish,
    rebase,
    withdraw,
    close,
  };
});
