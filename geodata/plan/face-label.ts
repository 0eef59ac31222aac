import type { LocalName } from '../schema/place';
import type { Grid } from '../schema/plan';

/** What texts call a face: its name, or that nobody has it. */
export function faceLabel({ name, kind }: Pick<Grid, 'name' | 'kind'>): LocalName | string {
  return kind === 'unassigned' ? { zh: '未划网格的土地', en: 'unassigned land' } : name;
}

/** Names of grids in one text, for the name of an act; at most 200 characters. */
export function gridNames(grids: readonly Pick<Grid, 'name' | 'kind'>[]): string {
  const names = grids.filter(({ kind }) => kind !== 'unassigned').map(({ name }) => name);
  return names.join('、').slice(0, 200);
}
