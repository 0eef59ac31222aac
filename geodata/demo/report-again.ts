import type { Incident } from '../schema/incident';
import { latticeX, latticeY, metresX, metresY } from './frame';
import type { Random } from './prng';
import { rawCoordinate } from './raw-coordinate';

const day = 86_400_000;
/** One report in so many is of something that was reported already. */
const ONE_IN = 150;
/** The second comes within so many days of the first. */
const WITHIN_DAYS = 6;
/** What the second one begins with, if anything. */
const beginnings = ['', '还是', '', '又'] as const;

/**
 * Makes some reports speak of what an earlier one of their type speaks of, some steps away and in nearly the same words, as
 * several people report one thing. When, of what type and in which state they are stays as it was.
 */
export function reportAgain(incidents: readonly Incident[], random: Random): Incident[] {
  const out = [...incidents];
  const taken = new Set<number>();
  for (let made = 0, tries = 0; made < Math.floor(incidents.length / ONE_IN) && tries < incidents.length; tries++) {
    const later = random.int(0, incidents.length - 1);
    const own = incidents[later]!;
    const earlier = earlierAlike(incidents, later);
    if (earlier < 0 || !own.raw || taken.has(later) || taken.has(earlier)) continue;
    const first = incidents[earlier]!;
    const point: Incident['point'] = [
      latticeX(metresX(first.point![0]) + random.normal() * 4),
      latticeY(metresY(first.point![1]) + random.normal() * 4),
    ];
    taken.add(later).add(earlier);
    out[later] = {
      ...own,
      title: beginnings[made % beginnings.length]! + first.title,
      // Nobody writes an address the same way twice.
      address: made % 3 === 2 ? spacedOut(first.address) : first.address,
      raw: rawCoordinate(point, own.raw.crs),
      point,
    };
    made++;
  }
  return out;
}

/** The latest report before this one of its type and within some days that has a point; -1 where there is none. */
function earlierAlike(incidents: readonly Incident[], later: number): number {
  const { typeCode, reportedAt } = incidents[later]!;
  for (let i = later - 1; i >= 0 && incidents[i]!.reportedAt > reportedAt - WITHIN_DAYS * day; i--) {
    if (incidents[i]!.typeCode === typeCode && incidents[i]!.point) return i;
  }
  return -1;
}

/** `福临公馆2号楼` as `福临公馆 ２号楼`. */
function spacedOut(address: string | null): string | null {
  return (
    address?.replace(/\d+/, (digits) => ` ${digits.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)))}`) ??
    null
  );
}
