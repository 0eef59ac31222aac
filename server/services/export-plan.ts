import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { gridColumns } from '../../geodata/formats/write/grid-columns';
import type { TextEncoding } from '../../geodata/formats/write/encode-text';
import { positionsOf } from '../../geodata/formats/write/grid-record';
import type { GridRecord } from '../../geodata/formats/write/grid-record';
import { writeGeoPackageGeometry } from '../../geodata/formats/write/geopackage-geometry';
import { writeGridCsv, writeGridXlsx } from '../../geodata/formats/write/grid-table';
import { writeGeoJson } from '../../geodata/formats/write/write-geojson';
import { writeKml } from '../../geodata/formats/write/write-kml';
import { writeShapefile } from '../../geodata/formats/write/write-shapefile';
import { UnitTally } from '../../geodata/plan/count-units';
import type { CrsName } from '../../geodata/schema/incident';
import type { ExportFormat } from '../../geodata/schema/plan-layer';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Client } from '../db/open-database';
import { selectAreas } from '../db/queries/areas';
import { selectGrids, selectPlan } from '../db/queries/plans';
import { srsIds, writeGeoPackage } from '../db/write-geopackage';

export interface ExportOrder {
  format: ExportFormat;
  crs: CrsName;
  encoding: TextEncoding;
  language: 'zh' | 'en';
  /** UTC milliseconds; only a GeoPackage says when it was made. */
  at: number;
}

/** A plan as a file, and what the file is called. */
export interface ExportedPlan {
  bytes: Uint8Array;
  /** With its ending; the system is part of it where the format cannot name it. */
  fileName: string;
}

const endings: Readonly<Record<ExportFormat, string>> = {
  geojson: 'geojson',
  shapefile: 'zip',
  kml: 'kml',
  gpkg: 'gpkg',
  csv: 'csv',
  xlsx: 'xlsx',
};

/**
 * The grids of a plan (without unassigned land) as a file, ordered by code; for a worker. Null where there is no such plan.
 * @param readColumns the base units of the place, which the worker may have in memory
 */
export async function exportPlan(
  client: Client,
  planId: string,
  { format, crs, encoding, language, at }: ExportOrder,
  readColumns: () => Promise<BaseUnitColumns>,
): Promise<ExportedPlan | null> {
  const plan = await selectPlan(client, planId);
  if (!plan) return null;
  const title = (language === 'en' && plan.name.en) || plan.name.zh;
  const records = await gridRecords(client, planId, language, await readColumns());
  const isTable = format === 'csv' || format === 'xlsx';
  const base = `${title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim() || planId}${isTable ? '' : `-${crs.toLowerCase()}`}`;
  const bytes = ((): Uint8Array => {
    switch (format) {
      case 'geojson':
        return writeGeoJson(records, crs, language);
      case 'shapefile':
        // Names within the zip stay plain: programs of other languages garble the rest.
        return writeShapefile(records, `grids-${crs.toLowerCase()}`, crs, encoding, language);
      case 'kml':
        return writeKml(records, title, crs, language);
      case 'gpkg':
        return packGrids(records, { title, crs, at, language });
      case 'csv':
        return writeGridCsv(records, encoding, language);
      case 'xlsx':
        return writeGridXlsx(records, title, language);
    }
  })();
  return { bytes, fileName: `${base}.${endings[format]}` };
}

function packGrids(
  records: readonly GridRecord[],
  { title, crs, at, language }: { title: string; crs: CrsName; at: number; language: 'zh' | 'en' },
): Uint8Array {
  const columns = gridColumns(language);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const rows = records.map((grid) => {
    const positions = positionsOf(grid.polygons, crs);
    for (const [x, y] of positions.flat(2)) {
      box[0] = Math.min(box[0]!, x!);
      box[1] = Math.min(box[1]!, y!);
      box[2] = Math.max(box[2]!, x!);
      box[3] = Math.max(box[3]!, y!);
    }
    return {
      geometry: writeGeoPackageGeometry(positions, srsIds[crs]),
      cells: columns.map(({ cell }) => cell(grid)),
    };
  });
  const typed = columns.map(({ name, decimals }) => ({
    name,
    type: decimals === null ? ('TEXT' as const) : decimals === 0 ? ('INTEGER' as const) : ('REAL' as const),
  }));
  return writeGeoPackage({ title, crs, at, columns: typed, rows, box: records.length === 0 ? null : box });
}

async function gridRecords(
  client: Client,
  planId: string,
  language: 'zh' | 'en',
  columns: BaseUnitColumns,
): Promise<GridRecord[]> {
  const faces = await selectGrids(client, planId);
  const areas = new Map((await selectAreas(client)).map((area) => [area.id, area]));
  const tally = columns.ids.length > 0 ? new UnitTally(columns, faces) : null;
  const nameOf = (area: { name: { zh: string; en?: string | undefined }; level: number } | undefined): string =>
    area ? (language === 'en' && area.name.en) || area.name.zh : '';
  const records = faces
    .filter(({ kind }) => kind !== 'unassigned')
    .map((grid): GridRecord => {
      const community = areas.get(grid.communityId);
      const parent = community?.parentId ? areas.get(community.parentId) : undefined;
      const count = tally?.countOf(grid.id);
      return {
        code: grid.code,
        name: grid.name,
        community: nameOf(community),
        // A parent at the outermost level is the county.
        subdistrict: parent && parent.level > 0 ? nameOf(parent) : '',
        kind: grid.kind,
        households: count?.households ?? null,
        residents: count?.residents ?? null,
        elderly: count?.elderly ?? null,
        workers: grid.workers,
        squareMetres: areaSquareMetres(grid.polygons),
        polygons: grid.polygons,
      };
    });
  return records.sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
}
