import type { ServedCount, ServedPeople } from '../schema/service-check';
import { isWithin } from './coverage-summary';

/**
 * Who each station serves: base units to which it is the nearest of its kind within the cutoff.
 * @param nearest index of the nearest station of each unit, -1 for none
 * @param stationCount how many stations there are of all kinds
 */
export function countServed(
  units: { readonly households: ArrayLike<number>; readonly residents: ArrayLike<number> },
  nearest: ArrayLike<number>,
  milliseconds: ArrayLike<number>,
  connectionKind: ArrayLike<number>,
  cutoffMilliseconds: number,
  stationCount: number,
): ServedPeople[] {
  const served = Array.from({ length: stationCount }, nobody);
  for (let i = 0; i < nearest.length; i++) {
    const one = served[nearest[i]!];
    if (!one || !isWithin(milliseconds[i]!, connectionKind[i]!, cutoffMilliseconds)) continue;
    one.units++;
    add(one.households, units.households[i]!);
    add(one.residents, units.residents[i]!);
  }
  // A station that nobody is nearest to serves nobody: that is known.
  for (const { units: count, households, residents } of served) {
    if (count > 0) continue;
    households.count = 0;
    residents.count = 0;
  }
  return served;
}

const nobody = (): ServedPeople => ({
  units: 0,
  households: { count: null, unknownUnits: 0 },
  residents: { count: null, unknownUnits: 0 },
});

function add(sum: ServedCount, count: number): void {
  if (count < 0) sum.unknownUnits++;
  else sum.count = (sum.count ?? 0) + count;
}
