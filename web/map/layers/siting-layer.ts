import type { Feature } from 'geojson';
import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSitingWords } from '../../locales/use-siting-words';
import { useSession } from '../../state/session';
import { useSiting } from '../../state/siting';
import { sitingColours } from '../../ui/siting-colours';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const source = 'siting';

/** New sites with their number, stations given up, and the places that are candidates. */
export function useSitingLayer(engine: MapEngine): void {
  const siting = useSiting();
  const session = useSession();
  const words = useSitingWords();
  const { t } = useI18n();
  const { map } = engine;
  const colours = () => sitingColours(session.isDark);

  function features(): Feature[] {
    const point = (coordinates: readonly number[], properties: Record<string, unknown>): Feature => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: [...coordinates] },
    });
    const { answer } = siting;
    const drawn =
      siting.from === 'points'
        ? siting.points.map(({ coordinates }, index) => point(coordinates, { role: 'candidate', index }))
        : [];
    if (!answer || siting.showsBefore) return drawn;
    return [
      ...drawn,
      ...answer.closed.map(({ coordinates }, index) => point(coordinates, { role: 'closed', index })),
      ...answer.sites.map(({ coordinates }, index) =>
        point(coordinates, { role: 'site', index, number: String(index + 1) }),
      ),
    ];
  }
  const ofRole = (role: string) => ['==', ['get', 'role'], role] as never;

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
      layers: [
        {
          slot: 'slot-point',
          id: 'siting-candidate',
          type: 'circle',
          source,
          filter: ofRole('candidate'),
          paint: {
            'circle-radius': 5,
            'circle-color': colours().onSite,
            'circle-stroke-color': colours().candidate,
            'circle-stroke-width': 2,
          },
        },
        {
          slot: 'slot-label',
          id: 'siting-closed',
          type: 'symbol',
          source,
          filter: ofRole('closed'),
          layout: { 'text-field': '✕', 'text-font': mapFonts.bold, 'text-size': 22, 'text-allow-overlap': true },
          paint: { 'text-color': '#b3261e', 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
        },
        {
          slot: 'slot-label',
          id: 'siting-site',
          type: 'circle',
          source,
          filter: ofRole('site'),
          paint: {
            'circle-radius': 13,
            'circle-color': colours().site,
            'circle-stroke-color': '#ffffff',
            'circle-stroke-width': 2.5,
          },
        },
        {
          slot: 'slot-label',
          id: 'siting-number',
          type: 'symbol',
          source,
          filter: ofRole('site'),
          layout: {
            'text-field': ['get', 'number'],
            'text-font': mapFonts.bold,
            'text-size': 13,
            'text-allow-overlap': true,
            'text-ignore-placement': true,
          },
          paint: { 'text-color': colours().onSite },
        },
      ],
    }),
    () => {
      watch(
        [() => siting.answer, () => siting.showsBefore, () => siting.points, () => siting.from],
        () => setSourceData(engine, source, { type: 'FeatureCollection', features: features() }),
        { immediate: true },
      );
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('siting-candidate', 'circle-color', colours().onSite);
          map.setPaintProperty('siting-candidate', 'circle-stroke-color', colours().candidate);
          map.setPaintProperty('siting-site', 'circle-color', colours().site);
          map.setPaintProperty('siting-number', 'text-color', colours().onSite);
        },
      );
    },
  );

  const leave = engine.addHitTarget({
    id: 'siting-site',
    priority: 70,
    layers: ['siting-site', 'siting-candidate', 'siting-closed'],
    tolerancePixels: 4,
    tooltip: ({ feature }) => {
      const index = Number(feature?.properties['index'] ?? -1);
      const role: unknown = feature?.properties['role'];
      const { answer } = siting;
      if (role === 'candidate') {
        const candidate = siting.points[index];
        return candidate ? [words.pointName(candidate, index), t('siting.tip.candidate')] : null;
      }
      if (role === 'closed') {
        const closed = answer?.closed[index];
        return closed ? [words.placeName(closed), t('siting.tip.closed')] : null;
      }
      const site = answer?.sites[index];
      return site && answer ? [words.siteName(site, index), words.gain(answer, index)] : null;
    },
  });
  onScopeDispose(leave);
}
