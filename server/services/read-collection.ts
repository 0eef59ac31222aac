import { assignPoints } from '../../geodata/geometry/assign-points';
import { multiPolygonToGeoJson, pointToGeoJson } from '../../geodata/geometry/to-geojson';
import type { Area, AreaWire } from '../../geodata/schema/place';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Client } from '../db/open-database';
import { selectAreas } from '../db/queries/areas';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { selectCompoundCounts } from '../db/queries/compound-counts';
import { selectCompounds, selectGates } from '../db/queries/settlement';

export const collections = ['areas', 'compounds', 'gates', 'base-units'] as const;
export type Collection = (typeof collections)[number];

/** A collection of a place as JSON text, ready to send. For a worker: a county takes tens of milliseconds. */
export async function readCollection(client: Client, collection: Collection): Promise<string> {
  return JSON.stringify(await readers[collection](client));
}

const noCounts = { baseUnits: 0, households: null, residents: null };

const readers: Record<Collection, (client: Client) => Promise<unknown>> = {
  async areas(client) {
    const areas = await selectAreas(client);
    const counts = countPeople(areas, await selectBaseUnitColumns(client));
    return featureCollection(
      areas.map(({ geometry, ...area }, index) => ({
        geometry: multiPolygonToGeoJson(geometry),
        properties: { ...area, ...counts[index] } as AreaWire,
      })),
    );
  },
  async compounds(client) {
    const compounds = await selectCompounds(client);
    const counts = await selectCompoundCounts(client);
    return featureCollection(
      compounds.map(({ boundary, ...compound }) => ({
        geometry: multiPolygonToGeoJson([boundary]),
        properties: { ...compound, ...(counts.get(compound.id) ?? noCounts) },
      })),
    );
  },
  async gates(client) {
    const gates = await selectGates(client);
    return featureCollection(
      gates.map(({ point, node: _node, openingHours = null, ...properties }) => ({
        geometry: pointToGeoJson(point),
        properties: { ...properties, openingHours },
      })),
    );
  },
  'base-units': selectBaseUnitColumns,
};

function featureCollection(features: { geometry: unknown; properties: { id: string } }[]) {
  return {
    type: 'FeatureCollection' as const,
    features: features.map(({ geometry, properties }) => ({
      type: 'Feature' as const,
      id: properties.id,
      geometry,
      properties,
    })),
  };
}

interface PeopleCount {
  households: number | null;
  residents: number | null;
}

/**
 * Households and residents of each area by the anchors in it; null where no unit in it has the number. A unit is
 * looked for among the smallest areas and counts in all that hold those; only one outside them is looked for in the
 * larger, whose outlines have thousands of vertices.
 */
function countPeople(areas: readonly Area[], units: BaseUnitColumns): PeopleCount[] {
  const counts = areas.map((): PeopleCount => ({ households: null, residents: null }));
  const parentOf = parentIndices(areas);
  const levels = [...new Set(areas.map((area) => area.level))].sort((p, q) => q - p);
  let left = units.households.map((_, unit) => unit);
  for (const level of levels) {
    const indices = areas.flatMap((area, index) => (area.level === level ? [index] : []));
    const owner = assignPoints(
      left.flatMap((unit) => [units.xy[2 * unit]!, units.xy[2 * unit + 1]!]),
      indices.map((index) => areas[index]?.geometry ?? []),
    );
    left = left.filter((unit, i) => {
      const found: number | undefined = indices[owner[i]!];
      for (let area: number | undefined = found; area !== undefined; area = parentOf[area])
        addUnit(counts[area]!, units, unit);
      return found === undefined;
    });
  }
  return counts;
}

function parentIndices(areas: readonly Area[]): (number | undefined)[] {
  const indexOf = new Map<string, number>(areas.map(({ id }, index) => [id, index]));
  return areas.map(({ parentId }) => (parentId === null ? undefined : indexOf.get(parentId)));
}

function addUnit(count: PeopleCount, units: BaseUnitColumns, unit: number): void {
  const households = units.households[unit] ?? -1;
  const residents = units.residents[unit] ?? -1;
  if (households >= 0) count.households = (count.households ?? 0) + households;
  if (residents >= 0) count.residents = (count.residents ?? 0) + residents;
}
