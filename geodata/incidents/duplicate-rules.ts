import type { DuplicateRule } from '../schema/duplicate-rule';
import type { IncidentType } from '../schema/incident';

/** How far apart in place and time two reports of a type may be and still be looked at as one problem. */
export interface DuplicateReach {
  metres: number;
  days: number;
}

/** Where the profile has no rule for a type: across a street, and two weeks. */
export const usualReach: DuplicateReach = { metres: 50, days: 14 };

/** The reach of each type: of the first rule that names it, else of its nearest ancestor that a rule names. */
export function duplicateReaches(
  types: readonly IncidentType[],
  rules: readonly DuplicateRule[] = [],
): DuplicateReach[] {
  const parentOf = new Map(types.map(({ code, parentCode }) => [code, parentCode]));
  return types.map((type) => {
    let code: string | null | undefined = type.code;
    for (let step = 0; code && step <= types.length; step++) {
      const named = code;
      const rule = rules.find((one) => one.types.includes(named));
      if (rule) return { metres: rule.metres, days: rule.days };
      code = parentOf.get(code);
    }
    return usualReach;
  });
}
