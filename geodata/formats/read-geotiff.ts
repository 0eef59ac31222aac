import { fromArrayBuffer } from 'geotiff';
import { boxToDegrees } from '../geometry/bounding-box';
import type { LatticeBox } from '../schema/coordinates';
import { NO_HEIGHT } from '../schema/elevation';
import type { ElevationGrid } from '../schema/elevation';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { LayerLog } from './import-log';

/** A raster larger than this is refused before it is unpacked. */
const cellLimit = 200_000_000;
/** More cells than this are thinned out: a county needs no finer ground. */
const keptCellLimit = 4_000_000;
/** Ground kept around the place, degrees (about 1 km), so that hills at its edge are whole. */
const marginDegrees = 0.01;
/** No ground lies lower or higher; what says so stands for "unknown". */
const lowestMetres = -500;
const highestMetres = 9000;

/** EPSG codes of latitude and longitude close enough to WGS84 for heights of the ground. */
const geographic: ReadonlySet<number> = new Set([4326, 4490, 4258, 4269]);

/**
 * Heights from a GeoTIFF in degrees, cut to the surroundings of `box`. Says what share of the box has no height.
 * Problems: `elevation.not-geotiff`, `elevation.projected`, `elevation.unknown-crs`, `elevation.too-large`,
 * `elevation.elsewhere`.
 */
export async function readGeoTiff(
  bytes: Uint8Array,
  file: string,
  box: LatticeBox,
  log: LayerLog,
): Promise<Result<ElevationGrid>> {
  let image;
  try {
    image = await (await fromArrayBuffer(bytes.slice().buffer)).getImage();
  } catch {
    return fail('elevation.not-geotiff', { file });
  }
  const keys: Readonly<Record<string, unknown>> = image.getGeoKeys() ?? {};
  const projected = keys['ProjectedCSTypeGeoKey'];
  if (projected !== undefined || keys['GTModelTypeGeoKey'] === 1)
    return fail('elevation.projected', { file, crs: crsName(keys, projected) });
  const code = Number(keys['GeographicTypeGeoKey']);
  if (!geographic.has(code))
    return fail('elevation.unknown-crs', { file, crs: Number.isFinite(code) ? `EPSG:${code}` : '—' });
  const [width, height] = [image.getWidth(), image.getHeight()];
  if (width * height > cellLimit) return fail('elevation.too-large', { file, columns: width, rows: height });
  const [left = 0, bottom = 0, right = 0, top = 0] = image.getBoundingBox();
  const place = boxToDegrees(box);
  const sizes = { cellWidth: (right - left) / width, cellHeight: (top - bottom) / height };

  // The cells around the place.
  const clamp = (value: number, limit: number) => Math.min(Math.max(Math.floor(value), 0), limit);
  const from = {
    column: clamp((place[0] - marginDegrees - left) / sizes.cellWidth, width),
    row: clamp((top - place[3] - marginDegrees) / sizes.cellHeight, height),
  };
  const to = {
    column: clamp((place[2] + marginDegrees - left) / sizes.cellWidth + 1, width),
    row: clamp((top - place[1] + marginDegrees) / sizes.cellHeight + 1, height),
  };
  if (to.column - from.column < 2 || to.row - from.row < 2) return fail('elevation.elsewhere', { file });
  let values: ArrayLike<number>;
  try {
    const rasters = await image.readRasters({ window: [from.column, from.row, to.column, to.row], samples: [0] });
    values = (rasters as unknown as ArrayLike<number>[])[0]!;
  } catch {
    return fail('elevation.not-geotiff', { file });
  }
  const [allColumns, allRows] = [to.column - from.column, to.row - from.row];
  const stride = Math.max(1, Math.ceil(Math.sqrt((allColumns * allRows) / keptCellLimit)));
  const columns = Math.floor(allColumns / stride);
  const rows = Math.floor(allRows / stride);
  const noData = image.getGDALNoData();
  const isHeight = (value: number) =>
    Number.isFinite(value) && value !== noData && value >= lowestMetres && value <= highestMetres;
  let highest = -Infinity;
  for (let i = 0; i < values.length; i++) if (isHeight(values[i]!)) highest = Math.max(highest, values[i]!);
  const stepMetres = highest > 3200 ? 0.5 : 0.1;
  const heights = new Int16Array(columns * rows).fill(NO_HEIGHT);
  let unknown = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const middle = Math.floor(stride / 2);
      const value = values[(row * stride + middle) * allColumns + column * stride + middle]!;
      if (isHeight(value)) heights[row * columns + column] = Math.round(value / stepMetres);
      else unknown++;
    }
  log.read(columns * rows);
  log.kept(columns * rows - unknown);
  if (stride > 1) log.remark('elevation.thinned', null, { every: stride });
  if (unknown > 0) log.refuseMany('elevation.cells-unknown', unknown);
  const grid: ElevationGrid = {
    columns,
    rows,
    west: left + from.column * sizes.cellWidth,
    north: top - from.row * sizes.cellHeight,
    cellWidth: sizes.cellWidth * stride,
    cellHeight: sizes.cellHeight * stride,
    stepMetres,
    heights,
  };
  if (image.getBitsPerSample() === 8 && highest === 255) log.remark('elevation.eight-bits', null, { metres: 255 });
  reportCover(grid, place, log);
  return ok(grid);
}

function crsName(keys: Readonly<Record<string, unknown>>, projected: unknown): string {
  const citation = keys['PCSCitationGeoKey'] ?? keys['GTCitationGeoKey'];
  const code = typeof projected === 'number' && projected < 32767 ? `EPSG:${projected}` : '';
  return (
    [code, typeof citation === 'string' ? citation.replace(/\|$/, '') : ''].filter((part) => part !== '').join(' ') ||
    '—'
  );
}

/** Says what share of the place has no height, where there is any. */
function reportCover(grid: ElevationGrid, [west, south, east, north]: readonly number[], log: LayerLog): void {
  const samples = 100;
  let missing = 0;
  for (let i = 0; i < samples; i++)
    for (let j = 0; j < samples; j++) {
      const column = Math.floor((west! + ((i + 0.5) / samples) * (east! - west!) - grid.west) / grid.cellWidth);
      const row = Math.floor((grid.north - south! - ((j + 0.5) / samples) * (north! - south!)) / grid.cellHeight);
      const isOutside = column < 0 || row < 0 || column >= grid.columns || row >= grid.rows;
      if (isOutside || grid.heights[row * grid.columns + column] === NO_HEIGHT) missing++;
    }
  const percent = ((missing / (samples * samples)) * 100).toFixed(1);
  if (missing === 0) log.remark('elevation.covers', null);
  else log.remark('elevation.covers-in-part', null, { percent });
}
