import type { IncidentHexagons } from '../../geodata/schema/incident-summary';

/**
 * Numbers the hexagons of each area from north to south and west to east, so that two of one area have two names. No
 * filter changes them. Null where an area has only one.
 */
export function numberHexagons({ q, r, areaOf }: Pick<IncidentHexagons, 'q' | 'r' | 'areaOf'>): (number | null)[] {
  const byArea = new Map<number, number[]>();
  for (const [cell, area] of areaOf.entries()) {
    const known = byArea.get(area);
    if (known) known.push(cell);
    else byArea.set(area, [cell]);
  }
  const numbers: (number | null)[] = areaOf.map(() => null);
  for (const cells of byArea.values()) {
    if (cells.length === 1) continue;
    cells.sort((a, b) => r[b]! - r[a]! || q[a]! - q[b]!);
    for (const [index, cell] of cells.entries()) numbers[cell] = index + 1;
  }
  return numbers;
}
