import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { closestName } from '../schema/closest-name';

/** Fails with `spec.unknown-column`, naming the nearest column, where the file lacks one the spec asks for. */
export function requireColumns(wanted: readonly string[], present: readonly string[], file: string): Result<true> {
  for (const column of wanted) {
    if (present.includes(column)) continue;
    const nearest = closestName(column, present);
    return nearest
      ? fail('spec.unknown-column-near', { file, column, nearest })
      : fail('spec.unknown-column', { file, column, columns: present.slice(0, 12).join(', ') });
  }
  return ok(true);
}
