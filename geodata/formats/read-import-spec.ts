import type { z } from 'zod';
import type { Profile } from '../schema/place';
import { profileSchema } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { closestName } from '../schema/closest-name';
import { importSpecSchema } from './import-spec';
import type { ImportSpec } from './import-spec';
import { locateJsonFault } from './locate-json-fault';
import { isTimeZone } from './parse-local-time';

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
  if (!read.success) return describeIssue(tellingIssue(read.error.issues), file);
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

/** A misspelt key also leaves a key missing: the misspelling is what to tell. */
function tellingIssue(issues: readonly Issue[]): Issue {
  return issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0]!;
}

function describeIssue(issue: Issue, file: string): Result<never> {
  // A union reports each of its ways separately: the way that got furthest is the one that was meant.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest = issue.errors
      .map(tellingIssue)
      .reduce((best, candidate) => (candidate.path.length > best.path.length ? candidate : best));
    return describeIssue({ ...furthest, path: [...issue.path, ...furthest.path] }, file);
  }
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const nearest = closestName(key, keysAt(issue.path));
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

/** The keys an object at this path of a spec may have, for "did you mean". */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schemas = alternatives(importSpecSchema);
  for (const part of path)
    schemas = schemas.flatMap((schema) => {
      const { shape, element, valueType } = definitionOf(schema);
      return alternatives(typeof part === 'number' ? element : (shape?.[String(part)] ?? valueType));
    });
  return [...new Set(schemas.flatMap((schema) => Object.keys(definitionOf(schema).shape ?? {})))];
}

interface SchemaParts {
  shape?: Record<string, unknown>;
  element?: unknown;
  valueType?: unknown;
  innerType?: unknown;
  options?: unknown[];
}

function definitionOf(schema: unknown): SchemaParts {
  return typeof schema === 'object' && schema !== null ? ((schema as { def?: SchemaParts }).def ?? {}) : {};
}

/** The schemas a value may follow: the ways of a union, the inside of what is optional, else the schema itself. */
function alternatives(schema: unknown): unknown[] {
  const { options, innerType } = definitionOf(schema);
  if (options) return options.flatMap(alternatives);
  return innerType === undefined ? [schema] : alternatives(innerType);
}
