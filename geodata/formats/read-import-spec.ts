import type { Profile } from '../schema/place';
import { profileSchema } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { describeSpecIssues } from './describe-spec-issues';
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
  if (!read.success) return describeSpecIssues(read.error.issues, file, parsed);
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
