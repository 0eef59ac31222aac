import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { indexStreets } from '../../../geodata/formats/guess-crs-fit';
import type { PlanId } from '../../../geodata/schema/ids';
import type {
  LayerDraftRequest,
  LayerIntoRequest,
  LayerPreviewRequest,
  LayerReport,
} from '../../../geodata/schema/plan-layer';
import type { PlanWire } from '../../../geodata/schema/plan';
import { ok } from '../../../geodata/schema/problems';
import type { Result } from '../../../geodata/schema/problems';
import { selectBaseUnitColumns } from '../../db/queries/base-unit-columns';
import { selectStreetPositions } from '../../db/queries/plan-layers';
import type { CommitContext } from '../../services/commit-change';
import { previewLayer, readLayer, readLayerInto } from '../../services/read-plan-layer';
import type { LayerPlaceTools, ReadLayer } from '../../services/read-plan-layer';
import { writeLayerDraft } from '../../services/write-layer-draft';
import type { LayerDraft } from '../../services/write-layer-draft';
import { writeLayerInto } from '../../services/write-layer-into';
import type { LayerInto } from '../../services/write-layer-into';
import { defineTask } from '../task';
import type { WorkerContext } from '../worker-context';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

interface LayerInput<Request> {
  placeId: string;
  folder: string;
  request: Request;
  language: 'zh' | 'en';
}

async function toolsOf(
  context: WorkerContext,
  { placeId, language }: Pick<LayerInput<unknown>, 'placeId' | 'language'>,
): Promise<LayerPlaceTools> {
  const { client } = await context.place(placeId);
  return {
    client,
    language,
    columns: () => context.cached(placeId, 'base-unit-columns', (place) => selectBaseUnitColumns(place.client)),
    streets: () =>
      context.cached(placeId, 'street-segments', async (place) =>
        indexStreets(await selectStreetPositions(place.client)),
      ),
  };
}

/** A layer before it is a draft, as gzipped JSON text. */
export const previewLayerTask = defineTask(
  async (context, input: LayerInput<LayerPreviewRequest>): Promise<Result<Uint8Array>> => {
    const preview = await previewLayer(await toolsOf(context, input), input.folder, input.request);
    return preview.ok ? ok(await pack(JSON.stringify(preview.value))) : preview;
  },
);

/** A layer cleaned, packed for `write-layer-draft`: the main thread hands the bytes on without looking into them. */
export const readLayerTask = defineTask(
  async (
    context,
    input: LayerInput<LayerDraftRequest> & { planId: PlanId },
  ): Promise<Result<{ packed: Uint8Array; datasetVersion: string }>> => {
    const { datasetVersion } = await context.place(input.placeId);
    const read = await readLayer(await toolsOf(context, input), input.folder, input.request, input.planId);
    return read.ok ? ok({ packed: await pack(JSON.stringify(read.value), { level: 1 }), datasetVersion }) : read;
  },
);

/** Writes the draft. Call inside the place's write queue. */
export const writeLayerDraftTask = defineTask(
  async (
    context,
    { placeId, draft, packed, by }: { placeId: string; draft: LayerDraft; packed: Uint8Array; by: CommitContext },
  ): Promise<Result<{ plan: PlanWire; report: LayerReport }>> => {
    const layer = JSON.parse(String(await unpack(packed))) as ReadLayer;
    const written = await writeLayerDraft(context.dataDir, placeId, draft, layer, by);
    return written.ok ? ok({ plan: written.value, report: layer.report }) : written;
  },
);

/** A layer cleaned against a draft, packed for `write-layer-into`. */
export const readLayerIntoTask = defineTask(
  async (
    context,
    input: LayerInput<LayerIntoRequest> & { planId: string },
  ): Promise<Result<{ packed: Uint8Array; datasetVersion: string }>> => {
    const { datasetVersion } = await context.place(input.placeId);
    const read = await readLayerInto(await toolsOf(context, input), input.folder, input.request, input.planId);
    return read.ok ? ok({ packed: await pack(JSON.stringify(read.value), { level: 1 }), datasetVersion }) : read;
  },
);

/** Writes the layer into the draft. Call inside the place's write queue. */
export const writeLayerIntoTask = defineTask(
  async (
    context,
    { placeId, into, packed, by }: { placeId: string; into: LayerInto; packed: Uint8Array; by: CommitContext },
  ): Promise<Result<{ revision: number; report: LayerReport }>> => {
    const layer = JSON.parse(String(await unpack(packed))) as ReadLayer;
    const written = await writeLayerInto(context.dataDir, placeId, into, layer, by);
    return written.ok ? ok({ ...written.value, report: layer.report }) : written;
  },
);
