import type {
  LayerDraftRequest,
  LayerInto,
  LayerIntoRequest,
  LayerPreview,
  LayerPreviewRequest,
  LayerReport,
} from '../../geodata/schema/plan-layer';
import type { PlanWire } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { answer, apiHeaders, pathParams, placeApi, problemFromBody } from './client';
import type { QueryOf } from './client';

const layers = placeApi['plan-layers'];
const planApi = placeApi.plans[':plan'];
const ofPlace = (placeId: string) => ({ param: pathParams({ place: placeId }), query: {} });

export type ExportQuery = QueryOf<typeof planApi.export.$get>;

/** What would become of an uploaded layer; without a coordinate system only how well each fits. */
export function previewLayer(placeId: string, json: LayerPreviewRequest): Promise<Result<LayerPreview>> {
  return answer(layers.preview.$post({ ...ofPlace(placeId), json })) as Promise<Result<LayerPreview>>;
}

/** Puts an uploaded layer in the place of the grids that communities of a draft have. */
export function postLayerInto(placeId: string, planId: string, json: LayerIntoRequest): Promise<Result<LayerInto>> {
  return answer(
    planApi.layers.$post({ param: pathParams({ place: placeId, plan: planId }), query: {}, json }),
  ) as Promise<Result<LayerInto>>;
}

/** Makes a draft of an uploaded layer. */
export function postLayerDraft(
  placeId: string,
  json: LayerDraftRequest,
): Promise<Result<{ plan: PlanWire; report: LayerReport }>> {
  return answer(layers.$post({ ...ofPlace(placeId), json })) as Promise<
    Result<{ plan: PlanWire; report: LayerReport }>
  >;
}

/** Takes back a draft made of a layer that nobody has edited. */
export function dropLayerDraft(placeId: string, planId: string): Promise<Result<unknown>> {
  return answer(layers[':plan'].$delete({ param: pathParams({ place: placeId, plan: planId }), query: {} }));
}

/** What was repaired when a draft was made of a layer; null for a plan that came otherwise. */
export async function fetchLayerReport(placeId: string, planId: string): Promise<LayerReport | null> {
  const found = await answer(
    planApi['import-report'].$get({ param: pathParams({ place: placeId, plan: planId }), query: {} }),
  );
  return found.ok ? (found.value.report as LayerReport | null) : null;
}

/** A plan as a file, with the name the server gives it. */
export async function fetchExport(
  placeId: string,
  planId: string,
  query: ExportQuery,
): Promise<Result<{ blob: Blob; fileName: string }>> {
  try {
    const address = planApi.export.$path({ param: pathParams({ place: placeId, plan: planId }), query });
    const response = await fetch(address, { headers: apiHeaders() });
    if (!response.ok) return { ok: false, problem: problemFromBody(await response.json(), response.status) };
    const header = response.headers.get('Content-Disposition') ?? '';
    const name = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
    return ok({ blob: await response.blob(), fileName: name ? decodeURIComponent(name) : 'plan' });
  } catch {
    return fail('client.unreachable');
  }
}
