import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { FindingSeverity, PlanFinding } from '../../geodata/plan/check-plan';
import type { CountColumns } from '../../geodata/plan/count-units';
import { breathe } from './breathe';
import { usePlace } from './place';
import { usePlan } from './plan';
import { textParam, useQueryParam } from './url-query';
import type { CheckerAnswer, CheckerMessage } from './plan-checker';

/** As typed arrays, which are handed over without being copied: a city's buildings as lists take a tenth of a second. */
async function packed(columns: CountColumns): Promise<PackedColumns> {
  const { xy, households, residents, elderly, assumed } = columns;
  const own = { xy: Int32Array.from(xy), households: Int32Array.from(households) };
  await breathe();
  return {
    ...own,
    residents: Int32Array.from(residents),
    elderly: Int32Array.from(elderly),
    assumed: Uint8Array.from(assumed),
  };
}
type PackedColumns = Record<keyof CountColumns, Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>;

/** Shapes handed over in one message, which takes less than a frame. */
const partSize = 128;

const inParts = <T>(all: readonly T[], message: (some: readonly T[]) => CheckerMessage): (() => CheckerMessage)[] =>
  Array.from(
    { length: Math.ceil(all.length / partSize) },
    (_, k) => () => message(all.slice(k * partSize, (k + 1) * partSize)),
  );

/** Findings of one kind. */
export interface FindingGroup {
  code: PlanFinding['code'];
  severity: FindingSeverity;
  findings: readonly PlanFinding[];
}

/**
 * What the open plan breaks, found by the same function as the server's, on a thread of its own: checking a city takes
 * 150 ms, and an edit must not wait for that. The thread has the plan once and then each change.
 */
export const usePlanChecks = defineStore('plan-checks', () => {
  const place = usePlace();
  const plan = usePlan();
  const findings = shallowRef<readonly PlanFinding[] | null>(null);
  /** True while the findings are of an older state of the plan. */
  const isStale = ref(false);
  /** The one kind that is looked at, without `check.`; empty for all. In the URL, so that a link shows exactly those. */
  const shown = useQueryParam('check', textParam());
  let worker: Worker | null = null;
  let turn = 0;
  /** The turn of the plan that was opened last. */
  let opening = 0;
  /** Changes made while the plan is being handed over: they follow it. */
  let waiting: CheckerMessage[] | null = null;

  function thread(): Worker {
    if (worker) return worker;
    worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module', name: 'plan-checks' });
    worker.addEventListener('message', ({ data }: MessageEvent<CheckerAnswer>) => {
      if (data.turn !== turn) return;
      findings.value = data.findings;
      isStale.value = false;
    });
    return worker;
  }

  function send(message: CheckerMessage, handedOver: Transferable[] = []): void {
    isStale.value = true;
    thread().postMessage(message, handedOver);
  }

  /** Hands the plan over in parts: a city's at once would keep the page from drawing for a tenth of a second. */
  async function open(): Promise<void> {
    const mine = (opening = ++turn);
    waiting = null;
    findings.value = null;
    const { indexed, tally } = plan;
    if (!indexed) {
      if (worker) send({ kind: 'close', turn: mine });
      return;
    }
    isStale.value = true;
    const changes: CheckerMessage[] = (waiting = []);
    const columns = tally && place.baseUnits;
    const areas = place.areas?.features.filter(({ properties }) => properties.level === place.gridAreaLevel) ?? [];
    const grids = [...indexed.all()];
    const rules = { rules: indexed.rules, communities: [...indexed.communities.values()] };
    const parts: (() => CheckerMessage)[] = [
      ...inParts(grids, (some): CheckerMessage => ({ kind: 'faces', turn: mine, grids: some })),
      ...inParts(areas, (some): CheckerMessage => {
        const borders = some.map(({ geometry, properties }) => ({ id: properties.id, geometry }));
        return { kind: 'borders', turn: mine, borders };
      }),
    ];
    // A thread takes a task to start.
    await breathe();
    thread();
    for (const part of parts) {
      // The map comes first.
      await breathe();
      if (mine !== opening) return;
      send(part());
    }
    await breathe();
    if (mine !== opening) return;
    const own = columns ? await packed(columns) : null;
    if (mine !== opening) return;
    send(
      { kind: 'open', turn: mine, content: rules, columns: own },
      own ? Object.values(own).map((one) => one.buffer) : [],
    );
    waiting = null;
    for (const change of changes) send(change);
  }

  const breaches = computed(() => (findings.value ?? []).filter(({ severity }) => severity !== 'notice'));
  const topologySound = computed(
    () => findings.value !== null && !findings.value.some(({ severity }) => severity === 'error'),
  );
  /** By kind, worst kind first: a city gives thousands of one kind. */
  const groups = computed<FindingGroup[]>(() => {
    const byCode = new Map<string, { code: PlanFinding['code']; severity: FindingSeverity; findings: PlanFinding[] }>();
    for (const finding of findings.value ?? []) {
      const { code, severity } = finding;
      const group = byCode.get(code);
      if (group) group.findings.push(finding);
      else byCode.set(code, { code, severity, findings: [finding] });
    }
    return [...byCode.values()];
  });

  const shownGroups = computed(() =>
    shown.value === '' ? groups.value : groups.value.filter(({ code }) => code === `check.${shown.value}`),
  );
  /** The faces the kind looked at is about; null where all kinds are shown. */
  const shownFaces = computed<ReadonlySet<string> | null>(() =>
    shown.value === '' || !findings.value
      ? null
      : new Set(shownGroups.value.flatMap((group) => group.findings.flatMap(({ gridId }) => gridId ?? []))),
  );

  watch(
    () => place.areas,
    () => void open(),
  );
  // Each change has to arrive, also when several come at once.
  watch(
    () => plan.lastEvent,
    (event) => {
      if (event.kind === 'all') return void open();
      const change: CheckerMessage = { kind: 'change', turn: ++turn, put: event.put, delete: event.delete };
      if (waiting) waiting.push(change);
      else send(change);
    },
    { flush: 'sync' },
  );
  void open();

  return { findings, isStale, shown, breaches, topologySound, groups, shownGroups, shownFaces };
});
