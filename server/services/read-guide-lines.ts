import { boundingBox, boxesMeet, lineBox } from '../../geodata/geometry/bounding-box';
import { metresPerUnit } from '../../geodata/geometry/ground-metres';
import type { LatticeBox, MultiPolygon } from '../../geodata/schema/coordinates';
import type { GuideLine } from '../../geodata/schema/guide-line';
import type { Area } from '../../geodata/schema/place';
import type { Client } from '../db/open-database';
import { selectBasemap, selectBuildings, selectCompounds, selectStreets } from '../db/queries/settlement';

/** Borders are drawn a little beyond the area, and a street is followed to where it leaves it. */
const marginMetres = 150;

/** Every guide line of a place with its box, for the areas to take theirs from. */
export async function readGuideLines(client: Client): Promise<{ guide: GuideLine; box: LatticeBox }[]> {
  const guides: GuideLine[] = [];
  for (const { id, name, class: rank, compoundId, line } of await selectStreets(client)) {
    guides.push({ id, kind: 'street', class: rank, name, compoundId, line: [...line] });
  }
  for (const { layer, class: rank, name, geometry } of await selectBasemap(client)) {
    const common = { class: rank, name, compoundId: null };
    if (geometry.type === 'line' && (layer === 'waterway' || layer === 'railway')) {
      guides.push({ ...common, id: `${layer}-${guides.length}`, kind: layer, line: [...geometry.line] });
    } else if (geometry.type === 'polygon' && layer === 'water') {
      guides.push(...outlines(geometry.polygons, { ...common, id: `water-${guides.length}`, kind: 'bank' }));
    }
  }
  for (const { id, name, kind, boundary } of await selectCompounds(client)) {
    guides.push(...outlines([boundary], { id, kind: 'compound', class: kind, name, compoundId: id }));
  }
  for (const { index, footprint } of await selectBuildings(client)) {
    const common = { class: 'building', name: null, compoundId: null };
    guides.push(...outlines(footprint, { ...common, id: `building-${index}`, kind: 'building' }));
  }
  return guides.map((guide) => ({ guide, box: lineBox(guide.line) }));
}

/** The guide lines that reach into the area or lie just outside it. */
export function guideLinesOf(area: Area, all: readonly { guide: GuideLine; box: LatticeBox }[]): GuideLine[] {
  const [minX, minY, maxX, maxY] = boundingBox(area.geometry);
  const { east, north } = metresPerUnit(minY);
  const [x, y] = [Math.ceil(marginMetres / east), Math.ceil(marginMetres / north)];
  const around: LatticeBox = [minX - x, minY - y, maxX + x, maxY + y];
  return all.filter(({ box }) => boxesMeet(box, around)).map(({ guide }) => guide);
}

function outlines(polygons: MultiPolygon, { id, ...guide }: Omit<GuideLine, 'line'>): GuideLine[] {
  return polygons.flat().map((ring, i) => ({
    ...guide,
    id: i === 0 ? id : `${id}.${i}`,
    line: [...ring, ring[0]!, ring[1]!],
  }));
}
