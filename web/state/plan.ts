import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { applyChange } from '../../geodata/plan/apply-change';
import { UnitTally } from '../../geodata/plan/count-units';
import type { UnitCount } from '../../geodata/plan/count-units';
import { defaultPlan } from '../../geodata/plan/default-plan';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import type { PlanContent as IndexedPlanContent } from '../../geodata/plan/indexed-plan';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { LocalName } from '../../geodata/schema/place';
import type { Grid, GridChange, GridScheme, PlanContent, PlanWire } from '../../geodata/schema/plan';
import { ok } from '../../geodata/schema/problems';
import type { Problem, Result } from '../../geodata/schema/problems';
import { fetchPlan, fetchPlans, postDraft } from '../api/plans';
import { postScheme } from '../api/publications';
import { breathe } from './breathe';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { textParam, useQueryParam } from './url-query';

/** What the map has to follow: a change by change, or everything anew. */
export type FaceEvent = { kind: 'all' } | { kind: 'change'; put: readonly Grid[]; delete: readonly GridId[] };

/** The plan that is open: its faces, who lives in them, and the list of plans to choose from. */
export const usePlan = defineStore('plan', () => {
  const place = usePlace();
  const planParam = useQueryParam('plan', textParam());
  const plans = shallowRef<PlanWire[]>([]);
  const schemes = shallowRef<GridScheme[]>([]);
  const listStatus = ref<LoadStatus>('idle');
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  const plan = shallowRef<PlanWire | null>(null);
  const indexed = shallowRef<IndexedPlan | null>(null);
  const tally = shallowRef<UnitTally | null>(null);
  /** Grows with every change of a face: what is computed from faces reads it. */
  const version = ref(0);
  const lastEvent = shallowRef<FaceEvent>({ kind: 'all' });
  let turn = 0;

  const isDraft = computed(() => plan.value?.status === 'draft');
  const rules = computed(() => indexed.value?.rules ?? null);
  const grids = computed<Grid[]>(() => {
    void version.value;
    return indexed.value ? [...indexed.value.all()] : [];
  });

  async function loadList(): Promise<void> {
    const placeId = place.current?.id;
    if (!placeId) return;
    listStatus.value = 'loading';
    const listed = await fetchPlans(placeId);
    if (place.current?.id !== placeId) return;
    listStatus.value = listed.ok ? 'ready' : 'failed';
    if (listed.ok) {
      plans.value = listed.value.plans;
      schemes.value = listed.value.schemes;
    } else problem.value = listed.problem;
  }

  /** Opens the plan of the URL, else the default one, and names it in the URL for the other modes and for links. */
  async function open(): Promise<void> {
    const mine = ++turn;
    const placeId = place.current?.id;
    if (!placeId) return;
    status.value = 'loading';
    problem.value = null;
    if (listStatus.value !== 'ready') await loadList();
    if (mine !== turn) return;
    const wanted = plans.value.find(({ id }) => id === planParam.value);
    const id = wanted?.id ?? (planParam.value || defaultPlan(plans.value, schemes.value)?.id);
    if (!id) {
      close();
      status.value = listStatus.value === 'failed' ? 'failed' : 'ready';
      return;
    }
    const [content, columns] = await Promise.all([fetchPlan(placeId, id), place.loadBaseUnits()]);
    if (mine !== turn) return;
    if (!content.ok) {
      close();
      problem.value = content.problem;
      status.value = 'failed';
      return;
    }
    const faces = await indexContent(content.value);
    const counted =
      columns && columns.ids.length > 0 && faces ? await UnitTally.inSlices(columns, faces.all(), breathe) : null;
    await breathe();
    if (mine !== turn) return;
    plan.value = content.value.plan;
    indexed.value = faces;
    tally.value = counted;
    announce({ kind: 'all' });
    await breathe();
    if (mine !== turn) return;
    status.value = 'ready';
    planParam.value ||= id;
  }

  async function indexContent(content: PlanContent): Promise<IndexedPlan | null> {
    const profile = place.current?.profile;
    if (!profile) return null;
    const faces: IndexedPlanContent = {
      rules: {
        householdBand: profile.grid.householdBand,
        residentsMax: profile.grid.residentsMax,
        sequenceDigits: profile.grid.codeDigits[3],
      },
      communities: content.communities.map(({ id, name, codePrefix }) => ({ id, name: name.zh, codePrefix })),
      grids: content.grids,
      highestSequences: new Map(content.communities.map(({ id, highestSequence }) => [id, highestSequence])),
    };
    return IndexedPlan.inSlices(faces, breathe);
  }

  function close(): void {
    plan.value = null;
    indexed.value = null;
    tally.value = null;
    announce({ kind: 'all' });
  }

  function announce(event: FaceEvent): void {
    lastEvent.value = event;
    version.value++;
  }

  /** Carries a change out on the faces shown; counts and map follow. */
  function apply(change: Pick<GridChange, 'put' | 'delete'>): void {
    if (!indexed.value) return;
    applyChange(indexed.value, { note: { act: 'import', subject: '' }, ...change });
    tally.value?.update(change);
    announce({ kind: 'change', put: change.put, delete: change.delete });
  }

  /** Makes a draft and opens it: of the open plan, unless told of which, or empty; in its scheme, unless told in which. */
  async function createDraft(
    name: LocalName,
    { from = plan.value?.id ?? plans.value[0]?.id, scheme }: { from?: string | null | undefined; scheme?: string } = {},
  ): Promise<Problem | null> {
    const placeId = place.current?.id;
    if (!placeId || (!from && !scheme)) return null;
    const made = await postDraft(placeId, { ...(from ? { from } : {}), ...(scheme ? { scheme } : {}), name });
    if (!made.ok) return made.problem;
    plans.value = [...plans.value, made.value];
    choose(made.value.id);
    return null;
  }

  /** Adds a grid scheme to the place; its id, for a draft to be made in it. */
  async function createScheme(name: LocalName): Promise<Result<string>> {
    const made = await postScheme(place.current?.id ?? '', name);
    if (!made.ok) return made;
    schemes.value = [...schemes.value, made.value];
    return ok(made.value.id);
  }

  function choose(id: string): void {
    planParam.value = id;
  }

  const countOf = (id: GridId): UnitCount | null => {
    void version.value;
    return tally.value?.countOf(id) ?? null;
  };
  const gridOf = (id: string | null): Grid | undefined => {
    void version.value;
    return id === null ? undefined : indexed.value?.get(id as GridId);
  };
  const communityName = (id: AreaId): string => indexed.value?.communities.get(id)?.name ?? '';

  watch(
    [() => place.current?.datasetVersion, () => planParam.value],
    ([now, id], before) => {
      if (before && now !== before[0]) {
        listStatus.value = 'idle';
        plans.value = [];
      }
      if (before && id === plan.value?.id && now === before[0]) return;
      void open();
    },
    { immediate: true },
  );

  return {
    plans,
    schemes,
    listStatus,
    status,
    problem,
    plan,
    indexed,
    tally,
    version,
    lastEvent,
    isDraft,
    rules,
    grids,
    loadList,
    open,
    apply,
    createDraft,
    createScheme,
    choose,
    countOf,
    gridOf,
    communityName,
  };
});
