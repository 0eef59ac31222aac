import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { GeoJSONSource } from 'maplibre-gl';
import { useLocalFormat } from '../../locales/use-local-format';
import { useCoverage } from '../../state/coverage';
import { useReach } from '../../state/reach';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { coverageColours } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { useStyleLayers } from '../use-style-layers';
import { addStationImage, stationImage } from './station-images';

const source = 'coverage-stations';

/** Stations of the kind that is asked about, and the one a drawn way leads to: an icon each, a number where crowded. */
export function useStationLayer(engine: MapEngine): void {
  const coverage = useCoverage();
  const reach = useReach();
  const selection = useSelection();
  const session = useSession();
  const format = useLocalFormat();
  const { t } = useI18n();
  const { map } = engine;
  const colours = () => coverageColours(session.isDark);

  function features(): GeoJSON.FeatureCollection {
    const shown = [...coverage.shownMembers];
    const target = reach.shown && coverage.stationsById.get(reach.shown.id);
    if (target && !shown.includes(target)) shown.push(target);
    const selected = coverage.stationsById.get(selection.selectedId('station') ?? '');
    if (selected && !shown.includes(selected)) shown.push(selected);
    return {
      type: 'FeatureCollection',
      features: shown.map(({ id, geometry, properties: { kind, tier, name } }) => ({
        type: 'Feature',
        id,
        geometry: { type: 'Point', coordinates: [...geometry.coordinates] },
        properties: { id, image: stationImage(kind, tier, session.isDark), name: format.name(name) },
      })),
    };
  }

  async function show(): Promise<void> {
    const kinds = new Set(
      [
        ...coverage.shownMembers,
        ...(coverage.stations?.features ?? []).filter(
          ({ id }) => id === reach.shown?.id || id === selection.selectedId('station'),
        ),
      ].map(({ properties: { kind, tier } }) => `${kind} ${tier}`),
    );
    const wanted = (coverage.stations?.features ?? []).filter(({ properties: { kind, tier } }) =>
      kinds.delete(`${kind} ${tier}`),
    );
    await Promise.all(wanted.map(({ properties: { kind, tier } }) => addStationImage(map, kind, tier, session.isDark)));
    (map.getSource(source) as GeoJSONSource | undefined)?.setData(features());
  }

  const isSelected = () => ['==', ['get', 'id'], selection.selectedId('station') ?? ''];

  useStyleLayers(
    engine,
    () => ({
      sources: {
        [source]: {
          type: 'geojson',
          data: { type: 'FeatureCollection', features: [] },
          promoteId: 'id',
          cluster: true,
          clusterRadius: 22,
          clusterMaxZoom: 13,
        },
      },
      layers: [
        {
          slot: 'slot-point',
          id: 'station-selected',
          type: 'circle',
          source,
          filter: isSelected() as never,
          paint: { 'circle-radius': 21, 'circle-color': colours().path, 'circle-opacity': 0.28 },
        },
        {
          slot: 'slot-point',
          id: 'station-cluster',
          type: 'circle',
          source,
          filter: ['has', 'point_count'],
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 12, 30, 18],
            'circle-color': colours().surface,
            'circle-stroke-color': colours().ink,
            'circle-stroke-width': 1.6,
          },
        },
        {
          slot: 'slot-point',
          id: 'station-cluster-count',
          type: 'symbol',
          source,
          filter: ['has', 'point_count'],
          layout: {
            'text-field': ['to-string', ['get', 'point_count']],
            'text-font': mapFonts.bold,
            'text-size': 12,
            'text-allow-overlap': true,
          },
          paint: { 'text-color': colours().ink },
        },
        {
          slot: 'slot-point',
          id: 'station-icon',
          type: 'symbol',
          source,
          filter: ['!', ['has', 'point_count']],
          layout: {
            'icon-image': ['get', 'image'],
            'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.66, 13, 0.82, 16, 1.1],
            'icon-allow-overlap': true,
            'icon-ignore-placement': true,
            'text-field': ['step', ['zoom'], '', 14, ['get', 'name']],
            'text-font': mapFonts.medium,
            'text-size': 12,
            'text-offset': [0, 1.5],
            'text-anchor': 'top',
            'text-max-width': 9,
            'text-optional': true,
          },
          paint: {
            'text-color': colours().ink,
            'text-halo-color': colours().surface,
            'text-halo-width': 1.8,
          },
        },
      ],
    }),
    () => {
      void show();
      watch(
        [
          () => coverage.shownMembers,
          () => reach.shown?.id,
          () => selection.selectedId('station'),
          () => session.shortLanguage,
          () => session.isDark,
        ],
        () => void show(),
      );
      watch(
        () => selection.selectedId('station'),
        () => map.setFilter('station-selected', isSelected() as never),
      );
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('station-selected', 'circle-color', colours().path);
          map.setPaintProperty('station-cluster', 'circle-color', colours().surface);
          map.setPaintProperty('station-cluster', 'circle-stroke-color', colours().ink);
          map.setPaintProperty('station-cluster-count', 'text-color', colours().ink);
          map.setPaintProperty('station-icon', 'text-color', colours().ink);
          map.setPaintProperty('station-icon', 'text-halo-color', colours().surface);
        },
      );
    },
  );

  const leaveIcons = engine.addHitTarget({
    id: 'coverage-station',
    priority: 60,
    layers: ['station-icon'],
    tolerancePixels: 4,
    tooltip: ({ feature }) => {
      const station = coverage.stationsById.get(String(feature?.properties['id'] ?? ''));
      if (!station) return null;
      const { name, kind, tier } = station.properties;
      return [format.name(name), `${t(`stationKind.${kind}`)} · ${t(`coverage.station.tier.${tier}`)}`];
    },
    onClick: ({ feature }) => {
      const id: unknown = feature?.properties['id'];
      if (typeof id === 'string') selection.select('station', id);
    },
  });
  const leaveClusters = engine.addHitTarget({
    id: 'coverage-station-cluster',
    priority: 59,
    layers: ['station-cluster'],
    onClick: ({ at }) => engine.flyTo(at, { zoom: Math.min(15, map.getZoom() + 2) }),
  });
  onScopeDispose(() => {
    leaveIcons();
    leaveClusters();
  });
}
