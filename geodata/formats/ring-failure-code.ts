import type { ProblemCode } from '../schema/problems';
import type { RingFailure } from './assemble-rings';

/** The catalogue's word for each reason a relation gave no polygon. */
export const ringFailureCode: Readonly<Record<RingFailure, ProblemCode>> = {
  open: 'osm.ring-open',
  'missing-member': 'osm.missing-member',
  empty: 'osm.no-area',
};
