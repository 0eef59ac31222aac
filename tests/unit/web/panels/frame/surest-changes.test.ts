import { describe, expect, it } from 'vitest';
import type { GridIncidents } from '../../../../../geodata/schema/incident-summary';
import { surestChanges } from '../../../../../web/panels/frame/surest-changes';

const grid = (gridId: string, count: number, before: number, adjustedChance: number | null): GridIncidents =>
  ({ gridId, count, change: { before, ratio: null, finding: 'usual', adjustedChance } }) as unknown as GridIncidents;

describe('surest changes', () => {
  it('come by their chance, then by the larger difference, then by id; what was not judged is no change', () => {
    const rows = surestChanges(
      [
        grid('d', 9, 7, 1),
        grid('few', 2, 0, null),
        grid('b', 3, 9, 1),
        grid('a', 30, 8, 0.004),
        grid('c', 9, 3, 1),
        { ...grid('none', 5, 5, 1), change: null },
      ],
      3,
    );
    expect(rows.map(({ gridId }) => gridId)).toEqual(['a', 'b', 'c']);
  });

  it('leave the rows they were given as they are', () => {
    const rows = [grid('a', 1, 9, 0.5), grid('b', 1, 9, 0.1)];
    surestChanges(rows, 2);
    expect(rows.map(({ gridId }) => gridId)).toEqual(['a', 'b']);
  });
});
