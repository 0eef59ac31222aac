import { areaFields } from './area-fields';
import { coverageNetwork, kindTimes } from './coverage-network';
import type { CoverageSource } from './coverage-network';
import { drawServiceAreas } from './draw-service-areas';

/** Areas drawn at the end, so that the first that is asked for meets code that has run. */
const AREAS_AHEAD = 24;

/**
 * Measures walks to every kind of station and labels land of a place ahead, for those who walk there first of all, and then draws the areas of some stations: of
 * this work the steps from `from` on for `milliseconds`. Answers the step to go on with; null once all is done, or where there is nothing.
 */
export async function prepareAreas(source: CoverageSource, from: number, milliseconds: number): Promise<number | null> {
  const found = await coverageNetwork(source, {});
  if (!found.ok) return null;
  const on = found.value;
  const fields = await areaFields(source, on);
  const some = on.stations.filter((_, i) => i % Math.ceil(on.stations.length / AREAS_AHEAD) === 0);
  const kinds = [...new Set(on.stations.map(({ kind }) => kind))];
  const steps = kinds.length + fields.tileCount + some.length;
  const end = performance.now() + milliseconds;
  for (let step = from; step < steps; step++) {
    const tile = step - kinds.length;
    if (tile < 0) await kindTimes(source, on, kinds[step]!);
    else if (tile < fields.tileCount) fields.prepare(tile);
    else await drawServiceAreas(source, { of: { stations: [some[tile - fields.tileCount]!.id] } });
    if (performance.now() >= end) return step + 1 < steps ? step + 1 : null;
  }
  return null;
}
