import type { SearchResult } from '../../geodata/schema/search';
import { useMode } from '../state/mode';
import { selectionKinds, useSelection } from '../state/selection';
import { useView } from '../state/view';

/** Selects what a search found and flies there; an incident is shown where incidents are. */
export function useShowFound(): (hit: SearchResult) => Promise<void> {
  const selection = useSelection();
  const view = useView();
  const mode = useMode();
  return async (hit) => {
    const at = hit.lng !== null && hit.lat !== null ? ([hit.lng, hit.lat] as const) : null;
    if (hit.kind === 'incident') await mode.go('incidents');
    const kind = selectionKinds.find((one) => one === hit.kind);
    if (kind) selection.select(kind, hit.id);
    view.pin = hit.kind === 'coordinate' ? at : null;
    if (hit.bbox) view.showBounds(hit.bbox, 17);
    else if (at) view.showPoint(at, 17);
  };
}
