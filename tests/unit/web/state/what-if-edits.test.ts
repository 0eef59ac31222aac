import { describe, expect, it } from 'vitest';
import type { ScenarioEdit } from '../../../../geodata/schema/scenario';
import { scenarioEditsSchema } from '../../../../geodata/schema/scenario';
import { sizesUnder, withSizes } from '../../../../web/state/what-if-edits';

const recorded = { floorAreaSquareMetres: 400, seats: null, staff: 5 };
const edits = (all: unknown[]): ScenarioEdit[] => scenarioEditsSchema.parse(all);
const added = edits([{ edit: 'add-station', id: 'new-1', name: '新', kind: 'clinic', coordinates: [116, 39] }]);

describe('sizes of a station in a scenario', () => {
  it('are those on record, but for what an edit says', () => {
    expect(sizesUnder([], 's', recorded)).toEqual(recorded);
    const list = edits([{ edit: 'resize-station', station: 's', seats: 20 }]);
    expect(sizesUnder(list, 's', recorded)).toEqual({ ...recorded, seats: 20 });
    expect(sizesUnder(list, 'other', recorded)).toEqual(recorded);
  });

  it('are one edit of what differs, which goes where nothing does', () => {
    const bigger = withSizes([], 's', recorded, { ...recorded, floorAreaSquareMetres: 600 });
    expect(bigger).toEqual(edits([{ edit: 'resize-station', station: 's', floorAreaSquareMetres: 600 }]));
    const seated = withSizes(bigger, 's', recorded, { floorAreaSquareMetres: 600, seats: 9, staff: 5 });
    expect(seated).toEqual(edits([{ edit: 'resize-station', station: 's', floorAreaSquareMetres: 600, seats: 9 }]));
    expect(withSizes(seated, 's', recorded, recorded)).toEqual([]);
  });

  it('of a new station stand in the edit that adds it', () => {
    const sizes = { floorAreaSquareMetres: 80, seats: 12, staff: 2 };
    const list = withSizes(added, 'new-1', null, sizes);
    expect(list).toEqual([{ ...added[0], ...sizes }]);
    expect(sizesUnder(list, 'new-1', null)).toEqual(sizes);
  });
});
