import polylabel from 'polylabel';
import type { LatticePoint, Line, Polygon } from '../../geodata/schema/coordinates';
import type { LocalName } from '../../geodata/schema/place';
import type { BasemapFeature, BasemapLayer } from '../../geodata/schema/settlement';
import type { Client } from '../db/open-database';
import { selectBasemap, selectBuildings, selectCompounds, selectGates, selectStreets } from '../db/queries/settlement';
import type { TileFeature, TileTags } from './tile-band';

/**
 * The tables the base map is drawn from. Each is read when the first tile needs it, so a map that opens far out
 * does not wait for buildings.
 */
export const tileSources: readonly { minZoom: number; read(client: Client): Promise<TileFeature[]> }[] = [
  { minZoom: 8, read: readScenery },
  { minZoom: 8, read: readStreets },
  { minZoom: 14, read: readBuildings },
  { minZoom: 14, read: readCompounds },
];

const streetMinZoom = { arterial: 8, collector: 11, lane: 13, path: 14 } as const;
const sceneryMinZoom: Record<BasemapFeature['layer'], number> = {
  land: 8,
  water: 8,
  waterway: 8,
  railway: 9,
  green: 10,
  building: 14,
  'place-label': 8,
};
/** Labels of small settlements come later than those of towns. */
const smallLabels = new Set(['neighbourhood', 'quarter', 'suburb', 'village', 'hamlet', 'locality']);

async function readScenery(client: Client): Promise<TileFeature[]> {
  const features = await selectBasemap(client);
  return features.map(({ layer, class: featureClass, name, geometry }) => {
    const isSmall = layer === 'place-label' && smallLabels.has(featureClass);
    return draw(layer, isSmall ? 12 : sceneryMinZoom[layer], geometry, { class: featureClass, ...names(name) });
  });
}

async function readStreets(client: Client): Promise<TileFeature[]> {
  const streets = await selectStreets(client);
  return streets.map((street) =>
    draw('street', streetMinZoom[street.class], line(street.line), {
      class: street.class,
      kind: street.kind,
      walkable: street.walkable,
      ...names(street.name),
    }),
  );
}

/** Buildings carry their index among the base units as feature id, so that the map can colour them by it. */
async function readBuildings(client: Client): Promise<TileFeature[]> {
  const buildings = await selectBuildings(client);
  return buildings.map(({ index, name, footprint, inCompound }) =>
    draw(
      'building',
      14,
      { type: 'polygon', polygons: footprint },
      { class: inCompound ? 'compound' : 'street', name },
      index,
    ),
  );
}

async function readCompounds(client: Client): Promise<TileFeature[]> {
  const [compounds, gates] = [await selectCompounds(client), await selectGates(client)];
  return [
    ...compounds.flatMap((compound) => {
      const [outer = []] = compound.boundary;
      const wall = draw('wall', 14, line([...outer, ...outer.slice(0, 2)]), { class: compound.kind });
      const label = draw('place-label', 15, point(labelPoint(compound.boundary)), {
        class: 'compound',
        ...names(compound.name),
      });
      return compound.walled ? [wall, label] : [label];
    }),
    ...gates.map((gate) =>
      draw('gate', 15, point(gate.point), { class: gate.open ? 'open' : 'closed', ...names(gate.name) }),
    ),
  ];
}

type Shape = TileFeature['geometry'];
const line = (xy: Line): Shape => ({ type: 'line', line: xy });
const point = (at: LatticePoint): Shape => ({ type: 'point', point: at });

function draw(layer: BasemapLayer, minZoom: number, geometry: Shape, tags: TileTags, id?: number): TileFeature {
  return { layer, minZoom, geometry, tags, ...(id === undefined ? {} : { id }) };
}

function names(name: LocalName | null): { name?: string; name_en?: string } {
  if (!name) return {};
  return name.en ? { name: name.zh, name_en: name.en } : { name: name.zh };
}

/** Lattice units, about five metres: a label is not placed finer. */
const labelPrecision = 500;

/** The point of a polygon farthest from its outline, where a label has most room. */
function labelPoint(polygon: Polygon): LatticePoint {
  const rings = polygon.map((ring) =>
    Array.from({ length: ring.length / 2 }, (_, index): [number, number] => [
      ring[2 * index] ?? 0,
      ring[2 * index + 1] ?? 0,
    ]),
  );
  const [x = 0, y = 0] = polylabel(rings, labelPrecision);
  return [Math.round(x), Math.round(y)];
}
