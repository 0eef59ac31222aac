import type { OverviewRow } from '../../geodata/schema/overview';
import { geometryBox } from '../state/geometry-box';
import { useOverview } from '../state/overview';
import { usePlace } from '../state/place';
import { useSelection } from '../state/selection';
import { useTrail } from '../state/trail';
import { useView } from '../state/view';

/** Selects the area or grid of a row and brings it into sight. */
export function useShowOverviewRow(): (row: OverviewRow) => void {
  const overview = useOverview();
  const place = usePlace();
  const selection = useSelection();
  const trail = useTrail();
  const view = useView();
  return ({ id, level }) => {
    if (level < (place.current?.profile.levels.length ?? 0)) {
      selection.select('area', id);
      trail.show('area', id);
      return;
    }
    selection.select('grid', id);
    const face = overview.faces?.features.find(({ properties }) => properties.id === id);
    if (face) view.showBounds(geometryBox(face.geometry), 16);
  };
}
