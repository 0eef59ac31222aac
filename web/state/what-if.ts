import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { GateCollection } from '../../geodata/schema/collections';
import type { LngLat } from '../../geodata/schema/coordinates';
import type { GateId, StationId } from '../../geodata/schema/ids';
import type { Problem } from '../../geodata/schema/problems';
import { capacityMeasures } from '../../geodata/schema/life-circle';
import { momentSchema } from '../../geodata/schema/moment';
import { MOST_EDITS, scenarioEditsSchema } from '../../geodata/schema/scenario';
import type {
  wayKinds,
  ScenarioEdit,
  ScenarioSummary,
  ScenarioWire,
  WhatIfAnswer,
} from '../../geodata/schema/scenario';
import type { CapacityMeasure } from '../../geodata/schema/life-circle';
import { askWhatIf, fetchGates, fetchScenario, fetchScenarios, postScenario, putScenario } from '../api/scenarios';
import { useCoverage } from './coverage';
import { sizesUnder, withSizes } from './what-if-edits';
import type { StationSizes } from './what-if-edits';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { choiceParam, textParam, useQueryParam } from './url-query';

/** What a click on the map does; `select` leaves it to what is there, and stations can be dragged. */
export const whatIfTools = [
  'select',
  'add-station',
  'close-station',
  'resize-station',
  'set-gate',
  'close-street',
  'add-way',
] as const;
export type WhatIfTool = (typeof whatIfTools)[number];
export type WayKind = (typeof wayKinds)[number];

/** A station of the kind asked about, as the edits leave it. */
export interface PlacedStation {
  id: string;
  at: LngLat;
  how: 'same' | 'moved' | 'new' | 'closed';
}

/** Unsaved edits of a place live as long as the tab, so that a reload loses nothing. */
const unsavedKey = (placeId: string, openId: string): string => `getu.what-if.${placeId}.${openId}`;

function readUnsaved(key: string): readonly ScenarioEdit[] | null {
  const text = sessionStorage.getItem(key);
  if (text === null) return null;
  try {
    const read = scenarioEditsSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

const rounded = ([lng, lat]: LngLat): [number, number] => [Number(lng.toFixed(7)), Number(lat.toFixed(7))];

/**
 * A list of things that might be done, and what coverage would be. The list can be undone, saved, and opened from its
 * link. Answers overtaken by a newer list are dropped.
 */
export const useWhatIf = defineStore('what-if', () => {
  const place = usePlace();
  const coverage = useCoverage();
  /** Saved scenario that is open, and the one it is held against. */
  const openId = useQueryParam('scenario', textParam());
  const againstId = useQueryParam('against', textParam());
  /** Day, or day and hour (`schema/moment`), that what it is held against is of; empty: the same as the changes. */
  const againstMomentInUrl = useQueryParam('against-at', textParam());
  const againstMoment = computed({
    get: () => (momentSchema.safeParse(againstMomentInUrl.value).success ? againstMomentInUrl.value : ''),
    set: (value) => (againstMomentInUrl.value = value),
  });
  const capacityInUrl = useQueryParam('capacity', choiceParam(capacityMeasures, 'floor-area'));
  const capacity = computed<CapacityMeasure>({
    get: () => capacityInUrl.value,
    set: (value) => (capacityInUrl.value = value),
  });

  const active = ref(false);
  const tool = ref<WhatIfTool>('select');
  const edits = shallowRef<readonly ScenarioEdit[]>([]);
  const undone = shallowRef<(readonly ScenarioEdit[])[]>([]);
  const saved = shallowRef<ScenarioWire | null>(null);
  const list = shallowRef<ScenarioSummary[]>([]);
  const against = shallowRef<ScenarioWire | null>(null);
  const gates = shallowRef<GateCollection | null>(null);
  const answer = shallowRef<WhatIfAnswer | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  /** Where a dragged station is just now, and the first end of a way that is being drawn. */
  const dragged = shallowRef<{ id: string; at: LngLat } | null>(null);
  const wayStart = shallowRef<LngLat | null>(null);
  const wayKind = ref<WayKind>('footbridge');
  /** Station that is being resized. */
  const resizing = ref('');
  const isSaving = ref(false);

  const isChanged = computed(() => JSON.stringify(edits.value) !== JSON.stringify(saved.value?.edits ?? []));
  const isFull = computed(() => edits.value.length >= MOST_EDITS);

  const stations = computed<PlacedStation[]>(() => {
    const placed = new Map<string, PlacedStation>();
    for (const { id, geometry } of coverage.members) {
      placed.set(id as string, { id: id as string, at: geometry.coordinates as LngLat, how: 'same' });
    }
    for (const edit of edits.value) {
      if (edit.edit === 'add-station' && edit.kind === coverage.kind) {
        placed.set(edit.id, { id: edit.id, at: edit.coordinates, how: 'new' });
      }
      const known = 'station' in edit ? placed.get(edit.station) : undefined;
      if (!known) continue;
      if (edit.edit === 'close-station') placed.set(known.id, { ...known, how: 'closed' });
      if (edit.edit === 'move-station') {
        placed.set(known.id, { ...known, at: edit.coordinates, how: known.how === 'new' ? 'new' : 'moved' });
      }
    }
    return [...placed.values()].map((one) => (one.id === dragged.value?.id ? { ...one, at: dragged.value.at } : one));
  });
  /** How each gate stands after the edits. */
  const gateStates = computed(() => {
    const states = new Map<string, boolean>();
    for (const { id, properties } of gates.value?.features ?? []) states.set(id as string, properties.open);
    for (const edit of edits.value) if (edit.edit === 'set-gate') states.set(edit.gate, edit.state !== 'closed');
    return states;
  });

  /** The list as a person has just made it. */
  function take(next: readonly ScenarioEdit[]): void {
    edits.value = next;
    const placeId = place.current?.id;
    if (!placeId) return;
    const key = unsavedKey(placeId, openId.value);
    if (isChanged.value) sessionStorage.setItem(key, JSON.stringify(next));
    else sessionStorage.removeItem(key);
  }
  function put(next: readonly ScenarioEdit[]): void {
    undone.value = [...undone.value, edits.value].slice(-MOST_EDITS);
    take(next);
  }
  function undo(): void {
    const before = undone.value.at(-1);
    if (!before) return;
    undone.value = undone.value.slice(0, -1);
    take(before);
  }
  /** An edit; what it makes pointless of the same thing goes. */
  function add(edit: ScenarioEdit): void {
    if (!isFull.value) put([...edits.value, edit]);
  }
  /** Takes an edit out, and what was done after it to a station that it added. */
  function remove(i: number): void {
    const gone = edits.value[i];
    put(
      edits.value.filter(
        (edit, k) => k !== i && !(gone?.edit === 'add-station' && 'station' in edit && edit.station === gone.id),
      ),
    );
  }
  const clear = (): void => put([]);

  /** Beyond every number that is taken, so that several can follow on it. */
  const nextId = (): string => {
    const taken = edits.value.flatMap((edit) => ('id' in edit ? [Number(edit.id.replace('new-', '')) || 0] : []));
    return `new-${Math.max(0, ...taken) + 1}`;
  };

  /** New stations of the kind asked about and stations given up, as one act; what there is no room for stays out. */
  function addStations(places: readonly { at: LngLat; name: string }[], givenUp: readonly string[] = []): void {
    const { kind } = coverage;
    if (!kind) return;
    const first = Number(nextId().slice('new-'.length));
    const added = places.map(({ at, name }, i): ScenarioEdit => ({
      edit: 'add-station',
      id: `new-${first + i}`,
      name,
      kind,
      tier: 'station',
      coordinates: rounded(at),
      floorAreaSquareMetres: null,
      seats: null,
      staff: null,
    }));
    const closed = givenUp.map((id): ScenarioEdit => ({ edit: 'close-station', station: id as StationId }));
    put([...edits.value, ...added, ...closed].slice(0, MOST_EDITS));
  }
  const addStation = (at: LngLat, name: string): void => {
    if (!isFull.value) addStations([{ at, name }]);
  };
  /** Puts a station elsewhere; moving it again, or moving one that was added, changes that edit. */
  function moveStation(id: string, at: LngLat): void {
    dragged.value = null;
    const next = moved(id, at);
    if (next.length <= MOST_EDITS) put(next);
  }
  function moved(id: string, at: LngLat): readonly ScenarioEdit[] {
    const coordinates = rounded(at);
    const i = edits.value.findIndex(
      (edit) =>
        (edit.edit === 'move-station' && edit.station === id) || (edit.edit === 'add-station' && edit.id === id),
    );
    if (i === -1) return [...edits.value, { edit: 'move-station', station: id as StationId, coordinates }];
    return edits.value.map((edit, k) => (k === i ? ({ ...edit, coordinates } as ScenarioEdit) : edit));
  }
  /** A station under the pointer: the picture follows as fast as answers come. */
  function drag(id: string, at: LngLat): void {
    dragged.value = { id, at };
    if (status.value !== 'loading') void measure(moved(id, at));
  }
  /** Closes a station; one that was added is taken away again. */
  function closeStation(id: string): void {
    const added = edits.value.findIndex((edit) => edit.edit === 'add-station' && edit.id === id);
    if (added !== -1) remove(added);
    else if (!edits.value.some((edit) => edit.edit === 'close-station' && edit.station === id)) {
      add({ edit: 'close-station', station: id as StationId });
    }
  }
  /** Opens a closed gate to everybody, closes an open one; twice is as before. */
  function toggleGate(id: string): void {
    const others = edits.value.filter((edit) => !(edit.edit === 'set-gate' && edit.gate === id));
    if (others.length < edits.value.length) return put(others);
    add({ edit: 'set-gate', gate: id as GateId, state: gateStates.value.get(id) ? 'closed' : 'all' });
  }
  function addWayEnd(at: LngLat): void {
    if (!wayStart.value) {
      wayStart.value = at;
      return;
    }
    const from = rounded(wayStart.value);
    wayStart.value = null;
    add({ edit: 'add-way', id: nextId(), kind: wayKind.value, from, to: rounded(at) });
  }
  /** Gives a station other sizes; those it has anyway are no change. */
  function resizeStation(id: string, sizes: StationSizes): void {
    const next = withSizes(edits.value, id, coverage.stationsById.get(id)?.properties ?? null, sizes);
    if (next.length <= MOST_EDITS) put(next);
  }
  const sizesOf = (id: string): StationSizes =>
    sizesUnder(edits.value, id, coverage.stationsById.get(id)?.properties ?? null);
  /** The days a street of the list is closed on; null: from ever, for good. */
  function setClosureDays(i: number, from: string | null, to: string | null): void {
    put(edits.value.map((edit, k) => (k === i && edit.edit === 'close-street' ? { ...edit, from, to } : edit)));
  }
  function closeStreet(at: LngLat): void {
    add({ edit: 'close-street', street: null, near: rounded(at), from: null, to: null, stretch: null });
  }
  function setSpeed(speedMetresPerSecond: number): void {
    const others = edits.value.filter((edit) => !(edit.edit === 'set-speed' && edit.walker === coverage.walker));
    put([...others, { edit: 'set-speed', walker: coverage.walker, speedMetresPerSecond }]);
  }

  let asked: AbortController | null = null;
  const asksSizes = (wanted: readonly ScenarioEdit[]): boolean =>
    [...wanted, ...(against.value?.edits ?? [])].some(({ edit }) => edit.endsWith('-station'));

  /** Measures the list as it stands, or as it would with a station dropped where it is dragged. */
  async function measure(wanted: readonly ScenarioEdit[] = edits.value): Promise<void> {
    const placeId = place.current?.id;
    if (!placeId || !active.value || !coverage.kind) return;
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    status.value = 'loading';
    const found = await askWhatIf(
      placeId,
      {
        edits: [...wanted],
        against: against.value?.edits ?? [],
        kind: coverage.kind,
        minutes: coverage.minutes,
        walker: coverage.walker,
        ...(coverage.moment ? { at: coverage.moment } : {}),
        ...(coverage.countsOpen ? { openOnly: true } : {}),
        ...(againstMoment.value ? { againstAt: againstMoment.value } : {}),
        // A walk from each station: asked where it may have changed, and not while one is dragged.
        ...(asksSizes(wanted) && !dragged.value ? { capacity: capacity.value } : {}),
        ...(coverage.plan ? { plan: coverage.plan } : {}),
      },
      mine.signal,
    );
    if (mine.signal.aborted) return;
    problem.value = found.ok ? null : found.problem;
    status.value = found.ok ? 'ready' : 'failed';
    if (found.ok) answer.value = found.value;
  }

  async function loadList(): Promise<void> {
    const placeId = place.current?.id;
    if (!placeId) return;
    const [found, all] = await Promise.all([fetchScenarios(placeId), gates.value ? null : fetchGates(placeId)]);
    if (placeId !== place.current?.id) return;
    if (found.ok) list.value = found.value.scenarios;
    if (all?.ok) gates.value = all.value;
  }

  async function fetchInto(id: string, take: (found: ScenarioWire) => void): Promise<void> {
    const placeId = place.current?.id;
    if (!placeId) return;
    const found = await fetchScenario(placeId, id);
    if (placeId !== place.current?.id) return;
    if (found.ok) take(found.value);
    else problem.value = found.problem;
  }

  /** Saves under a name: the open scenario anew, or a new one. */
  async function save(name: string, asNew: boolean): Promise<boolean> {
    const placeId = place.current?.id;
    if (!placeId) return false;
    isSaving.value = true;
    const input = { name, note: saved.value?.note ?? '', edits: [...edits.value] };
    const before = saved.value;
    const done =
      before && !asNew
        ? await putScenario(placeId, before.id, { ...input, revision: before.revision })
        : await postScenario(placeId, input);
    isSaving.value = false;
    if (!done.ok) {
      problem.value = done.problem;
      return false;
    }
    problem.value = null;
    sessionStorage.removeItem(unsavedKey(placeId, openId.value));
    saved.value = done.value;
    openId.value = done.value.id;
    await loadList();
    return true;
  }

  function putAway(): void {
    openId.value = '';
    saved.value = null;
    undone.value = [];
    edits.value = [];
  }

  /** Puts the open scenario away and starts an empty list. */
  function startNew(): void {
    const placeId = place.current?.id;
    if (placeId) sessionStorage.removeItem(unsavedKey(placeId, ''));
    putAway();
  }

  watch(
    () => place.current?.id,
    (_, before) => {
      // The first place of a page comes with its link.
      if (before === undefined) return;
      putAway();
      gates.value = null;
      list.value = [];
      answer.value = null;
      problem.value = null;
    },
    { flush: 'sync' },
  );
  watch(
    [() => active.value, () => openId.value, () => place.current?.id],
    ([isActive, id]) => {
      if (!isActive || !id || saved.value?.id === id) return;
      void fetchInto(id, (found) => {
        saved.value = found;
        undone.value = [];
        edits.value = readUnsaved(unsavedKey(place.current?.id ?? '', id)) ?? found.edits;
      });
    },
    { immediate: true },
  );
  watch(
    [() => active.value, () => againstId.value, () => place.current?.id],
    ([isActive, id]) => {
      if (!isActive) return;
      if (id) void fetchInto(id, (found) => (against.value = found));
      else against.value = null;
    },
    { immediate: true },
  );
  watch(
    [
      () => active.value,
      () => edits.value,
      () => against.value,
      () => coverage.kind,
      () => coverage.minutes,
      () => coverage.walker,
      () => coverage.plan,
      () => coverage.moment,
      () => coverage.countsOpen,
      () => againstMoment.value,
      () => capacity.value,
      () => place.current?.datasetVersion,
    ],
    () => void measure(),
    { immediate: true },
  );
  watch(
    [() => active.value, () => place.current?.id],
    ([isActive, placeId]) => {
      if (!isActive || !placeId || openId.value || edits.value.length > 0) return;
      const unsaved = readUnsaved(unsavedKey(placeId, ''));
      if (unsaved) edits.value = unsaved;
    },
    { immediate: true },
  );
  watch(active, (isActive) => {
    if (isActive) void loadList();
    else tool.value = 'select';
  });
  watch(tool, () => (wayStart.value = null));

  return {
    active,
    tool,
    edits,
    canUndo: computed(() => undone.value.length > 0),
    saved,
    list,
    openId,
    againstId,
    againstMoment,
    capacity,
    resizing,
    against,
    gates,
    gateStates,
    stations,
    answer,
    status,
    problem,
    dragged,
    wayStart,
    wayKind,
    isSaving,
    isChanged,
    isFull,
    undo,
    remove,
    clear,
    addStation,
    addStations,
    moveStation,
    drag,
    closeStation,
    toggleGate,
    addWayEnd,
    closeStreet,
    setClosureDays,
    resizeStation,
    sizesOf,
    setSpeed,
    measure,
    save,
    startNew,
  };
});
