import { useCoverage } from '../../state/coverage';
import { usePlace } from '../../state/place';
import type { MapEngine } from '../map-engine';
import { useRuleFocus } from './rule-focus';

/** Looks at the communities below the share that is asked for. */
export function useLowCoverageLayer(engine: MapEngine): void {
  const coverage = useCoverage();
  const place = usePlace();
  // Above the buildings, which are what is to step back.
  useRuleFocus(engine, 'coverage-low', 'slot-point', () => {
    const low = coverage.lowCommunities;
    if (!low) return [];
    const all = place.areas?.features.filter(({ properties }) => properties.level === place.gridAreaLevel) ?? [];
    return all.map(({ geometry, properties }) => ({
      type: 'Feature',
      geometry,
      properties: { isBroken: low.has(properties.id) },
    }));
  });
}
