import { hc } from 'hono/client';
import type { ClientResponse, InferRequestType } from 'hono/client';
import type { SuccessStatusCode } from 'hono/utils/http-status';
import type { AppType } from '../../server/app';
import { problemCatalogue } from '../../geodata/schema/problems';
import type { Problem, ProblemCode, ProblemParams, ProblemPlace } from '../../geodata/schema/problems';

/**
 * The body of the answers that succeeded. A contract names those by their one status; its `default`, the problem,
 * has every status, so that a status which is a success and nothing else tells the two apart.
 */
type SuccessBody<R> =
  R extends ClientResponse<infer T, infer S, string> ? ([S] extends [SuccessStatusCode] ? T : never) : never;

/** The query parameters a call takes. */
export type QueryOf<Call> = InferRequestType<Call> extends { query: infer Q } ? Q : never;

interface ApiIdentity {
  /** UI language, sent as `Accept-Language`. */
  language: () => string;
  /** Name the person gave; recorded with what they save. Empty when they gave none. */
  author: () => string;
}

let identity: ApiIdentity = { language: () => 'zh-CN', author: () => '' };

/** Says who is asking and in which language; called once at start. */
export function configureApi(next: ApiIdentity): void {
  identity = next;
}

/** Headers every request carries. The author is percent-encoded: header values are Latin-1. */
export function apiHeaders(): Record<string, string> {
  const author = identity.author().trim();
  return {
    'Accept-Language': identity.language(),
    ...(author ? { 'X-Getu-Author': encodeURIComponent(author) } : {}),
  };
}

/** A query as it is sent: what is not given, or given empty, is left out. */
function buildSearchParams(query: Record<string, string | string[]>): URLSearchParams {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined && one !== '') given.append(name, String(one));
  }
  return given;
}

/** The typed client: every path, parameter and body as the routes of the server declare them. */
const api = hc<AppType>('/', { headers: apiHeaders, buildSearchParams }).api;

/** `/api/places`. */
export const placesApi = api.places;
/** `/api/places/:place` and all below it. */
export const placeApi = api.places[':place'];

/** `/api/basemaps`. */
export const basemapsApi = api.basemaps;

/** `/api/imports`. */
export const importsApi = api.imports;
/** `/api/imports/:id` and all below it. */
export const importApi = api.imports[':id'];

/** Parameters of a path. The client of Hono puts them in as they are; an id may hold what a path may not. */
export function pathParams<P extends Readonly<Record<string, string>>>(params: P): P {
  return Object.fromEntries(Object.entries(params).map(([name, id]) => [name, encodeURIComponent(id)])) as P;
}

/** Where problem answers put their fields (RFC 9457 plus ours). */
interface ProblemBody {
  code?: unknown;
  params?: unknown;
  where?: unknown;
}

/** The problem an answer tells, or that it is none of ours. */
export function problemFromBody(body: unknown, status: number): Problem {
  const { code, params, where }: ProblemBody = body ?? {};
  if (typeof code !== 'string' || !(code in problemCatalogue)) {
    return { code: 'client.unexpected-answer', params: { status } };
  }
  return {
    code: code as ProblemCode,
    params: typeof params === 'object' && params !== null ? (params as ProblemParams) : {},
    ...(typeof where === 'object' && where !== null ? { where: where as ProblemPlace } : {}),
  };
}

/** True for the rejection of a request that was cancelled on purpose. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** What a call came to. A refusal brings its body along: some say more than the problem (`theirs` of a conflict). */
export type Answered<T> = { ok: true; value: T } | { ok: false; problem: Problem; body: unknown };

/**
 * Awaits a typed call and turns it into a value: the JSON of a success, or the Problem of a failure.
 * No network is `client.unreachable`, an answer that is not ours `client.unexpected-answer`,
 * an aborted one `client.cancelled` (which nobody needs to be told).
 */
export async function answer<R extends ClientResponse<unknown, number, string>>(
  call: Promise<R>,
): Promise<Answered<SuccessBody<R>>> {
  const refused = (problem: Problem, body: unknown = null) => ({ ok: false, problem, body }) as const;
  let response: R;
  try {
    response = await call;
  } catch (error) {
    return refused({ code: isAborted(error) ? 'client.cancelled' : 'client.unreachable', params: {} });
  }
  const { ok, status } = response;
  try {
    const body: unknown = await response.json();
    return ok ? { ok, value: body as SuccessBody<R> } : refused(problemFromBody(body, status), body);
  } catch (error) {
    if (isAborted(error)) return refused({ code: 'client.cancelled', params: {} });
    return refused({ code: 'client.unexpected-answer', params: { status } });
  }
}
