import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { boundingBox, boxToDegrees, mergeBoxes } from '../../geodata/geometry/bounding-box';
import { defaultBorderPrices } from '../../geodata/plan/partition/unit-graph';
import { usualMovePrice } from '../../geodata/plan/partition/partition-units';
import type { GridProposal } from '../../geodata/plan/partition/propose-grids';
import type { PartitionProgress } from '../../geodata/plan/partition/run-steps';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { PlanOperation } from '../../geodata/schema/plan';
import { communityGround } from './community-ground';
import { useGuides } from './guides';
import { usePlace } from './place';
import { usePlan } from './plan';
import { usePlanTool } from './plan-tool';
import { useSelection } from './selection';
import { useView } from './view';
import { proposalThread } from './proposal-thread';
import type { ProposalAnswer } from './proposal-work';

export type ProposalAct = 'partition' | 'balance';

/** What the planner wishes; weights are multiples of the usual. */
export interface ProposalWishes {
  act: ProposalAct;
  /** Number of grids; null for as many as the households need. */
  parts: number | null;
  band: readonly [number, number];
  streets: number;
  compounds: number;
  roundness: number;
  /** How dear it is to move a household, for balancing. */
  staying: number;
}

const usualCompoundWeight = 0.8;
const usualShapeWeight = 3;

/** A proposal to divide or balance one community, computed on a thread of its own and shown before anything changes. */
export const useProposal = defineStore('proposal', () => {
  const place = usePlace();
  const plan = usePlan();
  const tool = usePlanTool();
  const guides = useGuides();
  const selection = useSelection();
  const view = useView();
  const communityId = ref<AreaId | null>(null);
  const wishes = ref<ProposalWishes>({
    act: 'balance',
    parts: null,
    band: [300, 500],
    streets: 1,
    compounds: 1,
    roundness: 1,
    staying: 1,
  });
  const seed = ref(1);
  const locked = shallowRef<ReadonlySet<GridId>>(new Set());
  const status = ref<'idle' | 'working' | 'ready' | 'nothing' | 'failed'>('idle');
  const progress = shallowRef<PartitionProgress | null>(null);
  const proposal = shallowRef<GridProposal | null>(null);
  const milliseconds = ref(0);
  let turn = 0;
  const thread = proposalThread('proposal', receive, () => (status.value = 'failed'));

  const isOpen = computed(() => tool.current === 'partition');
  /** Households of the community that would be in the band now, for comparison. */
  const now = computed(() => {
    void plan.version;
    const grids = communityId.value && plan.indexed ? plan.indexed.inCommunity(communityId.value) : [];
    const general = grids.filter(({ kind }) => kind === 'general');
    const [least, most] = wishes.value.band;
    const inBand = general.filter(({ id }) => {
      const households = plan.tally?.countOf(id).households ?? 0;
      return households >= least && households <= most;
    });
    return { grids: general.length, inBand: inBand.length };
  });

  function open(area: AreaId, act: ProposalAct): void {
    wishes.value = { ...wishes.value, act, parts: null, band: plan.rules?.householdBand ?? wishes.value.band };
    choose(area);
    // The card stands where the inspector would, and a click on a grid locks it.
    selection.clear();
    tool.choose('partition');
  }

  function choose(area: AreaId): void {
    drop();
    communityId.value = area;
    locked.value = new Set();
    void guides.load(area);
    const faces = plan.indexed?.inCommunity(area) ?? [];
    if (faces.length > 0) {
      view.showBounds(boxToDegrees(mergeBoxes(faces.map(({ polygons }) => boundingBox(polygons)))), 16);
    }
  }

  function toggleLock(id: GridId): void {
    const next = new Set(locked.value);
    if (!next.delete(id)) next.add(id);
    locked.value = next;
    drop();
  }

  function receive(answer: ProposalAnswer): void {
    if (answer.turn !== turn || answer.kind === 'cells') return;
    if (answer.kind === 'progress') {
      progress.value = answer.progress;
      return;
    }
    progress.value = null;
    milliseconds.value = answer.milliseconds;
    proposal.value = answer.proposal;
    status.value = answer.proposal ? 'ready' : 'nothing';
    show();
  }

  async function propose(): Promise<void> {
    const area = communityId.value;
    const { indexed } = plan;
    const units = place.baseUnits;
    if (!area || !indexed || !units) return;
    drop();
    const mine = ++turn;
    status.value = 'working';
    const around = await guides.load(area);
    if (mine !== turn) return;
    const ground = communityGround(indexed, area, units, around?.guides ?? []);
    if (!ground) {
      status.value = 'nothing';
      return;
    }
    const { act, parts, band, streets, compounds, roundness, staying } = wishes.value;
    const kept = locked.value.size;
    thread.ask({
      kind: 'propose',
      task: {
        turn: mine,
        content: {
          rules: indexed.rules,
          communities: [...indexed.communities.values()],
          grids: indexed.near(ground.box),
        },
        input: {
          communityId: area,
          act,
          lockedGrids: [...locked.value],
          units: { xy: ground.xy, households: ground.households, compounds: ground.compounds },
          lines: ground.lines,
          borderPrices: defaultBorderPrices.map((price) => price ** streets),
          options: {
            seed: seed.value,
            band: [...band],
            ...(parts === null ? {} : { parts: Math.max(1, parts - kept) }),
            shapeWeight: usualShapeWeight * roundness,
            compoundWeight: usualCompoundWeight * compounds,
            movePrice: usualMovePrice * staying,
          },
        },
      },
    });
  }

  /** Another proposal by the same wishes. */
  function proposeAnother(): void {
    seed.value++;
    void propose();
  }

  /** The proposal on the map, with what would live in each grid. */
  function show(): void {
    const made = proposal.value;
    if (!made) return;
    const { tally } = plan;
    const parts = made.grids.map(({ polygons, continues }) => {
      const name = continues ? plan.gridOf(continues)?.name : undefined;
      return { polygons, count: null, workers: null, ...(name ? { name } : {}) };
    });
    const ids = plan.indexed?.inCommunity(made.communityId).map(({ id }) => id) ?? [];
    const counts = tally?.preview(
      ids,
      parts.map(({ polygons }) => polygons),
    );
    tool.sketchPreview = {
      ok: true,
      parts: parts.map((part, i) => ({ ...part, count: counts?.[i] ?? null })),
      grids: ids,
      notices: [],
    };
  }

  /** The act that lays the proposal; null where there is none. Grids it leaves alone are no part of it. */
  function operation(newId: () => GridId): PlanOperation | null {
    const made = proposal.value;
    if (!made) return null;
    const changed = made.grids.filter(({ isChanged }) => isChanged);
    return {
      name: 'redraw',
      act: wishes.value.act,
      communityId: made.communityId,
      faces: changed.map(({ continues, polygons }) => ({
        id: continues ?? newId(),
        polygons: polygons.map((polygon) => polygon.map((ring) => [...ring])),
      })),
      delete: [...made.ended, ...made.covered],
    };
  }

  /** Drops the proposal and stops computing one; wishes and locks stay. */
  function drop(): void {
    if (status.value === 'working') thread.cancel();
    turn++;
    status.value = 'idle';
    progress.value = null;
    proposal.value = null;
    if (isOpen.value) tool.sketchPreview = null;
  }

  watch(isOpen, (open_) => {
    if (!open_) drop();
  });
  // A proposal is for the plan as it was.
  watch(
    () => plan.version,
    () => {
      if (status.value !== 'idle') drop();
    },
  );

  return {
    communityId,
    wishes,
    seed,
    locked,
    status,
    progress,
    proposal,
    milliseconds,
    isOpen,
    now,
    open,
    choose,
    toggleLock,
    propose,
    proposeAnother,
    operation,
    drop,
  };
});
