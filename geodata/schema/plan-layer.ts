import { z } from 'zod';

/** What was put right in a layer on its way into a plan. */
export const coverageRepairKinds = [
  'repeated-vertices',
  'ring-dropped',
  'winding-turned',
  'snapped',
  'self-contact',
  'overlap',
  'gap-filled',
  'sliver',
  'cut-across',
  'cut-outside',
  'grid-refused',
] as const;
export type CoverageRepairKind = (typeof coverageRepairKinds)[number];
export const coverageRepairKindSchema = z.enum(coverageRepairKinds);
