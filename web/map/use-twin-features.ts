import { classOf } from '../../geodata/incidents/class-breaks';
import { hexagonId, hexCentre, hexLattice, hexRing } from '../../geodata/incidents/hex-lattice';
import type { BBox } from '../../geodata/schema/coordinates';
import { useHeat } from '../state/heat';
import { useHeatAreas } from '../state/heat-areas';
import type { HeatFrame } from '../state/heat-frames';
import { usePlace } from '../state/place';
import { useSession } from '../state/session';
import { classColours } from '../ui/heat-ramp';
import { useGridPaint } from './layers/grid-paint';
import { labelPoint } from './layers/label-point';

export interface TwinFeatures {
  /** With `id`, `colour`, `sure` and `doubtful`; of hexagons `cell`, their index in the answer. */
  faces: GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon>[];
  counts: GeoJSON.Feature<GeoJSON.Point>[];
}

const point = (at: readonly number[], count: number): GeoJSON.Feature<GeoJSON.Point> => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [at[0]!, at[1]!] },
  properties: { count },
});

/** An answer as coloured shapes, in the colours of the first map, for a map or a picture of its own. */
export function useTwinFeatures(): (frame: HeatFrame) => TwinFeatures {
  const heat = useHeat();
  const areas = useHeatAreas();
  const place = usePlace();
  const session = useSession();
  const gridPaint = useGridPaint();

  function hexagonFeatures({ hexagons }: HeatFrame): TwinFeatures {
    const box = place.current?.bbox;
    if (!hexagons || !box) return { faces: [], counts: [] };
    const lattice = hexLattice(box as unknown as BBox, hexagons.sizeMetres);
    const colours = classColours(hexagons.breaks.length + 1, session.isDark);
    const found: TwinFeatures = { faces: [], counts: [] };
    hexagons.counts.forEach((count, cell) => {
      const hexagon = { q: hexagons.q[cell]!, r: hexagons.r[cell]! };
      const ring = hexRing(lattice, hexagon).map((at) => [...at]);
      found.faces.push({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [ring] },
        properties: {
          id: hexagonId(hexagons.sizeMetres, hexagon),
          cell,
          colour: count === 0 ? 'rgba(0, 0, 0, 0)' : colours[classOf(count, hexagons.breaks)],
        },
      });
      if (count > 0) found.counts.push(point(hexCentre(lattice, hexagon), count));
    });
    return found;
  }

  function gridFeatures({ summary }: HeatFrame): TwinFeatures {
    const paint = gridPaint(summary);
    const byId = new Map(summary.byGrid.map((grid) => [grid.gridId as string, grid]));
    const found: TwinFeatures = { faces: [], counts: [] };
    for (const { geometry, properties } of areas.faces?.features ?? []) {
      const grid = byId.get(properties.id);
      if (!grid) continue;
      found.faces.push({ type: 'Feature', geometry, properties: { id: properties.id, ...paint(grid) } });
      if (heat.view === 'rate' && grid.count > 0) found.counts.push(point(labelPoint(geometry), grid.count));
    }
    return found;
  }

  return (frame) => (heat.view === 'hexagons' ? hexagonFeatures(frame) : gridFeatures(frame));
}
