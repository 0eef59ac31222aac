/**
 * Empty anchor layers of the base style. A layer of ours goes in before its slot, so that it lands at the
 * right height whatever was added when: fills under water, streets and buildings, lines above them, base map labels
 * between lines and points. Another base map goes in at `slot-ground`, under all data, its names at `slot-annotation`.
 */
export const slots = [
  'slot-ground',
  'slot-fill',
  'slot-heat',
  'slot-line',
  'slot-annotation',
  'slot-point',
  'slot-label',
] as const;
export type Slot = (typeof slots)[number];
