import { watch } from 'vue';
import { useIncidentPoints } from '../../state/incident-points';
import { useNarrowedPoints } from '../../state/narrowed-points';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { useTrail } from '../../state/trail';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const chosen = 'chosen-incident';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/**
 * The selected incident, whatever is drawn around it: what is read beside the map always has its place on it. Where its
 * point is drawn already it only gets a ring; the layer of points rings its own.
 */
export function useChosenIncidentLayer(engine: MapEngine): void {
  const incidents = useIncidentPoints();
  const narrowed = useNarrowedPoints();
  const selection = useSelection();
  const session = useSession();
  const trail = useTrail();
  const { map } = engine;

  function show(): void {
    const id = selection.selectedId('incident');
    const at = trail.focus?.at;
    const isRinged = id !== null && incidents.features.some((one) => one.id === id);
    setSourceData(engine, chosen, {
      type: 'FeatureCollection',
      features:
        id && at && !isRinged
          ? [
              {
                type: 'Feature',
                geometry: { type: 'Point', coordinates: [...at] },
                properties: { isDrawn: narrowed.drawn?.ids.includes(id) ?? false },
              },
            ]
          : [],
    });
  }

  const rim = (): string => (session.isDark ? '#1a1e25' : '#ffffff');
  const paint = () => ({
    'chosen-incident-ring': {
      'circle-radius': 13,
      'circle-color': accentColour(session.isDark),
      'circle-opacity': 0.22,
      'circle-stroke-color': accentColour(session.isDark),
      'circle-stroke-width': 2,
    },
    'chosen-incident-dot': {
      'circle-radius': 5,
      'circle-color': accentColour(session.isDark),
      'circle-stroke-color': rim(),
      'circle-stroke-width': 1.6,
    },
  });

  useStyleLayers(
    engine,
    () => {
      const own = paint();
      return {
        sources: { [chosen]: { type: 'geojson', data: nothing } },
        layers: [
          {
            slot: 'slot-label',
            id: 'chosen-incident-ring',
            type: 'circle',
            source: chosen,
            paint: own['chosen-incident-ring'],
          },
          {
            slot: 'slot-label',
            id: 'chosen-incident-dot',
            type: 'circle',
            source: chosen,
            filter: ['!', ['get', 'isDrawn']],
            paint: own['chosen-incident-dot'],
          },
        ],
      };
    },
    () => {
      show();
      watch(
        [() => selection.selectedId('incident'), () => trail.focus, () => incidents.features, () => narrowed.drawn],
        show,
      );
      watch(
        () => session.isDark,
        () => {
          for (const [layer, values] of Object.entries(paint()))
            for (const [name, value] of Object.entries(values))
              map.setPaintProperty(layer, name as never, value as never);
        },
      );
    },
  );
}
