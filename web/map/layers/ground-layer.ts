import { addProtocol } from 'maplibre-gl';
import { effectScope, onScopeDispose, watch } from 'vue';
import type { EffectScope } from 'vue';
import { useI18n } from 'vue-i18n';
import type { BasemapWire } from '../../../geodata/schema/basemap';
import { useLocalFormat } from '../../locales/use-local-format';
import { useBasemap } from '../../state/basemap';
import { GROUND } from '../../state/layer-groups';
import { useSession } from '../../state/session';
import { useToasts } from '../../state/toasts';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';
import { followTiles } from './follow-tiles';
import { groundParts } from './ground-parts';

let archives: Promise<void> | null = null;

/** Teaches MapLibre `pmtiles://`, when first needed. */
function readArchives(): Promise<void> {
  archives ??= import('pmtiles').then(({ Protocol }) => addProtocol('pmtiles', new Protocol().tile));
  return archives;
}

/**
 * The base map that was chosen instead of our own: under all data, its names above. Where nothing of it comes our own stays,
 * and one short message says why.
 */
export function useGroundLayer(engine: MapEngine): void {
  const basemap = useBasemap();
  const session = useSession();
  const toasts = useToasts();
  const format = useLocalFormat();
  const { t } = useI18n();
  let shown: EffectScope | null = null;
  let turn = 0;

  async function change(chosen: BasemapWire | null): Promise<void> {
    const mine = ++turn;
    if (chosen?.kind === 'archive') await readArchives();
    if (mine !== turn) return;
    shown?.stop();
    shown = null;
    if (!chosen) return;
    shown = effectScope(true);
    shown.run(() => {
      const options = { dark: session.isDark, language: session.shortLanguage, origin: window.location.origin };
      useStyleLayers(
        engine,
        () => groundParts(chosen, options),
        () => undefined,
      );
      onScopeDispose(followTiles(engine.map, GROUND, (outcome) => (basemap.outcome = outcome)));
    });
  }

  watch([() => basemap.chosen, () => session.isDark, () => session.shortLanguage], ([chosen]) => void change(chosen), {
    immediate: true,
  });
  watch([() => basemap.chosen, () => basemap.outcome], ([chosen, outcome]) => {
    if (!chosen || (outcome !== 'unreachable' && outcome !== 'empty')) return;
    toasts.show({
      text: t(`layers.basemap.${outcome}`, { name: format.name(chosen.name) }),
      tone: 'plain',
      milliseconds: 8000,
    });
  });
  onScopeDispose(() => {
    turn++;
    shown?.stop();
  });
}
