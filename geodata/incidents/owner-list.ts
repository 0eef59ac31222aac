/*
 * Owners in a URL: names with `|` between, `-` for "nobody is named". A backslash before a `|`, a backslash or a
 * lone `-` takes it as part of a name.
 */

/** A list as it stands in a URL; an empty list is the empty text. */
export function formatOwners(owners: readonly (string | null)[]): string {
  return owners.map((owner) => (owner === null ? '-' : escaped(owner))).join('|');
}

/** The list a text stands for; empty parts are left out. */
export function parseOwners(text: string): (string | null)[] {
  const parts = text.match(/(?:\\.|[^|\\])+/gs) ?? [];
  return parts.map((part) => (part === '-' ? null : part.replace(/\\(.)/gs, '$1')));
}

const escaped = (owner: string): string => (owner === '-' ? '\\-' : owner.replace(/[\\|]/g, '\\$&'));
