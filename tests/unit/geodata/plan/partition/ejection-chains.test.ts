import { describe, expect, it } from 'vitest';
import { EjectionChains } from '../../../../../geodata/plan/partition/ejection-chains';
import { PartState } from '../../../../../geodata/plan/partition/part-state';
import { seededRandom } from '../../../../fixtures/random-plan';
import { squareTown } from '../../../../fixtures/unit-town';

/*
 * Three parts in a row, and what lives in each unit; a part may have 300 to 500:
 *
 *     A A A B B C
 *     200 200 150 | 150 300 | 100
 */
const households = [200, 200, 150, 150, 300, 100];
const start = [0, 0, 0, 1, 1, 2];
const terms = { least: 300, most: 500, bandPrice: 20, outPrice: 0, shapePrice: 0, splitPrice: 0, movePrice: 0 };

function row(): PartState {
  const graph = squareTown(households.length, 1, (column) => households[column]!);
  return new PartState(graph, Int32Array.from(start), 3, { ...terms }, null);
}

describe('a chain of ejections', () => {
  it('passes on through a part that has no room itself, and brings the last one in as well', () => {
    const state = row();
    const touched = new EjectionChains(state, seededRandom(1), null).settle(0);
    expect(new Set(touched)).toEqual(new Set([0, 1, 2]));
    expect([...state.part]).toEqual([0, 0, 1, 1, 2, 2]);
    expect([...state.households]).toEqual([400, 300, 400]);
  });

  it('takes as well as gives', () => {
    const state = row();
    new EjectionChains(state, seededRandom(1), null).settle(2);
    for (const sum of state.households.slice(1)) {
      expect(sum).toBeGreaterThanOrEqual(300);
      expect(sum).toBeLessThanOrEqual(500);
    }
  });

  it('leaves everything as it was where a locked unit stands in the way', () => {
    const state = row();
    expect(new EjectionChains(state, seededRandom(1), Uint8Array.from([0, 0, 1, 0, 0, 0])).settle(0)).toEqual([]);
    expect([...state.part]).toEqual(start);
    expect([...state.households]).toEqual([550, 450, 100]);
  });
});
