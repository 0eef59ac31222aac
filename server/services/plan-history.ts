import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import type { GridId } from '../../geodata/schema/ids';
import type { GridLineage, GridVersion } from '../../geodata/schema/publication';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import { hasScheme, selectFamily, selectGridsAsOf } from '../db/queries/publications';
import type { NamedVersion } from '../db/queries/publications';

/**
 * The faces of a scheme on a day as GeoJSON text; for a worker. Fails with `scheme.not-found`, or `plan.none-in-force`
 * where nothing was published yet on that day.
 */
export async function readGridsAsOf(client: Client, schemeId: string, day: string): Promise<Result<string>> {
  if (!(await hasScheme(client, schemeId))) return fail('scheme.not-found', { scheme: schemeId });
  const grids = await selectGridsAsOf(client, schemeId, day);
  if (grids.length === 0) return fail('plan.none-in-force', { date: day });
  return ok(
    JSON.stringify({
      type: 'FeatureCollection',
      features: grids.map(({ polygons, ...properties }) => ({
        type: 'Feature',
        id: properties.id,
        geometry: multiPolygonToGeoJson(polygons),
        properties: { ...properties, areaSquareMetres: Math.round(areaSquareMetres(polygons)) },
      })),
    }),
  );
}

/** Where a published grid came from and what it became. Fails with `scheme.not-found` or `grid.not-found`. */
export async function readLineage(client: Client, schemeId: string, gridId: string): Promise<Result<GridLineage>> {
  if (!(await hasScheme(client, schemeId))) return fail('scheme.not-found', { scheme: schemeId });
  const family = await selectFamily(client, schemeId, gridId);
  const own = family.filter((version) => version.gridId === gridId);
  if (own.length === 0) return fail('grid.not-found', { grid: gridId });
  const parentIds = new Set<GridId>(own.flatMap(({ parents }) => parents));
  const lastOf = new Map<GridId, NamedVersion>();
  const firstOf = new Map<GridId, NamedVersion>();
  for (const version of family) {
    if (parentIds.has(version.gridId)) lastOf.set(version.gridId, version);
    if (version.parents.includes(gridId as GridId)) firstOf.set(version.gridId, version);
  }
  return ok({
    gridId: gridId as GridId,
    versions: own.map(toWire),
    parents: [...lastOf.values()].map(toWire),
    children: [...firstOf.values()].map(toWire),
  });
}

function toWire(version: NamedVersion): GridVersion {
  return { ...version, by: version.by || null, at: version.at === null ? null : new Date(version.at).toISOString() };
}
