import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { ClosureChange, ClosureInput, ClosureWire, FoundStretch } from '../../geodata/schema/closure';
import type { LngLat } from '../../geodata/schema/coordinates';
import type { Problem, Result } from '../../geodata/schema/problems';
import { deleteClosure, fetchStretch, postClosure, putClosure } from '../api/closures';
import { usePlace } from './place';

/** A closure as it is being written. */
export interface ClosureForm {
  name: string;
  reason: string;
  document: string;
  from: string;
  /** Empty: until further notice. */
  to: string;
  streets: ClosureWire['streets'];
  stretches: (ClosureWire['stretches'][number] & { line: readonly LngLat[] | null })[];
  area: ClosureWire['area'];
}

/** How to take back what was done last: what stood before, and the revision that it made. */
interface Undoable {
  id: string;
  before: ClosureInput | null;
  revision: number;
}

/** A closure sent back as it stands, with other days where asked. */
const inputOf = (closure: ClosureWire, to: string | null = closure.to): ClosureInput => ({
  name: closure.name,
  reason: closure.reason,
  document: closure.document,
  from: closure.from,
  to,
  streets: closure.streets.map(({ id }) => id),
  stretches: closure.stretches.map(({ street, from, to: end }) => ({ street, from, to: end })),
  near: [],
  area: closure.area,
});

/** Closures of the place as they are made, changed, ended and taken away by hand; the last act can be undone exactly. */
export const useClosureDraft = defineStore('closure-draft', () => {
  const place = usePlace();
  const form = shallowRef<ClosureForm | null>(null);
  /** The closure that is changed; null for a new one. */
  const changing = shallowRef<ClosureWire | null>(null);
  /** True while clicks on the map choose streets. */
  const picking = ref(false);
  const isBusy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  const undoable = shallowRef<Undoable | null>(null);

  function put(part: Partial<ClosureForm>): void {
    if (form.value) form.value = { ...form.value, ...part };
  }

  /** Opens the form: for a closure, or for a new one that begins on a day. */
  function open(closure: ClosureWire | null, day: string, words: (name: ClosureWire['name']) => string): void {
    problem.value = null;
    changing.value = closure;
    const wholeLines = closure?.streets.length ?? 0;
    form.value = {
      name: closure ? words(closure.name) : '',
      reason: closure?.reason ? words(closure.reason) : '',
      document: closure?.document ?? '',
      from: closure?.from ?? day,
      to: closure?.to ?? '',
      streets: closure?.streets ?? [],
      stretches: (closure?.stretches ?? []).map((one, i) => ({
        ...one,
        line: closure?.lines[wholeLines + i] ?? null,
      })),
      area: closure?.area ?? null,
    };
    picking.value = closure === null;
  }
  function close(): void {
    form.value = null;
    changing.value = null;
    picking.value = false;
    problem.value = null;
  }

  /** Adds the stretch of street at a place; pointing at one that is chosen takes it out. */
  async function pick(at: LngLat): Promise<void> {
    const placeId = place.current?.id;
    if (!placeId || !form.value || isBusy.value) return;
    isBusy.value = true;
    const found = await fetchStretch(placeId, at);
    isBusy.value = false;
    problem.value = found.ok ? null : found.problem;
    if (!found.ok || !form.value) return;
    const { street, name, from, to, line } = found.value;
    const others = form.value.stretches.filter((one) => !isSame(one, found.value));
    const isChosen = others.length < form.value.stretches.length;
    put({ stretches: isChosen ? others : [...others, { street, name, from, to, line }] });
  }

  /** Sends something off; what it changed is measured anew everywhere. */
  async function send(
    id: string | null,
    before: ClosureInput | null,
    request: (placeId: string) => Promise<Result<ClosureChange>>,
  ): Promise<boolean> {
    const placeId = place.current?.id;
    if (!placeId || isBusy.value) return false;
    isBusy.value = true;
    const done = await request(placeId);
    isBusy.value = false;
    problem.value = done.ok ? null : done.problem;
    if (!done.ok) return false;
    const { closure, revision, datasetVersion } = done.value;
    undoable.value = { id: closure?.id ?? id ?? '', before, revision };
    place.takeVersion(placeId, datasetVersion);
    return true;
  }

  async function save(): Promise<boolean> {
    const { value } = form;
    if (!value) return false;
    const closure = changing.value;
    const named = (text: string, was: ClosureWire['name'] | null | undefined) =>
      // What was left as it is keeps its other language.
      was && (was.zh === text || was.en === text) ? was : { zh: text };
    const input: ClosureInput = {
      name: named(value.name.trim(), closure?.name),
      reason: value.reason.trim() === '' ? null : named(value.reason.trim(), closure?.reason),
      document: value.document.trim() || null,
      from: value.from,
      to: value.to || null,
      streets: value.streets.map(({ id }) => id),
      stretches: value.stretches.map(({ street, from, to }) => ({ street, from, to })),
      near: [],
      area: value.area,
    };
    const isSaved = closure
      ? await send(closure.id, inputOf(closure), (placeId) =>
          putClosure(placeId, closure.id, { ...input, revision: closure.revision }),
        )
      : await send(null, null, (placeId) => postClosure(placeId, input));
    if (isSaved) close();
    return isSaved;
  }

  /** Ends a closure with a day: the last one it is in force on. */
  const end = (closure: ClosureWire, day: string): Promise<boolean> =>
    send(closure.id, inputOf(closure), (placeId) =>
      putClosure(placeId, closure.id, { ...inputOf(closure, day), revision: closure.revision }),
    );
  const remove = (closure: ClosureWire): Promise<boolean> =>
    send(closure.id, inputOf(closure), (placeId) => deleteClosure(placeId, closure.id, closure.revision));

  /** Takes back what was done last. */
  async function undo(): Promise<void> {
    const last = undoable.value;
    if (!last) return;
    const { id, before, revision } = last;
    const isUndone = await send(id, null, (placeId) =>
      before ? putClosure(placeId, id, { ...before, revision }) : deleteClosure(placeId, id, revision),
    );
    if (isUndone) undoable.value = null;
  }

  watch(
    () => place.current?.id,
    () => {
      close();
      undoable.value = null;
    },
  );
  watch(form, (now) => {
    if (!now) picking.value = false;
  });

  return {
    form,
    changing,
    picking,
    isBusy,
    problem,
    canUndo: computed(() => undoable.value !== null),
    put,
    open,
    close,
    pick,
    save,
    end,
    remove,
    undo,
  };
});

const isSame = (one: Pick<ClosureForm['stretches'][number], 'street' | 'from' | 'to'>, other: FoundStretch): boolean =>
  one.street === other.street && one.from.join() === other.from.join() && one.to.join() === other.to.join();
