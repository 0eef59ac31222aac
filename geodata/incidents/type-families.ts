import type { IncidentType } from '../schema/incident';

/** For each type the index of the group (大类) at the top of its line; a type without a known parent is its own. */
export function typeFamilies(types: readonly IncidentType[]): Uint16Array {
  const indexOf = new Map(types.map(({ code }, i) => [code, i]));
  return Uint16Array.from(types, (_, own) => {
    let top = own;
    // A walk of at most `types.length` steps ends even where an import closed a circle of parents.
    for (let step = 0; step < types.length; step++) {
      const parent = indexOf.get(types[top]!.parentCode ?? '');
      if (parent === undefined) break;
      top = parent;
    }
    return top;
  });
}
