import type { Feature, MultiPolygon, Polygon } from 'geojson';
import type { AreaId } from '../../geodata/schema/ids';
import type { GridKind } from '../../geodata/schema/plan';
import type { LayerPreview } from '../../geodata/schema/plan-layer';

/** A grid of a cleaned layer, as the server previews it. */
export type LayerFeature = Feature<
  Polygon | MultiPolygon,
  { community: AreaId; name: string; code: string | null; kind: GridKind; households: number | null }
>;

/** The grids that a preview came with; none where it was not asked for them. */
export function drawnFeatures(preview: LayerPreview | null): readonly LayerFeature[] {
  return (preview?.grids as { features: LayerFeature[] } | null | undefined)?.features ?? [];
}
