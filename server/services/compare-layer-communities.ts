import type { LayerCommunity } from '../../geodata/formats/layer-to-plan';
import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import type { UnitTally } from '../../geodata/plan/count-units';
import type { Grid } from '../../geodata/schema/plan';
import type { LayerCommunityChange } from '../../geodata/schema/plan-layer';

/** What is and what would be in each community the layer has grids in. */
export function compareLayerCommunities(
  now: readonly Grid[],
  then: readonly Grid[],
  communities: readonly LayerCommunity[],
  tally: UnitTally | null,
): LayerCommunityChange[] {
  const isFree = ({ kind }: Grid): boolean => kind === 'unassigned';
  const squareMetres = (grids: readonly Grid[]): number =>
    Math.round(grids.reduce((sum, { polygons }) => sum + areaSquareMetres(polygons), 0));
  return communities.flatMap(({ id, name }) => {
    const [before, after] = [now, then].map((grids) => grids.filter(({ communityId }) => communityId === id));
    const grids = after!.filter((grid) => !isFree(grid)).length;
    if (grids === 0) return [];
    return {
      id,
      name,
      squareMetres: squareMetres(before!),
      gridsNow: before!.filter((grid) => !isFree(grid)).length,
      gridsThen: grids,
      freeSquareMetresNow: squareMetres(before!.filter(isFree)),
      freeSquareMetresThen: squareMetres(after!.filter(isFree)),
      freeHouseholdsThen:
        tally && after!.filter(isFree).reduce((sum, grid) => sum + (tally.countOf(grid.id).households ?? 0), 0),
    };
  });
}
