import { Marker } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import { useSession } from '../../state/session';
import { useView } from '../../state/view';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';

/** A pin at the coordinate that was searched for. */
export function usePinLayer(engine: MapEngine): void {
  const view = useView();
  const session = useSession();
  let marker: Marker | null = null;
  const remove = (): void => {
    marker?.remove();
    marker = null;
  };
  watch(
    [() => view.pin, () => session.isDark],
    ([pin, dark]) => {
      remove();
      if (pin)
        marker = new Marker({ color: accentColour(dark), scale: 0.8 }).setLngLat([pin[0], pin[1]]).addTo(engine.map);
    },
    { immediate: true },
  );
  onScopeDispose(remove);
}
