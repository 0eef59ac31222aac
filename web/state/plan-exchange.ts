import { defineStore } from 'pinia';
import type { Geometry } from 'geojson';
import { computed, ref, shallowRef, watch } from 'vue';
import { guessLayerMapping } from '../../geodata/formats/guess-layer-mapping';
import type { InspectedFile } from '../../geodata/schema/import-inspection';
import type { AreaId } from '../../geodata/schema/ids';
import type { CrsName } from '../../geodata/schema/incident';
import type { BBox } from '../../geodata/schema/coordinates';
import type { LocalName } from '../../geodata/schema/place';
import type {
  LayerCommunityChange,
  LayerMapping,
  LayerPreview,
  LayerRepair,
  LayerReport,
  LayerRequest,
} from '../../geodata/schema/plan-layer';
import type { Problem } from '../../geodata/schema/problems';
import { dropImport } from '../api/imports';
import {
  dropLayerDraft,
  fetchExport,
  fetchLayerReport,
  postLayerDraft,
  postLayerInto,
  previewLayer,
} from '../api/plan-layers';
import type { ExportQuery } from '../api/plan-layers';
import { geometryBox, unionBox } from './geometry-box';
import { drawnFeatures } from './layer-features';
import { usePlace } from './place';
import { usePlan } from './plan';
import { usePlanEdits } from './plan-edits';
import { inspectLayer, sendLayer } from './send-layer';
import { useView } from './view';

export type ExchangeDialog = 'export' | 'import' | 'repairs';
export type LayerStep = 'file' | 'settings' | 'result';

/** Where a layer goes: a draft of its own, or the one that is open. */
export type LayerTarget = 'new' | 'into';
/** A community may lose this share of its land to no grid and still counts as covered by a layer. */
const uncoveredShare = 0.01;

/** Layers of grids on their way into a plan, and which dialog of in and out is open. */
export const usePlanExchange = defineStore('plan-exchange', () => {
  const place = usePlace();
  const plan = usePlan();
  const edits = usePlanEdits();
  const view = useView();
  const dialog = ref<ExchangeDialog | null>(null);
  /** A dialog that stepped aside for the map. */
  const aside = ref<ExchangeDialog | null>(null);
  const step = ref<LayerStep>('file');
  const isBusy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  const sessionId = ref<string | null>(null);
  const file = shallowRef<InspectedFile | null>(null);
  const part = ref<string | null>(null);
  const encoding = ref<string | null>(null);
  const crs = ref<CrsName | null>(null);
  const mapping = ref<LayerMapping>({});
  const preview = shallowRef<LayerPreview | null>(null);
  const name = ref('');
  const target = ref<LayerTarget>('new');
  /** Communities of the open draft whose grids give way to the layer's. */
  const chosen = shallowRef<ReadonlySet<AreaId>>(new Set());
  /** The repair that is shown on the map. */
  const shownRepair = shallowRef<LayerRepair | null>(null);
  /** What was done to the layer the open plan was made of; null where it was made otherwise. */
  const keptReport = shallowRef<LayerReport | null>(null);
  let turn = 0;

  /** What is drawn on the map before it is taken over: the grids and repairs of the layer that is being looked at. */
  const drawn = computed<LayerPreview | null>(() =>
    aside.value === 'import' && preview.value?.grids ? preview.value : null,
  );
  /** The grids that are drawn: of a layer that goes into the open draft those of the chosen communities alone. */
  const drawnGrids = computed(() =>
    drawnFeatures(drawn.value).filter(({ properties }) => replaces(properties.community)),
  );
  const shape = computed<Geometry | null>(() => (shownRepair.value?.where as Geometry | undefined) ?? null);

  /** True where taking the layer over would change the grids of a community. */
  const replaces = (community: AreaId): boolean => target.value === 'new' || chosen.value.has(community);

  function open(which: ExchangeDialog): void {
    aside.value = null;
    dialog.value = which;
  }

  function close(): void {
    dialog.value = null;
    aside.value = null;
    shownRepair.value = null;
  }

  /** Begins anew; what was uploaded goes. */
  function startOver(): void {
    turn++;
    if (sessionId.value) void dropImport(sessionId.value);
    sessionId.value = null;
    step.value = 'file';
    isBusy.value = false;
    problem.value = null;
    file.value = null;
    part.value = null;
    encoding.value = null;
    crs.value = null;
    mapping.value = {};
    preview.value = null;
    name.value = '';
    target.value = 'new';
    chosen.value = new Set();
    shownRepair.value = null;
  }

  /** Sends files and looks at them; the one with polygons is the layer. */
  async function take(files: readonly File[]): Promise<void> {
    startOver();
    const mine = ++turn;
    isBusy.value = true;
    const found = await send(files);
    if (mine !== turn) return;
    isBusy.value = false;
    if (!found) return;
    file.value = found;
    part.value = found.part;
    encoding.value = found.encoding?.declared ?? found.encoding?.candidates[0]?.encoding ?? null;
    crs.value = found.crs;
    name.value = found.name.replace(/\.[^.]+$/, '').slice(0, 100);
    step.value = 'settings';
    await lookAnew();
  }

  async function send(files: readonly File[]): Promise<InspectedFile | null> {
    const sent = await sendLayer(files, (id) => (sessionId.value = id));
    return sent.ok ? sent.value : refuse(sent.problem);
  }

  function refuse(found: Problem): null {
    problem.value = found;
    return null;
  }

  /** Reads the file as another part or encoding: its columns are others then. */
  async function readAs(choice: { part?: string; encoding?: string }): Promise<void> {
    if (!file.value) return;
    if (choice.part !== undefined) part.value = choice.part;
    if (choice.encoding !== undefined) encoding.value = choice.encoding;
    if (!sessionId.value) return;
    const inspected = await inspectLayer(sessionId.value, [
      {
        file: file.value.name,
        ...(part.value === null ? {} : { part: part.value }),
        ...(encoding.value === null ? {} : { encoding: encoding.value }),
      },
    ]);
    if (!inspected.ok) return void refuse(inspected.problem);
    file.value = inspected.value;
    await lookAnew();
  }

  /** What is in the file as it is read now, its columns guessed anew. */
  async function lookAnew(): Promise<void> {
    mapping.value = {};
    await look(false);
    mapping.value = guessLayerMapping(preview.value?.columns ?? []);
    crs.value ??= preview.value?.declared ?? null;
  }

  function request(): Omit<LayerRequest, 'crs'> | null {
    if (!file.value || !sessionId.value) return null;
    return {
      import: sessionId.value,
      file: file.value.name,
      format: file.value.format,
      ...(part.value === null ? {} : { part: part.value }),
      ...(encoding.value === null || file.value.format !== 'shapefile' ? {} : { encoding: encoding.value }),
      mapping: mapping.value,
    };
  }

  /** Asks how the systems fit or, `clean`, what would become of the layer. */
  async function look(clean: boolean): Promise<void> {
    const asked = request();
    const placeId = place.current?.id;
    if (!asked || !placeId) return;
    const mine = ++turn;
    isBusy.value = true;
    problem.value = null;
    const into = plan.isDraft && plan.plan ? { into: plan.plan.id } : {};
    const found = await previewLayer(
      placeId,
      clean && crs.value ? { ...asked, ...into, crs: crs.value, grids: true } : { ...asked, grids: false },
    );
    if (mine !== turn) return;
    isBusy.value = false;
    if (!found.ok) {
      problem.value = found.problem;
      return;
    }
    preview.value = found.value;
    if (!clean) return;
    step.value = 'result';
    if (!found.value.into) target.value = 'new';
    // What the layer leaves bare is replaced only where somebody says so.
    const whole = found.value.into?.communities.filter((one) => !leavesBare(one)) ?? [];
    chosen.value = new Set(whole.map(({ id }) => id));
  }

  /** Makes the draft and opens it: its id, or null with the reason in `problem`. */
  async function makeDraft(draftName: LocalName): Promise<string | null> {
    const asked = request();
    const placeId = place.current?.id;
    const scheme = (plan.plan ?? plan.plans[0])?.schemeId;
    if (!asked || !placeId || !crs.value || !scheme) return null;
    isBusy.value = true;
    problem.value = null;
    const made = await postLayerDraft(placeId, { ...asked, crs: crs.value, scheme, name: draftName });
    isBusy.value = false;
    if (!made.ok) {
      problem.value = made.problem;
      return null;
    }
    await plan.loadList();
    plan.choose(made.value.plan.id);
    const box = place.current?.bbox;
    if (box) view.showBounds(box as unknown as BBox);
    close();
    startOver();
    return made.value.plan.id;
  }

  /** Puts the layer in the place of the grids of the chosen communities of the open draft; false with the reason in `problem`. */
  async function bringIn(): Promise<boolean> {
    const asked = request();
    const into = preview.value?.into;
    const placeId = place.current?.id;
    if (!asked || !into || !placeId || !crs.value) return false;
    isBusy.value = true;
    problem.value = null;
    const communities = [...chosen.value];
    const { revision } = into;
    const done = await postLayerInto(placeId, into.plan, { ...asked, crs: crs.value, revision, communities });
    isBusy.value = false;
    if (!done.ok) {
      problem.value = done.problem;
      return false;
    }
    await edits.catchUp();
    close();
    startOver();
    return true;
  }

  /** Takes a draft back that was just made, and opens the plan that was open before. */
  async function takeBack(planId: string, before: string): Promise<Problem | null> {
    const placeId = place.current?.id;
    if (!placeId) return null;
    const dropped = await dropLayerDraft(placeId, planId);
    if (!dropped.ok) return dropped.problem;
    await plan.loadList();
    plan.choose(before);
    return null;
  }

  /** The open plan as a file; null where none is open. */
  async function exportPlan(query: ExportQuery): Promise<Awaited<ReturnType<typeof fetchExport>> | null> {
    const [placeId, planId] = [place.current?.id, plan.plan?.id];
    return placeId && planId ? fetchExport(placeId, planId, query) : null;
  }

  /** Steps aside for the map and shows where a repair was. */
  function showOnMap(repair: LayerRepair): void {
    shownRepair.value = repair;
    aside.value = dialog.value;
    dialog.value = null;
    const where = repair.where as Geometry;
    if (where.type === 'Point') view.showPoint(where.coordinates as [number, number], 18);
    else if (where.type === 'Polygon' || where.type === 'MultiPolygon') view.showBounds(geometryBox(where), 19);
  }

  /** Steps aside for the map with all that would become of the layer. */
  function showAll(): void {
    shownRepair.value = null;
    aside.value = dialog.value;
    dialog.value = null;
    const boxes = drawnGrids.value.map(({ geometry }) => geometryBox(geometry));
    if (boxes.length > 0) view.showBounds(unionBox(boxes));
  }

  function comeBack(): void {
    dialog.value = aside.value;
    aside.value = null;
    shownRepair.value = null;
  }

  watch(
    [() => place.current?.id, () => plan.plan?.id, () => edits.layersTaken],
    async ([placeId, planId]) => {
      keptReport.value = null;
      if (!placeId || !planId || plan.plan?.status !== 'draft') return;
      // A draft made of another plan has a report only where it took a layer in since.
      if (plan.plan.basedOn && plan.plan.revision === 0) return;
      const report = await fetchLayerReport(placeId, planId);
      if (plan.plan?.id === planId) keptReport.value = report;
    },
    { immediate: true },
  );

  return {
    dialog,
    aside,
    step,
    isBusy,
    problem,
    file,
    part,
    encoding,
    crs,
    mapping,
    preview,
    name,
    target,
    chosen,
    drawn,
    drawnGrids,
    replaces,
    shownRepair,
    shape,
    keptReport,
    open,
    close,
    startOver,
    take,
    readAs,
    look,
    makeDraft,
    bringIn,
    takeBack,
    exportPlan,
    showOnMap,
    showAll,
    comeBack,
  };
});

/** True where the layer would leave land without a grid that has one now. */
export function leavesBare({ squareMetres, freeSquareMetresNow, freeSquareMetresThen }: LayerCommunityChange): boolean {
  return freeSquareMetresThen - freeSquareMetresNow > squareMetres * uncoveredShare;
}
