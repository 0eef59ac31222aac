import { dissolveFaces } from '../geometry/dissolve-faces';
import type { LocalName } from '../schema/place';
import type { BasemapFeature } from '../schema/settlement';
import type { Block } from './cut-blocks';
import { latticeX, latticeY, toLatticeLine, toLatticeRing } from './frame';
import type { Metres } from './frame';
import { offsetLine } from './curve';
import type { PlanarMap } from './planar-map';
import type { TownParts } from './town-parts';
import { sceneryLine, sceneryPolygon } from './town-parts';
import type { TownPlan } from './town-plan';

/** Land, river, railway and the names of places, under what the parcels already drew. */
export function makeScenery(
  map: PlanarMap,
  plan: TownPlan,
  blocks: readonly Block[],
  parts: TownParts,
  neighbourhoods: readonly { name: LocalName; at: Metres }[],
  town: { zh: string; en: string },
): BasemapFeature[] {
  const strip = dissolveFaces(
    blocks.flatMap(({ face, zone }) => (zone === 'river' ? [[[map.latticeRing(face)]]] : [])),
  );
  const out: BasemapFeature[] = [sceneryPolygon('green', 'embankment', strip)];
  out.push(...parts.scenery);
  out.push(sceneryPolygon('water', 'river', [[riverOutline(plan)]], plan.names.river));
  out.push(sceneryLine('waterway', 'river', toLatticeLine(plan.river), plan.names.river));
  for (const metres of [-2.6, 2.6]) {
    out.push(
      sceneryLine('railway', 'rail', toLatticeLine(offsetLine(plan.railway, metres)), {
        ...plan.names.railway,
      }),
    );
  }
  const label = (labelClass: string, x: number, y: number, name: { zh: string; en?: string | undefined }): void => {
    out.push({
      layer: 'place-label',
      class: labelClass,
      name: name.en === undefined ? { zh: name.zh } : { zh: name.zh, en: name.en },
      geometry: { type: 'point', point: [x, y] },
    });
  };
  label('town', latticeX(plan.names.townAt[0]), latticeY(plan.names.townAt[1]), {
    zh: `${town.zh}（合成）`,
    en: `${town.en} (synthetic)`,
  });
  for (const { name, at } of plan.villages) label('village', latticeX(at[0]), latticeY(at[1]), name);
  neighbourhoods.forEach(({ name, at: [x, y] }) => {
    const en = name.en?.replace(/ Community$/, '');
    label('neighbourhood', latticeX(x), latticeY(y), { zh: name.zh.replace(/社区$/, ''), en });
  });
  label('station', latticeX(plan.station[0]), latticeY(plan.station[1]), {
    zh: `${town.zh}站（合成）`,
    en: `${town.en} Station (synthetic)`,
  });
  return out;
}

/** Water between its banks: a little wider and narrower along the way, as rivers are. */
function riverOutline(plan: TownPlan): number[] {
  const widths = [47, 43, 50, 45, 41, 52, 48, 44];
  const bank = (side: number): [number, number][] =>
    offsetLine(plan.river, 1).map(([x, y], i): [number, number] => {
      const [px, py] = plan.river[i]!;
      const width = widths[(i + (side > 0 ? 0 : 3)) % widths.length]! * side;
      return [px + (x - px) * width, py + (y - py) * width];
    });
  return toLatticeRing([...bank(1), ...bank(-1).reverse()]);
}
