import type { z } from 'zod';
import type { Profile } from '../schema/place';
import { profileSchema } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { closestName } from './closest-name';
import { importSpecSchema } from './import-spec';
import type { ImportSpec } from './import-spec';
import { locateJsonFault } from './locate-json-fault';
import { isTimeZone } from './parse-local-time';

/** Every key a spec may have, for "did you mean". */
const knownKeys = collectKeys(importSpecSchema, new Set<string>(), new Set());

/**
 * Reads an import spec; `profiles` are those a spec may build on, by id. Problems: `file.not-json` with the line, `spec.unknown-key` with the nearest known key,
 * `spec.invalid` with the path of the value.
 */
export function readImportSpec(
  text: string,
  file: string,
  profiles: Readonly<Record<string, Profile>>,
): Result<ImportSpec> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const fault = locateJsonFault(text) ?? { line: 1, column: 1 };
    return fail('file.not-json', { file, line: fault.line, column: fault.column });
  }
  const read = importSpecSchema.safeParse(parsed);
  if (!read.success) return describeIssue(read.error.issues[0]!, file);
  const { from, ...own } = read.data.place.profile;
  const base = Object.hasOwn(profiles, from) ? profiles[from] : undefined;
  if (!base) return fail('spec.unknown-profile', { file, profile: from, known: Object.keys(profiles).join(', ') });
  const profile = profileSchema.parse({ ...base, ...own });
  if (!isTimeZone(profile.timeZone)) return fail('spec.unknown-zone', { file, zone: profile.timeZone });
  const { areas } = read.data;
  const levels = areas.from === 'base-units' ? areas.levels.length : 1;
  if (levels !== profile.levels.length)
    return fail('spec.levels-differ', { file, areas: levels, profile: profile.levels.length });
  return ok({ ...read.data, place: { ...read.data.place, profile } });
}

type Issue = z.core.$ZodIssue;

function describeIssue(issue: Issue, file: string): Result<never> {
  // A union reports each of its ways separately: the way that got furthest is the one that was meant.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest = issue.errors
      .map((issues) => issues[0]!)
      .reduce((best, candidate) => (candidate.path.length > best.path.length ? candidate : best));
    return describeIssue({ ...furthest, path: [...issue.path, ...furthest.path] }, file);
  }
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const nearest = closestName(key, [...knownKeys]);
    return nearest
      ? fail('spec.unknown-key-near', { file, path: path === '' ? key : `${path}.${key}`, nearest })
      : fail('spec.unknown-key', { file, path: path === '' ? key : `${path}.${key}` });
  }
  return fail('spec.invalid', { file, path: path === '' ? '(root)' : path, reason: issue.message });
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`),
    '',
  );
}

/** Keys of a schema and of all it holds. */
function collectKeys(schema: unknown, keys: Set<string>, seen: Set<unknown>): Set<string> {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return keys;
  seen.add(schema);
  const definition = (schema as { def?: Record<string, unknown> }).def;
  if (!definition) return keys;
  const shape = definition['shape'];
  if (typeof shape === 'object' && shape !== null)
    for (const [key, value] of Object.entries(shape)) {
      keys.add(key);
      collectKeys(value, keys, seen);
    }
  for (const part of ['element', 'valueType', 'innerType']) collectKeys(definition[part], keys, seen);
  for (const part of ['options', 'items'])
    for (const option of (definition[part] as unknown[] | undefined) ?? []) collectKeys(option, keys, seen);
  return keys;
}
