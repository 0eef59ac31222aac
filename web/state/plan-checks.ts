import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { FindingSeverity, PlanFinding } from '../../geodata/plan/check-plan';
import type { CountColumns } from '../../geodata/plan/count-units';
import { usePlace } from './place';
import { usePlan } from './plan';
import { textParam, useQueryParam } from './url-query';
import type { CheckerAnswer, CheckerMessage } from './plan-checker';

/** As typed arrays, which go to another thread in a stroke: a city's buildings as lists take a tenth of a second. */
const packed = ({ xy, households, residents, elderly, assumed }: CountColumns): CountColumns => ({
  xy: Int32Array.from(xy),
  households: Int32Array.from(households),
  residents: Int32Array.from(residents),
  elderly: Int32Array.from(elderly),
  assumed: Uint8Array.from(assumed),
});

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

  function send(message: CheckerMessage): void {
    if (!worker) {
      worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module', name: 'plan-checks' });
      worker.addEventListener('message', ({ data }: MessageEvent<CheckerAnswer>) => {
        if (data.turn !== turn) return;
        findings.value = data.findings;
        isStale.value = false;
      });
    }
    isStale.value = true;
    worker.postMessage(message);
  }

  function open(): void {
    turn++;
    findings.value = null;
    const { indexed } = plan;
    if (!indexed) {
      if (worker) send({ kind: 'close', turn });
      return;
    }
    const areas = place.areas?.features.filter(({ properties }) => properties.level === place.gridAreaLevel) ?? [];
    send({
      kind: 'open',
      turn,
      content: {
        rules: indexed.rules,
        communities: [...indexed.communities.values()],
        grids: [...indexed.all()],
      },
      borders: areas.map(({ geometry, properties }) => ({ id: properties.id, geometry })),
      columns: plan.tally && place.baseUnits ? packed(place.baseUnits) : null,
    });
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

  watch(() => place.areas, open);
  // Each change has to arrive, also when several come at once.
  watch(
    () => plan.lastEvent,
    (event) => {
      if (event.kind === 'all') open();
      else send({ kind: 'change', turn: ++turn, put: event.put, delete: event.delete });
    },
    { flush: 'sync' },
  );
  open();

  return { findings, isStale, shown, breaches, topologySound, groups, shownGroups, shownFaces };
});
