/**
 * What became of a grid, Okabe–Ito, told apart by the colour-blind and in print. Unchanged grids step back; red is kept for
 * broken rules.
 */
const light = {
  unchanged: '#d5d9df',
  reshaped: '#e69f00',
  split: '#56b4e9',
  merged: '#cc79a7',
  new: '#009e73',
  retired: '#4d4d4d',
} as const;
const dark = { ...light, unchanged: '#3d444f', retired: '#c3c8d0' } as const;

export type FateColour = keyof typeof light;
export const fateOrder = ['unchanged', 'reshaped', 'split', 'merged', 'new', 'retired'] as const;
export const fateColour = (fate: FateColour, isDark: boolean): string => (isDark ? dark : light)[fate];
/** Buildings that move. */
export const movedColour = '#0072b2';
