import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createUnitGraph, defaultBorderPrices } from '../../geodata/plan/partition/unit-graph';
import type { UnitGraph } from '../../geodata/plan/partition/unit-graph';
import { EdgeClasses, measureBorders } from '../../geodata/plan/partition/cell-borders';
import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { doubledRingArea } from '../../geodata/geometry/ring-area';
import { toLattice } from '../../geodata/schema/coordinates';
import type { MultiPolygon, Polygon } from '../../geodata/schema/coordinates';
import { randomTown } from '../fixtures/unit-town';
import { realData } from '../real-data';
import { seededRandom } from './bench-case';

export interface PartitionTown {
  name: string;
  graph: UnitGraph;
}

/** The two towns of the partition data; towns of squares of about their size where there is none. */
export function partitionTowns(): PartitionTown[] {
  const folder = realData('partition-town');
  return [
    { file: 'town-5179.json', side: 72 },
    { file: 'town-20250.json.gz', side: 142 },
  ].map(({ file, side }) => {
    const path = folder ? join(folder, file) : '';
    if (existsSync(path)) return { name: `${file.replace(/\..*/, '')}`, graph: readTown(path) };
    return {
      name: `${side} × ${side} squares (no partition-town under DATA_FOLDER)`,
      graph: randomTown(7, side, side),
    };
  });
}

function readTown(path: string): UnitGraph {
  const bytes = readFileSync(path);
  const town = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as {
    hh: number[];
    area: number[];
    bl: number[];
    comp: number[];
    edges: [number, number, number, number][];
  };
  return createUnitGraph({
    households: town.hh,
    area: town.area,
    outerBorder: town.bl,
    compound: town.comp,
    edges: town.edges,
  });
}

/** The town after 12 % of its compounds have half or eight fifths of their households. */
export function changedTown(graph: UnitGraph, seed: number): UnitGraph {
  const random = seededRandom(seed);
  const factors = Array.from({ length: graph.compoundCount }, () => {
    if (random() >= 0.12) return 1;
    return random() < 0.5 ? 0.5 : 1.6;
  });
  return {
    ...graph,
    households: graph.households.map((each, unit) => Math.round(each * (factors[graph.compound[unit]!] ?? 1))),
  };
}

/** Taipei's small areas as units, by community (CODE2); null without the data. */
export function taipeiCommunities(): UnitGraph[] | null {
  const folder = realData('taipei');
  const path = folder ? join(folder, 'basic-areas-6-districts.geojson.gz') : '';
  if (!existsSync(path)) return null;
  const { features } = JSON.parse(gunzipSync(readFileSync(path)).toString()) as {
    features: {
      properties: { CODE2: string; H_CNT: number | null };
      geometry: { type: string; coordinates: number[][][] | number[][][][] } | null;
    }[];
  };
  const byCommunity = new Map<string, { cells: MultiPolygon[]; households: number[] }>();
  for (const { properties, geometry } of features) {
    if (!geometry) continue;
    const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as number[][][][];
    const community = byCommunity.get(properties.CODE2) ?? { cells: [], households: [] };
    community.cells.push(dissolveFaces([polygons.map(toPolygon)]));
    community.households.push(properties.H_CNT ?? 0);
    byCommunity.set(properties.CODE2, community);
  }
  return [...byCommunity.values()].map(({ cells, households }) => {
    const { borders, outer } = measureBorders(cells, new EdgeClasses());
    return createUnitGraph(
      {
        households,
        area: cells.map(areaSquareMetres),
        outerBorder: outer,
        compound: households.map(() => -1),
        edges: borders.map(({ a, b, metres }) => [a, b, metres, 4] as const),
      },
      defaultBorderPrices,
    );
  });
}

function toPolygon(rings: number[][][]): Polygon {
  return rings.map((points, index) => {
    const ring = points.slice(0, -1).flatMap(([lng, lat]) => [toLattice(lng!), toLattice(lat!)]);
    const isOuter = doubledRingArea(ring) > 0;
    if (isOuter === (index === 0)) return ring;
    return points
      .slice(0, -1)
      .reverse()
      .flatMap(([lng, lat]) => [toLattice(lng!), toLattice(lat!)]);
  });
}
