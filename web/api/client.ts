import { hc } from 'hono/client';
import type { ClientResponse } from 'hono/client';
import type { SuccessStatusCode } from 'hono/utils/http-status';
import type { AppType } from '../../server/app';
import { fail, ok, problemCatalogue } from '../../geodata/schema/problems';
import type { Problem, ProblemCode, ProblemParams, ProblemPlace, Result } from '../../geodata/schema/problems';

/** The body of the answers that succeeded. */
type SuccessBody<R> =
  R extends ClientResponse<infer T, infer S, string> ? (S extends SuccessStatusCode ? T : never) : never;

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

/** The typed client. Prefer `answer(api.places.$get())` over raw responses. */
export const api = hc<AppType>('/', { headers: apiHeaders }).api;

/** Where problem answers put their fields (RFC 9457 plus ours). */
interface ProblemBody {
  code?: unknown;
  params?: unknown;
  where?: unknown;
}

function problemFromBody(body: ProblemBody, status: number): Problem {
  const { code, params, where } = body;
  if (typeof code !== 'string' || !(code in problemCatalogue)) {
    return { code: 'client.unexpected-answer', params: { status } };
  }
  return {
    code: code as ProblemCode,
    params: typeof params === 'object' && params !== null ? (params as ProblemParams) : {},
    ...(typeof where === 'object' && where !== null ? { where: where as ProblemPlace } : {}),
  };
}

/** The problem an answer that did not succeed carries, with the body as read (some carry more, e.g. `theirs`). */
async function readProblem(response: Pick<Response, 'status' | 'json'>): Promise<Problem> {
  try {
    return problemFromBody((await response.json()) as ProblemBody, response.status);
  } catch {
    return { code: 'client.unexpected-answer', params: { status: response.status } };
  }
}

/** True for the rejection of a request that was cancelled on purpose. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

async function settle<R extends Pick<Response, 'ok' | 'status' | 'json'>, T>(
  call: Promise<R>,
  read: (response: R) => Promise<T>,
): Promise<Result<T>> {
  let response: R;
  try {
    response = await call;
  } catch (error) {
    if (isAborted(error)) return fail('client.cancelled');
    return fail('client.unreachable');
  }
  if (!response.ok) return { ok: false, problem: await readProblem(response) };
  try {
    return ok(await read(response));
  } catch (error) {
    if (isAborted(error)) return fail('client.cancelled');
    return fail('client.unexpected-answer', { status: response.status });
  }
}

/**
 * Awaits a typed call and turns it into a value: the JSON of a success, or the Problem of a failure.
 * No network is `client.unreachable`, an answer that is not ours `client.unexpected-answer`,
 * an aborted one `client.cancelled` (which nobody needs to be told).
 */
export function answer<R extends ClientResponse<unknown, number, string>>(
  call: Promise<R>,
): Promise<Result<SuccessBody<R>>> {
  return settle(call, async (response) => (await response.json()) as SuccessBody<R>);
}

/**
 * For answers the typed client cannot describe (streams, columns, GeoJSON made in a worker):
 * fetches `path` and reads it with `read`.
 */
export function fetchWith<T>(
  path: string,
  read: (response: Response) => Promise<T>,
  init: RequestInit = {},
): Promise<Result<T>> {
  const headers = { ...apiHeaders(), ...(init.headers as Record<string, string> | undefined) };
  return settle(fetch(path, { ...init, headers }), read);
}

/** `fetchWith` for JSON whose shape the caller vouches for. */
export function fetchJson<T>(path: string, init: RequestInit = {}): Promise<Result<T>> {
  return fetchWith(path, async (response) => (await response.json()) as T, init);
}
