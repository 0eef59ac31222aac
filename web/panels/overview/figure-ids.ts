/** The figures of a place in the order they are read. */
export const figureIds = [
  'households',
  'residents',
  'inBand',
  'staffing',
  'covered',
  'stations',
  'incidents',
  'rate',
  'closed',
  'late',
] as const;
export type FigureId = (typeof figureIds)[number];
