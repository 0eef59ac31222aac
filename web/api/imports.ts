import type { ImportInspectionWire, ImportPreviewWire, ReadingChoice } from '../../geodata/schema/import-inspection';
import type { ImportSessionWire, UploadedFile } from '../../geodata/schema/import-session';
import { fail, ok } from '../../geodata/schema/problems';
import type { Problem, Result } from '../../geodata/schema/problems';
import { answer, apiHeaders, importApi, importsApi, pathParams, problemFromBody } from './client';
import type { QueryOf } from './client';

export type PreviewQuery = QueryOf<typeof importApi.preview.$get>;

const ofImport = (id: string) => ({ param: pathParams({ id }), query: {} });

export function beginImport(): Promise<Result<ImportSessionWire>> {
  return answer(importsApi.$post({ query: {} }));
}

export function fetchImport(id: string): Promise<Result<ImportSessionWire>> {
  return answer(importApi.$get(ofImport(id)));
}

export function dropImport(id: string): Promise<Result<unknown>> {
  return answer(importApi.$delete(ofImport(id)));
}

export function removeImportFile(id: string, name: string): Promise<Result<ImportSessionWire>> {
  return answer(importApi.files[':name'].$delete({ param: pathParams({ id, name }), query: {} }));
}

/** What the files are, read as a person chose, and what the import is guessed to be. */
export function inspectImport(id: string, reading: ReadingChoice[]): Promise<Result<ImportInspectionWire>> {
  return answer(importApi.inspect.$post({ ...ofImport(id), json: { reading } }));
}

export function fetchImportPreview(
  id: string,
  query: PreviewQuery,
  signal: AbortSignal,
): Promise<Result<ImportPreviewWire>> {
  return answer(importApi.preview.$get({ param: pathParams({ id }), query }, { init: { signal } }));
}

export function runImport(
  id: string,
  order: { spec: Record<string, unknown>; dropEditedPlans: boolean },
): Promise<Result<ImportSessionWire>> {
  return answer(importApi.run.$post({ ...ofImport(id), json: order }));
}

export function cancelImport(id: string): Promise<Result<ImportSessionWire>> {
  return answer(importApi.cancel.$post(ofImport(id)));
}

/** An upload under way. */
export interface Upload {
  done: Promise<Result<UploadedFile>>;
  abort(): void;
}

/** Sends a file as it is. Only XMLHttpRequest tells how much of a body has gone out. */
export function uploadFile(id: string, file: File, onProgress: (sentBytes: number) => void): Upload {
  const request = new XMLHttpRequest();
  const { param } = { param: pathParams({ id, name: file.name }) };
  request.open('PUT', importApi.files[':name'].$path({ param, query: {} }));
  for (const [name, value] of Object.entries(apiHeaders())) request.setRequestHeader(name, value);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded }) => onProgress(loaded);
  const done = new Promise<Result<UploadedFile>>((resolve) => {
    const refuse = (code: Problem['code']): void => resolve(fail(code));
    request.onload = () => {
      const { status, response } = request as { status: number; response: unknown };
      if (status === 201) resolve(ok(response as UploadedFile));
      else resolve({ ok: false, problem: problemFromBody(response, status) });
    };
    request.onerror = () => refuse('client.unreachable');
    request.onabort = () => refuse('client.cancelled');
  });
  request.send(file);
  return { done, abort: () => request.abort() };
}
