import { watch } from 'vue';
import { useFoundThing } from './found-thing';
import { usePlace } from './place';
import { formatSelection, useSelection } from './selection';
import { useTrail } from './trail';
import { useView } from './view';

/**
 * A link that names a thing but no view (`?sel=grid:…`) shows that thing: once, as soon as it is known where it lies.
 * Called once by the frame.
 */
export function useFirstLook(): void {
  const view = useView();
  const selection = useSelection();
  const trail = useTrail();
  const found = useFoundThing();
  const place = usePlace();
  const first = selection.selected && formatSelection(selection.selected);
  if (first === null || view.view !== null) return;

  const stop = watch(
    [() => selection.selected, () => trail.grids, () => trail.focus, () => place.areas, () => found.thing],
    ([selected, grids, focus, , thing]) => {
      if (!selected || formatSelection(selected) !== first) {
        stop();
        return;
      }
      const { kind, id } = selected;
      const bbox = kind === 'grid' ? grids.get(id)?.box() : kind === 'area' ? trail.areaBox(id) : null;
      const at = kind === 'incident' ? focus?.at : thing?.at;
      if (bbox) view.target = { kind: 'bounds', bbox, maxZoom: 16, instant: true };
      else if (at) view.target = { kind: 'point', at, zoom: 16, instant: true };
      else return;
      stop();
    },
  );
}
