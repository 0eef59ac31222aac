import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { watch } from 'vue';
import { fromLattice } from '../../../geodata/schema/coordinates';
import type { LngLat } from '../../../geodata/schema/coordinates';
import { useSession } from '../../state/session';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import type { BorderHandle } from '../modes/border-handles';
import { useStyleLayers } from '../use-style-layers';

const handles = 'plan-handles';
const held = 'plan-handle-held';

export interface HandleLayer {
  show(handles: readonly BorderHandle[]): void;
  /** The handle held or chosen, where it is now. */
  hold(at: LngLat | null): void;
}

const is = (kind: BorderHandle['kind']): ExpressionSpecification => ['==', ['get', 'kind'], kind];

/** Vertices of a border to take hold of: discs that move, small ones between them, grey squares' place for what is locked. */
export function useHandleLayer(engine: MapEngine): HandleLayer {
  const session = useSession();
  const { map } = engine;
  const accent = (): string => accentColour(session.isDark);
  const source = (id: string): GeoJSONSource | undefined => map.getSource(id) as GeoJSONSource | undefined;
  const empty = { type: 'FeatureCollection' as const, features: [] };

  useStyleLayers(
    engine,
    () => ({
      sources: { [handles]: { type: 'geojson', data: empty }, [held]: { type: 'geojson', data: empty } },
      layers: [
        {
          slot: 'slot-point',
          id: 'plan-handle',
          type: 'circle',
          source: handles,
          paint: {
            'circle-radius': ['case', is('middle'), 3, is('locked'), 2.5, 5],
            'circle-color': ['case', is('locked'), '#8a93a3', '#ffffff'],
            'circle-opacity': ['case', is('middle'), 0.85, 1],
            'circle-stroke-color': ['case', is('locked'), '#8a93a3', accent()],
            'circle-stroke-width': ['case', is('middle'), 1.2, is('locked'), 0, 2],
          },
        },
        {
          slot: 'slot-label',
          id: 'plan-handle-held',
          type: 'circle',
          source: held,
          paint: {
            'circle-radius': 7,
            'circle-color': accent(),
            'circle-stroke-color': '#ffffff',
            'circle-stroke-width': 2,
          },
        },
      ],
    }),
    () => {
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('plan-handle', 'circle-stroke-color', ['case', is('locked'), '#8a93a3', accent()]);
          map.setPaintProperty('plan-handle-held', 'circle-color', accent());
        },
      );
    },
  );

  return {
    show(all) {
      source(handles)?.setData({
        type: 'FeatureCollection',
        features: all.map(({ kind, at: [x, y] }) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [fromLattice(x), fromLattice(y)] },
          properties: { kind },
        })),
      });
    },
    hold(at) {
      const features = at
        ? [
            {
              type: 'Feature' as const,
              geometry: { type: 'Point' as const, coordinates: [at[0], at[1]] },
              properties: {},
            },
          ]
        : [];
      source(held)?.setData({ type: 'FeatureCollection', features });
    },
  };
}
