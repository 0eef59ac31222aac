import type { Gate } from '../schema/settlement';
import type { Random } from './prng';

/** Hours of side gates, the usual ones first and most often; made up, as everything of a demo. */
const sideHours = ['Mo-Su 06:00-22:00', 'Mo-Su 05:30-23:00', 'Mo-Su 06:30-21:00', 'Mo-Sa 07:00-19:00'];
const withHours = 0.4;

/** Some gates that are not the first open one of their compound get opening hours: nobody is locked in at night. */
export function setGateHours(gates: readonly Gate[], random: Random): Gate[] {
  const opened = new Set<string>();
  return gates.map((gate) => {
    if (!gate.open) return gate;
    const isFirst = !opened.has(gate.compoundId);
    opened.add(gate.compoundId);
    if (isFirst || !random.chance(withHours)) return gate;
    return { ...gate, openingHours: sideHours[random.weighted(sideHours.map((_, i) => 1 / (i + 1)))]! };
  });
}
