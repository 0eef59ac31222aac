import type { GateCollection } from '../../geodata/schema/collections';
import type { Result } from '../../geodata/schema/problems';
import type {
  ScenarioInput,
  ScenarioSummary,
  ScenarioWire,
  WhatIfAnswer,
  WhatIfQuestion,
} from '../../geodata/schema/scenario';
import { answer, pathParams, placeApi } from './client';

const { scenarios } = placeApi;
const one = scenarios[':scenario'];
const ofPlace = (placeId: string) => ({ param: pathParams({ place: placeId }), query: {} });
const ofScenario = (placeId: string, scenario: string) => ({
  param: pathParams({ place: placeId, scenario }),
  query: {},
});

export function fetchScenarios(placeId: string): Promise<Result<{ scenarios: ScenarioSummary[] }>> {
  return answer(scenarios.$get(ofPlace(placeId)));
}

export function fetchScenario(placeId: string, id: string): Promise<Result<ScenarioWire>> {
  return answer(one.$get(ofScenario(placeId, id)));
}

export function postScenario(placeId: string, json: ScenarioInput): Promise<Result<ScenarioWire>> {
  return answer(scenarios.$post({ ...ofPlace(placeId), json }));
}

export function putScenario(
  placeId: string,
  id: string,
  json: ScenarioInput & { revision: number },
): Promise<Result<ScenarioWire>> {
  return answer(one.$put({ ...ofScenario(placeId, id), json }));
}

/** What coverage would be under a list of edits. */
export function askWhatIf(placeId: string, json: WhatIfQuestion, signal: AbortSignal): Promise<Result<WhatIfAnswer>> {
  return answer(scenarios.measure.$post({ ...ofPlace(placeId), json }, { init: { signal } }));
}

export function fetchGates(placeId: string): Promise<Result<GateCollection>> {
  return answer(placeApi.gates.$get(ofPlace(placeId)));
}
