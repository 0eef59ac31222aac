import type { Incident } from '../schema/incident';
import type { Random } from './prng';

/** So many phones say how exactly they know where they are. */
const NOTING = 0.85;
/** So many of these have no satellites in sight: between tall houses, or indoors. */
const ROUGH = 0.12;

/**
 * How exactly the phone of each reporter knew its place, whole metres (68 % radius): 4 to 13 under open sky, up to 90 by
 * masts and wireless networks. Some phones say nothing. Draws from a stream of its own.
 */
export function noteAccuracy(incidents: readonly Incident[], random: Random): Incident[] {
  return incidents.map((incident) => {
    const [notes, rough, share] = [random.chance(NOTING), random.chance(ROUGH), random.unit()];
    if (!notes || !incident.point) return incident;
    return { ...incident, accuracyMetres: Math.round(rough ? 18 + 72 * share * share : 4 + 9 * share * share) };
  });
}
