import { unnamedWorkers } from '../../../../geodata/plan/grid-workers';
import { describe, expect, it } from 'vitest';
import { numberGrids } from '../../../../geodata/plan/number-grids';
import type { AreaId, GridId } from '../../../../geodata/schema/ids';
import type { Grid } from '../../../../geodata/schema/plan';

const community = 'c' as AreaId;
const communities = new Map([[community, { id: community, name: '东风社区', codePrefix: '131022001001' }]]);
const square = (id: string, x: number, y: number, kind: Grid['kind'] = 'general'): Grid => ({
  id: id as GridId,
  communityId: community,
  kind,
  code: null,
  name: id,
  workers: unnamedWorkers('full-time', 1),
  polygons: [[[x, y, x + 10, y, x + 10, y + 10, x, y + 10]]],
  parents: [],
  revision: 0,
});
const input = (grids: Grid[], published: [string, string][] = [], highest = 0, sequenceDigits = 3) => ({
  grids,
  communities,
  published: new Map(published) as Map<GridId, string>,
  highest: new Map([[community, highest]]),
  sequenceDigits,
});
function numbered(given: ReturnType<typeof input>): Record<string, string> {
  const result = numberGrids(given);
  if (!result.ok) throw new Error(result.problem.code);
  return Object.fromEntries([...result.value.codes].map(([id, code]) => [id, code.slice(12)]));
}

describe('numbering grids', () => {
  it('goes west to east, then north to south, at the first publication', () => {
    const grids = [square('se', 20, 0), square('ne', 20, 20), square('w', 0, 5), square('free', 40, 0, 'unassigned')];
    expect(numbered(input(grids))).toEqual({ w: '001', ne: '002', se: '003' });
    const codes = numberGrids(input(grids));
    expect(codes.ok && codes.value.codes.get('w' as GridId)).toBe('131022001001001');
  });

  it('leaves codes that were in force and goes on after the highest ever published', () => {
    const grids = [square('new', 0, 0), square('old', 20, 0), square('newer', 40, 0)];
    expect(numbered(input(grids, [['old', '131022001001002']], 7))).toEqual({ old: '002', new: '008', newer: '009' });
  });

  it('does not depend on the order the grids come in', () => {
    const grids = [square('b', 0, 0), square('a', 0, 0), square('c', 5, 90)];
    expect(numbered(input([...grids].reverse()))).toEqual(numbered(input(grids)));
  });

  it('fails by name where the digits run out', () => {
    const result = numberGrids(input([square('a', 0, 0)], [], 9, 1));
    expect(result).toMatchObject({ ok: false, problem: { code: 'plan.codes-exhausted', params: { most: '9' } } });
  });
});
