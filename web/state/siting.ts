import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { readCandidatePoints } from '../../geodata/formats/read-candidate-points';
import { guessEncoding } from '../../geodata/formats/guess-encoding';
import type { BBox, LngLat } from '../../geodata/schema/coordinates';
import type { Problem } from '../../geodata/schema/problems';
import { capacityMeasures, countedGroups, MOST_CANDIDATES, MOST_SITES, sitingGoals } from '../../geodata/schema/siting';
import type {
  CandidatePoint,
  CandidateSource,
  SitingAnswer,
  SitingJobWire,
  SitingQuestionInput,
  SitingUnits,
} from '../../geodata/schema/siting';
import { stationKinds } from '../../geodata/schema/station';
import {
  askSiting,
  dropSiting,
  fetchSitingAnswer,
  fetchSitingJob,
  fetchSitingUnits,
  finishSiting,
} from '../api/siting';
import { useCoverage } from './coverage';
import { usePlace } from './place';
import { pointsParam } from './siting-points';
import { choiceParam, flagParam, integerParam, useQueryParam } from './url-query';

const pollMilliseconds = 250;
export const candidateSources = ['buildings', 'stations', 'points'] as const;

/**
 * Where the next stations should stand: the question, all of it in the URL, the job that works on it, and its answer.
 * Kind, minutes and walker are those of the coverage mode.
 */
export const useSiting = defineStore('siting', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const goal = useQueryParam('goal', choiceParam(sitingGoals, 'cover-most'));
  const sites = useQueryParam('sites', integerParam(3, 1, MOST_SITES));
  const count = useQueryParam('who', choiceParam(countedGroups, 'residents'));
  const from = useQueryParam('from', choiceParam(candidateSources, 'buildings'));
  const most = useQueryParam('most', integerParam(500, 10, MOST_CANDIDATES));
  const otherKind = useQueryParam('at', choiceParam(['', ...stationKinds], ''));
  const points = useQueryParam('points', pointsParam);
  const closable = useQueryParam('close', integerParam(0, 0, MOST_SITES));
  const floorPercent = useQueryParam('floor', integerParam(0, 0, 100));
  /** How many a new site can serve; 0 without a limit. */
  const capacity = useQueryParam('limit', integerParam(0, 0, 10_000_000));
  /** How many an existing station can serve, and for each what; 0 without a limit. */
  const stationLimit = useQueryParam('now', integerParam(0, 0, 10_000_000));
  const stationLimitBy = useQueryParam('per', choiceParam(capacityMeasures, 'station'));
  const isQuick = useQueryParam('quick', flagParam());
  /** The question was asked: whoever opens the link sees the answer. */
  const isAsked = useQueryParam('sited', flagParam());
  /** The map as it is without the new sites. */
  const showsBefore = useQueryParam('before', flagParam());

  const status = ref<'idle' | 'measuring' | 'working' | 'done' | 'failed'>('idle');
  const progress = shallowRef<SitingJobWire['progress']>(null);
  const problem = shallowRef<Problem | null>(null);
  const answer = shallowRef<SitingAnswer | null>(null);
  const units = shallowRef<SitingUnits | null>(null);
  const isDrawing = ref(false);
  /** The question the answer is to, as text. */
  const answered = ref('');
  let asking: AbortController | null = null;
  let job: { placeId: string; id: string } | null = null;

  const allowsClosing = computed(() => goal.value === 'cover-most' || goal.value === 'median');
  const allowsFloor = computed(() => goal.value === 'cover-most' && capacity.value === 0 && stationLimit.value === 0);
  const allowsCapacity = computed(() => goal.value === 'cover-most' && floorPercent.value === 0);
  /** Kinds of station whose places could be taken. */
  const otherKinds = computed(() => coverage.kinds.filter(({ kind }) => kind !== coverage.kind));
  const otherKindShown = computed(
    () => otherKinds.value.find(({ kind }) => kind === otherKind.value)?.kind ?? otherKinds.value[0]?.kind ?? null,
  );

  const candidates = computed<CandidateSource | null>(() => {
    if (from.value === 'points') {
      return points.value.length > 0 ? { from: 'points', points: [...points.value] } : null;
    }
    if (from.value === 'stations') {
      return otherKindShown.value ? { from: 'stations', kind: otherKindShown.value } : null;
    }
    return { from: 'buildings', most: most.value };
  });
  /** The question as it stands; null while something is missing. */
  const question = computed<SitingQuestionInput | null>(() => {
    const { kind, minutes, walker, day } = coverage;
    if (!kind || !candidates.value) return null;
    return {
      kind,
      minutes,
      walker,
      ...(day === '' ? {} : { at: day }),
      goal: goal.value,
      sites: sites.value,
      count: count.value,
      candidates: candidates.value,
      closable: allowsClosing.value ? Math.min(closable.value, coverage.members.length) : 0,
      floorPercent: allowsFloor.value ? floorPercent.value : 0,
      ...(allowsCapacity.value && capacity.value > 0 ? { capacity: capacity.value } : {}),
      ...(allowsCapacity.value && stationLimit.value > 0
        ? { stationCapacity: { people: stationLimit.value, by: stationLimitBy.value } }
        : {}),
      thoroughness: isQuick.value ? 'quick' : 'proven',
    };
  });
  const questionText = computed(() => JSON.stringify(question.value));
  /** True where the answer is to another question than the one that stands there now. */
  const isOutdated = computed(() => answer.value !== null && answered.value !== questionText.value);
  const isBusy = computed(() => status.value === 'measuring' || status.value === 'working');

  function refuse(found: Problem): void {
    problem.value = found;
    status.value = 'failed';
  }

  /** Asks, waits, and takes the answer; an older question under way is cancelled. */
  async function run(): Promise<void> {
    const placeId = place.current?.id;
    const asked = question.value;
    if (!placeId || !asked) return;
    stop();
    const mine = new AbortController();
    asking = mine;
    const text = questionText.value;
    status.value = 'measuring';
    isAsked.value = true;
    isDrawing.value = false;
    void place.loadBaseUnits();
    const begun = await askSiting(placeId, asked, mine.signal);
    if (mine.signal.aborted) {
      // Cancelled while the walks were measured: what was begun all the same is dropped.
      if (begun.ok) void dropSiting(placeId, begun.value.id);
      return;
    }
    if (!begun.ok) return refuse(begun.problem);
    const { id } = begun.value;
    job = { placeId, id };
    let standing = begun.value;
    status.value = 'working';
    while (standing.state === 'running') {
      progress.value = standing.progress;
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
      if (mine.signal.aborted) return;
      const polled = await fetchSitingJob(placeId, id, mine.signal);
      if (mine.signal.aborted) return;
      if (!polled.ok) return refuse(polled.problem);
      standing = polled.value;
    }
    job = null;
    if (standing.problem) return refuse({ code: standing.problem.code, params: standing.problem.params });
    const [told, columns] = await Promise.all([
      fetchSitingAnswer(placeId, id, mine.signal),
      fetchSitingUnits(placeId, id, mine.signal),
    ]);
    if (mine.signal.aborted) return;
    if (!told.ok) return refuse(told.problem);
    if (!columns.ok) return refuse(columns.problem);
    units.value = columns.value;
    answer.value = told.value;
    answered.value = text;
    problem.value = null;
    progress.value = null;
    status.value = 'done';
  }

  /** Stops working; the question and an earlier answer stay. */
  function stop(): void {
    asking?.abort();
    asking = null;
    if (job) void dropSiting(job.placeId, job.id);
    job = null;
    progress.value = null;
    problem.value = null;
    status.value = answer.value ? 'done' : 'idle';
  }

  function cancel(): void {
    stop();
    if (!answer.value) isAsked.value = false;
  }

  /** Takes the best there is by now. */
  function finish(): void {
    if (job) void finishSiting(job.placeId, job.id);
  }

  function forget(): void {
    answer.value = null;
    units.value = null;
    answered.value = '';
    stop();
  }

  function addPoint([lng, lat]: LngLat): void {
    const coordinates: [number, number] = [Number(lng.toFixed(5)), Number(lat.toFixed(5))];
    points.value = [...points.value, { name: '', coordinates }];
  }
  function removePoint(index: number): void {
    points.value = points.value.filter((_, i) => i !== index);
  }
  function clearPoints(): void {
    points.value = [];
  }

  /** Adds the points of a GeoJSON or CSV file; gives the problem back where it cannot be read. */
  async function importPoints(file: File): Promise<Problem | null> {
    const bbox = place.current?.bbox as BBox | undefined;
    if (!place.current || !bbox) return null;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const [best] = guessEncoding(bytes).candidates;
    const text = new TextDecoder(best?.encoding ?? 'utf-8').decode(bytes);
    const read = readCandidatePoints(text, file.name, bbox, place.current.name);
    if (!read.ok) return read.problem;
    points.value = [...points.value, ...read.value].slice(0, MOST_CANDIDATES) satisfies CandidatePoint[];
    return null;
  }

  watch(() => place.current?.datasetVersion, forget);
  watch(from, () => (isDrawing.value = false));

  return {
    goal,
    sites,
    count,
    from,
    most,
    otherKind,
    otherKinds,
    otherKindShown,
    points,
    closable,
    floorPercent,
    capacity,
    stationLimit,
    stationLimitBy,
    isQuick,
    isAsked,
    showsBefore,
    allowsClosing,
    allowsFloor,
    allowsCapacity,
    question,
    status,
    progress,
    problem,
    answer,
    units,
    isDrawing,
    isOutdated,
    isBusy,
    run,
    cancel,
    finish,
    addPoint,
    removePoint,
    clearPoints,
    importPoints,
  };
});
