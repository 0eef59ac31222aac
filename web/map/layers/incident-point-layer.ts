import { onScopeDispose, watch } from 'vue';
import type { FilterSpecification } from 'maplibre-gl';
import type { BBox } from '../../../geodata/schema/coordinates';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useHeat } from '../../state/heat';
import { useHeatFilter } from '../../state/heat-filter';
import { useIncidentPoints } from '../../state/incident-points';
import { useMerges } from '../../state/merges';
import { usePlace } from '../../state/place';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const points = 'incident-points';
/** From this zoom on single incidents of what is in sight are shown. */
const pointZoom = 14.8;
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/**
 * Incidents one by one: those of the selected grid, or those in sight when close enough. Open ones are filled,
 * ended ones hollow; a red ring is for late ones alone.
 */
export function useIncidentPointLayer(engine: MapEngine): void {
  const heat = useHeat();
  const asking = useHeatFilter();
  const incidents = useIncidentPoints();
  const merges = useMerges();
  const place = usePlace();
  const session = useSession();
  const selection = useSelection();
  const words = useIncidentWords();
  const { map } = engine;

  const accent = (): string => accentColour(session.isDark);
  const surface = (): string => (session.isDark ? '#1a1e25' : '#ffffff');
  const danger = (): string => (session.isDark ? '#ff7a6e' : '#c0271d');
  const quiet = (): string => (session.isDark ? '#8f98a7' : '#7a8494');
  const isSelected = (): FilterSpecification => ['==', ['get', 'id'], selection.selectedId('incident') ?? ''];
  const paint = () => ({
    'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 3.5, 15, 5, 18, 7.5] as never,
    'circle-color': ['case', ['get', 'open'], accent(), surface()] as never,
    'circle-stroke-color': ['case', ['get', 'late'], danger(), ['get', 'open'], surface(), quiet()] as never,
    'circle-stroke-width': ['case', ['get', 'late'], 2.6, 1.6] as never,
  });

  function load(): void {
    // Single points would only flicker while days are played.
    // Where every incident with a due time stands as a point, a second one beneath would only blur it.
    if (asking.frame || (heat.view === 'late' && !heat.isLateDensity)) return void incidents.load(null);
    const grid = selection.selectedId(heat.areaKind);
    const hexagon = selection.selectedId('hexagon');
    const bounds = map.getBounds();
    const box: BBox = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    void incidents.load(map.getZoom() >= pointZoom ? { box } : grid ? { grid } : hexagon ? { hexagon } : null);
  }

  function show(): void {
    setSourceData(engine, points, {
      type: 'FeatureCollection',
      // The latest last, so that they lie on top.
      features: [...incidents.features].reverse().flatMap(({ id, geometry, properties }) =>
        geometry
          ? {
              type: 'Feature' as const,
              id,
              geometry: { type: 'Point' as const, coordinates: geometry.coordinates },
              properties: { id, open: words.isOpen(properties.state), late: properties.lateness !== 'on-time' },
            }
          : [],
      ),
    });
  }

  useStyleLayers(
    engine,
    () => ({
      sources: { [points]: { type: 'geojson', data: nothing, promoteId: 'id' } },
      layers: [
        {
          slot: 'slot-point',
          id: 'incident-selected',
          type: 'circle',
          source: points,
          filter: isSelected(),
          paint: {
            'circle-radius': 13,
            'circle-color': accent(),
            'circle-opacity': 0.22,
            'circle-stroke-color': accent(),
            'circle-stroke-width': 2,
          },
        },
        { slot: 'slot-point', id: 'incident-point', type: 'circle', source: points, paint: paint() },
      ],
    }),
    () => {
      load();
      show();
      watch(() => incidents.features, show);
      watch(
        [
          () => asking.filter,
          () => asking.frame,
          () => heat.planParams,
          () => place.current?.datasetVersion,
          () => selection.selected,
          () => merges.revision,
          () => heat.view,
          () => heat.isLateDensity,
        ],
        load,
      );
      watch(
        () => selection.selectedId('incident'),
        () => map.setFilter('incident-selected', isSelected()),
      );
      watch(
        () => session.isDark,
        () => {
          for (const [name, value] of Object.entries(paint()))
            map.setPaintProperty('incident-point', name as never, value);
          for (const name of ['circle-color', 'circle-stroke-color'] as const) {
            map.setPaintProperty('incident-selected', name, accent());
          }
        },
      );
      map.on('moveend', load);
    },
  );

  const leave = engine.addHitTarget({
    id: points,
    priority: 40,
    layers: ['incident-point'],
    tolerancePixels: 6,
    tooltip: (hit) => {
      const found = incidents.features.find(({ id }) => id === hit.feature?.id);
      return found ? words.incidentLines(found.properties) : null;
    },
    onClick: (hit) => {
      if (hit.feature?.id !== undefined) selection.select('incident', String(hit.feature.id));
    },
  });
  onScopeDispose(() => {
    map.off('moveend', load);
    leave();
  });
}
