/** What people are counted by: houses, the areas of a statistics office, cells of a lattice. */
export const baseUnitKinds = ['building', 'small-area', 'hexagon'] as const;
export type BaseUnitKind = (typeof baseUnitKinds)[number];
