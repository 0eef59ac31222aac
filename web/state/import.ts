import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { checkMapping } from '../../geodata/formats/check-mapping';
import type { GuessNote } from '../../geodata/formats/guess-note';
import { specFromMapping } from '../../geodata/formats/guess-spec';
import type { ImportInspectionWire, ImportMapping, ReadingChoice } from '../../geodata/schema/import-inspection';
import type { ImportSessionWire } from '../../geodata/schema/import-session';
import type { Problem } from '../../geodata/schema/problems';
import {
  beginImport,
  cancelImport,
  dropImport,
  fetchImport,
  inspectImport,
  removeImportFile,
  runImport,
  uploadFile,
} from '../api/imports';
import type { Upload } from '../api/imports';

export const importSteps = ['files', 'check', 'run', 'report'] as const;
export type ImportStep = (typeof importSteps)[number];

/** A file a person chose, on its way or there. */
export interface ChosenFile {
  name: string;
  size: number;
  sent: number;
  state: 'sending' | 'there' | 'failed';
  problem: Problem | null;
}

/** How often a running import is asked how far it is, ms. */
const pollMilliseconds = 400;

/** An import by upload: its files, what they were guessed to be and what a person made of that, and its run. */
export const useImport = defineStore('import', () => {
  const step = ref<ImportStep>('files');
  const sessionId = ref<string | null>(null);
  const limitBytes = ref(0);
  const files = ref<ChosenFile[]>([]);
  const inspection = shallowRef<ImportInspectionWire | null>(null);
  /** The guess as a person has corrected it; kept when a run fails. */
  const mapping = ref<ImportMapping | null>(null);
  const isInspecting = ref(false);
  const run = shallowRef<ImportSessionWire | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const uploads = new Map<string, Upload>();
  /** True once files came or went since they were looked at. */
  let isStale = true;
  let turn = 0;
  /** Parts and encodings a person chose. */
  let reading: ReadingChoice[] = [];

  const isSending = computed(() => files.value.some(({ state }) => state === 'sending'));
  const there = computed(() => files.value.filter(({ state }) => state === 'there'));
  /** What a person still has to answer. */
  const questions = computed<GuessNote[]>(() =>
    mapping.value && inspection.value ? checkMapping(mapping.value, inspection.value.files) : [],
  );
  const isRunning = computed(() => run.value?.state === 'running' || run.value?.state === 'saving');

  async function ensureSession(): Promise<string | null> {
    if (sessionId.value) return sessionId.value;
    const begun = await beginImport();
    if (!begun.ok) {
      problem.value = begun.problem;
      return null;
    }
    sessionId.value = begun.value.id;
    limitBytes.value = begun.value.limitBytes;
    return begun.value.id;
  }

  /** Sends files one after another; a file of the same name replaces the earlier one. */
  async function add(chosen: readonly File[]): Promise<void> {
    problem.value = null;
    const id = await ensureSession();
    if (!id) return;
    const entries = chosen.map((file) => {
      const entry: ChosenFile = {
        name: file.name.normalize('NFC'),
        size: file.size,
        sent: 0,
        state: 'sending',
        problem: null,
      };
      files.value = [...files.value.filter(({ name }) => name !== entry.name), entry];
      return { file, name: entry.name };
    });
    for (const { file, name } of entries) {
      const entry = files.value.find((one) => one.name === name);
      if (!entry || entry.state !== 'sending') continue;
      await send(id, file, entry);
    }
  }

  async function send(id: string, file: File, entry: ChosenFile): Promise<void> {
    const taken = files.value.reduce((sum, one) => sum + (one === entry || one.state === 'failed' ? 0 : one.size), 0);
    if (taken + file.size > limitBytes.value) {
      entry.state = 'failed';
      entry.problem = {
        code: 'upload.too-large',
        params: { name: file.name, limit: Math.round(limitBytes.value / 1e6) },
      };
      return;
    }
    const upload = uploadFile(id, file, (sent) => (entry.sent = sent));
    uploads.set(entry.name, upload);
    const done = await upload.done;
    uploads.delete(entry.name);
    isStale = true;
    if (done.ok) {
      entry.state = 'there';
      entry.sent = entry.size;
    } else if (done.problem.code !== 'client.cancelled') {
      entry.state = 'failed';
      entry.problem = done.problem;
      // The import was cleaned away meanwhile: the next file begins a new one.
      if (done.problem.code === 'import.not-found') sessionId.value = null;
    }
  }

  async function remove(name: string): Promise<void> {
    const entry = files.value.find((one) => one.name === name);
    files.value = files.value.filter((one) => one.name !== name);
    uploads.get(name)?.abort();
    reading = reading.filter((one) => one.file !== name);
    isStale = true;
    if (entry?.state === 'there' && sessionId.value) await removeImportFile(sessionId.value, name);
  }

  /** Goes on to the check, looking at the files anew where they have changed. */
  async function goCheck(): Promise<void> {
    if (!sessionId.value) return;
    step.value = 'check';
    if (!isStale && inspection.value) return;
    isInspecting.value = true;
    const before = inspection.value;
    inspection.value = null;
    const looked = await look();
    isInspecting.value = false;
    if (!looked) return;
    isStale = false;
    inspection.value = looked;
    mapping.value = keepAnswers(looked.mapping, mapping.value, before?.mapping ?? null);
  }

  /** Reads a file in another encoding, or another part of it: its columns are others then, and guessed anew. */
  async function readAs(file: string, choice: Omit<ReadingChoice, 'file'>): Promise<void> {
    const former = reading.find((one) => one.file === file);
    reading = [...reading.filter((one) => one !== former), { ...former, file, ...choice }];
    const looked = await look();
    const at = mapping.value?.files.findIndex((one) => one.file === file) ?? -1;
    const guess = looked?.mapping.files.find((one) => one.file === file);
    if (!looked || !mapping.value || at < 0 || !guess) return;
    const fit = looked.files[at]?.encoding?.candidates.find(({ encoding }) => encoding === choice.encoding);
    const odd = choice.encoding === undefined ? {} : { oddLineEncoding: fit?.oddLine ? 'windows-1252' : null };
    mapping.value.files[at] = { ...guess, ...choice, ...odd };
    inspection.value = looked;
  }

  async function look(): Promise<ImportInspectionWire | null> {
    if (!sessionId.value) return null;
    problem.value = null;
    const looked = await inspectImport(sessionId.value, reading);
    if (looked.ok) return looked.value;
    problem.value = looked.problem;
    return null;
  }

  async function start(dropEditedPlans = false): Promise<void> {
    if (!sessionId.value || !mapping.value || !inspection.value) return;
    problem.value = null;
    step.value = 'run';
    const spec = specFromMapping(mapping.value, inspection.value.files);
    const started = await runImport(sessionId.value, { spec, dropEditedPlans });
    if (!started.ok) {
      problem.value = started.problem;
      return;
    }
    run.value = started.value;
    await follow();
  }

  async function follow(): Promise<void> {
    const own = ++turn;
    while (own === turn && sessionId.value && isRunning.value) {
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
      const asked = await fetchImport(sessionId.value);
      if (own !== turn) return;
      // A moment without the server is no end of the import.
      if (asked.ok) run.value = asked.value;
      else if (asked.problem.code === 'import.not-found') {
        problem.value = asked.problem;
        run.value = null;
      }
    }
    if (run.value?.state === 'done') step.value = 'report';
  }

  async function cancel(): Promise<void> {
    if (!sessionId.value) return;
    const cancelled = await cancelImport(sessionId.value);
    if (cancelled.ok) run.value = cancelled.value;
    else problem.value = cancelled.problem;
  }

  /** Forgets everything and drops the files on the server. */
  async function startOver(): Promise<void> {
    turn++;
    for (const upload of uploads.values()) upload.abort();
    const id = sessionId.value;
    sessionId.value = null;
    files.value = [];
    inspection.value = null;
    mapping.value = null;
    run.value = null;
    problem.value = null;
    reading = [];
    isStale = true;
    step.value = 'files';
    if (id) await dropImport(id);
  }

  return {
    step,
    sessionId,
    limitBytes,
    files,
    there,
    inspection,
    mapping,
    isInspecting,
    isSending,
    questions,
    run,
    isRunning,
    problem,
    add,
    remove,
    goCheck,
    readAs,
    start,
    cancel,
    startOver,
  };
});

/**
 * A new guess with what a person has already answered: of the place, and of files that are still there, what differs from
 * the guess they were shown.
 */
function keepAnswers(guess: ImportMapping, before: ImportMapping | null, shown: ImportMapping | null): ImportMapping {
  // What a person edits is reactive, which structuredClone refuses; all of it is plain JSON.
  const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  const answered = Object.entries(before?.place ?? {}).filter(
    ([key, value]) => !isSame(value, shown?.place[key as keyof ImportMapping['place']]),
  );
  const files = guess.files.map((file) => {
    const own = before?.files.find((one) => one.file === file.file && one.format === file.format);
    const guessed = shown?.files.find((one) => one.file === file.file);
    return own && !isSame(own, guessed) ? own : file;
  });
  return copy({ place: { ...guess.place, ...Object.fromEntries(answered) }, files });
}
