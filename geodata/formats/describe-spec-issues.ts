import type { z } from 'zod';
import { closestName, nearestFirst } from '../schema/closest-name';
import { fail } from '../schema/problems';
import type { Result } from '../schema/problems';
import { importSpecSchema } from './import-spec';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a spec, in words: an unknown key with the nearest known one, an unknown word with those that may
 * stand there, nearest first, else the path of the value.
 */
export function describeSpecIssues(issues: readonly Issue[], file: string, spec: unknown): Result<never> {
  return describeIssue(tellingIssue(issues), file, spec);
}

/** A misspelt key also leaves a key missing: the misspelling is what to tell. */
function tellingIssue(issues: readonly Issue[]): Issue {
  return issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0]!;
}

function describeIssue(issue: Issue, file: string, spec: unknown): Result<never> {
  // A union reports each of its ways separately: the way that got furthest is the one that was meant.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const furthest = issue.errors
      .map(tellingIssue)
      .reduce((best, candidate) => (candidate.path.length > best.path.length ? candidate : best));
    return describeIssue({ ...furthest, path: [...issue.path, ...furthest.path] }, file, spec);
  }
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const nearest = closestName(key, keysAt(issue.path, spec));
    return nearest
      ? fail('spec.unknown-key-near', { file, path: path === '' ? key : `${path}.${key}`, nearest })
      : fail('spec.unknown-key', { file, path: path === '' ? key : `${path}.${key}` });
  }
  const choices = choicesOf(issue, spec);
  if (choices.length > 0) {
    const value = valueAt(spec, issue.path);
    if (value === undefined) return fail('spec.choice-missing', { file, path, choices });
    const written = typeof value === 'string' ? value : JSON.stringify(value);
    return fail('spec.unknown-choice', { file, path, value: written, choices: nearestFirst(written, choices) });
  }
  return fail('spec.invalid', { file, path: path === '' ? '(root)' : path, reason: issue.message });
}

/** What may be written where one of a few words is expected; empty where anything else is wrong. */
function choicesOf(issue: Issue, spec: unknown): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  // Kinds of one thing told apart by a key: zod says that no kind fits, the schema which there are.
  if (issue.code !== 'invalid_union') return [];
  const [key] = issue.path.slice(-1);
  const holders = schemasAt(issue.path.slice(0, -1), spec);
  const values = holders.flatMap((schema) => alternatives(definitionOf(schema).shape?.[String(key)]));
  return [...new Set(values.flatMap(literalsOf))];
}

function literalsOf(schema: unknown): string[] {
  const { values, entries } = definitionOf(alternatives(schema)[0]);
  return [...(values ?? []), ...Object.values(entries ?? {})].map(String);
}

function valueAt(spec: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    spec,
  );
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`),
    '',
  );
}

/** The keys an object at this path of a spec may have, for "did you mean". */
function keysAt(path: readonly PropertyKey[], spec: unknown): string[] {
  return [...new Set(schemasAt(path, spec).flatMap((schema) => Object.keys(definitionOf(schema).shape ?? {})))];
}

/** The schemas that what stands at this path may follow; kinds told apart by a key only as far as the spec says. */
function schemasAt(path: readonly PropertyKey[], spec: unknown): unknown[] {
  let schemas = alternatives(importSpecSchema);
  let value = spec;
  for (const part of path) {
    value = valueAt(value, [part]);
    schemas = schemas.flatMap((schema) => {
      const { shape, element, valueType } = definitionOf(schema);
      return alternatives(typeof part === 'number' ? element : (shape?.[String(part)] ?? valueType));
    });
    const meant = schemas.filter((schema) => fitsWords(schema, value));
    if (meant.length > 0) schemas = meant;
  }
  return schemas;
}

/** True where the words a schema fixes (`layer`, `format`, `from` …) stand in the value. */
function fitsWords(schema: unknown, value: unknown): boolean {
  const { shape } = definitionOf(schema);
  if (!shape) return true;
  return Object.entries(shape).every(([key, inner]) => {
    const words = literalsOf(inner);
    return words.length === 0 || words.includes(String(valueAt(value, [key])));
  });
}

interface SchemaParts {
  shape?: Record<string, unknown>;
  element?: unknown;
  valueType?: unknown;
  innerType?: unknown;
  options?: unknown[];
  /** `transform`, `pipe` … */
  type?: string;
  /** Of a value that is changed before or after it is looked at: one of the two is what changes it. */
  in?: unknown;
  out?: unknown;
  /** Of a literal. */
  values?: unknown[];
  /** Of an enumeration. */
  entries?: Record<string, unknown>;
}

function definitionOf(schema: unknown): SchemaParts {
  return typeof schema === 'object' && schema !== null ? ((schema as { def?: SchemaParts }).def ?? {}) : {};
}

/** The schemas a value may follow: the ways of a union, the inside of what is optional, else the schema itself. */
function alternatives(schema: unknown): unknown[] {
  const { options, innerType, in: before, out } = definitionOf(schema);
  if (options) return options.flatMap(alternatives);
  if (out !== undefined) return alternatives(definitionOf(before).type === 'transform' ? out : before);
  return innerType === undefined ? [schema] : alternatives(innerType);
}
