import type { Geometry, Position } from 'geojson';
import { fail, ok } from '../../schema/problems';
import type { Problem, Result } from '../../schema/problems';
import type { LayerLog } from '../import-log';
import { readXml } from '../read-xml';
import { FeatureRows } from './feature-rows';
import { openKmz } from './open-kmz';
import { readWholeBytes } from './read-whole-bytes';
import { requireColumns } from '../require-columns';
import type { RowRequest, SourceFacts, SourceFiles } from './source-row';
import { isZip } from './zip-archive';

/** A placemark while its tags come in. */
interface Placemark {
  properties: Record<string, unknown>;
  shapes: Geometry[];
  /** Rings of the polygon that is open; null outside one. */
  rings: Position[][] | null;
}

/**
 * Reads the placemarks of a KML file (OGC 07-147r2), or of the one in a KMZ, as rows: their name, description and `ExtendedData` as columns, points,
 * lines and polygons as geometry. KML is WGS84 by its standard, but nothing in a file proves that it keeps to it, so
 * no system is told. Problems: those of XML and of `open-kmz`, and a file without a `kml` element.
 */
export async function readKmlRows(
  source: { file: string },
  files: SourceFiles,
  request: RowRequest,
  log: LayerLog,
): Promise<Result<SourceFacts>> {
  const { file } = source;
  const whole = await readWholeBytes(files, file);
  if (!whole.ok) return whole;
  const bytes = isZip(whole.value) ? openKmz(whole.value, file) : whole;
  if (!bytes.ok) return bytes;
  const rows = new FeatureRows(request, log);
  const reader = new PlacemarkReader((feature) => rows.take(feature, ''));
  const read = await readXml(bytes.value, file, reader);
  if (!read.ok && !reader.isStopped) return read;
  if (!reader.isKml) return fail('kml.no-kml', { file });
  const complete = requireColumns(rows.wantedColumns(), rows.columns, file);
  return complete.ok ? ok({ columns: rows.columns, crs: null, encoding: null }) : complete;
}

/** Puts placemarks together from tags, whatever prefix their names have. */
class PlacemarkReader {
  readonly text = true;
  isKml = false;
  isStopped = false;
  #placemark: Placemark | null = null;
  #dataName = '';
  #path: string[] = [];

  constructor(private readonly take: (feature: unknown) => boolean | void) {}

  open = (name: string, attributes: Readonly<Record<string, string>>): Problem | void => {
    // Reading on would only cost time; the problem is dropped by whoever asked to stop.
    if (this.isStopped) return { code: 'xml.truncated', params: {} };
    const tag = localName(name);
    this.#path.push(tag);
    if (tag === 'kml') this.isKml = true;
    if (tag === 'Placemark') this.#placemark = { properties: {}, shapes: [], rings: null };
    if (tag === 'Polygon' && this.#placemark) this.#placemark.rings = [];
    if (tag === 'Data' || tag === 'SimpleData') this.#dataName = attributes['name'] ?? '';
  };

  close = (name: string, text: string): void => {
    const tag = localName(name);
    this.#path.pop();
    const placemark = this.#placemark;
    if (!placemark) return;
    const parent = this.#path.at(-1);
    if (parent === 'Placemark' && (tag === 'name' || tag === 'description')) placemark.properties[tag] ??= text.trim();
    if ((tag === 'value' && parent === 'Data') || tag === 'SimpleData') {
      if (this.#dataName !== '') placemark.properties[this.#dataName] = text.trim();
    }
    if (tag === 'coordinates') this.#takeCoordinates(placemark, text, parent ?? '');
    if (tag === 'Polygon' && placemark.rings) {
      placemark.shapes.push({ type: 'Polygon', coordinates: placemark.rings });
      placemark.rings = null;
    }
    if (tag === 'Placemark') {
      this.#placemark = null;
      const feature = { type: 'Feature', properties: placemark.properties, geometry: geometryOf(placemark) };
      this.isStopped = this.take(feature) === false;
    }
  };

  #takeCoordinates(placemark: Placemark, text: string, parent: string): void {
    const positions = text
      .trim()
      .split(/\s+/)
      .filter((part) => part !== '')
      .map((part) => part.split(',').slice(0, 2).map(Number));
    if (parent === 'LinearRing' && placemark.rings) {
      // The outer ring comes first in GeoJSON wherever KML has it.
      if (this.#path.includes('outerBoundaryIs')) placemark.rings.unshift(positions);
      else placemark.rings.push(positions);
    } else if (parent === 'Point') {
      placemark.shapes.push({ type: 'Point', coordinates: positions[0] ?? [] });
    } else if (parent === 'LineString') placemark.shapes.push({ type: 'LineString', coordinates: positions });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Several polygons are one MultiPolygon; other mixtures stay a collection. */
function geometryOf({ shapes }: Placemark): Geometry | null {
  if (shapes.length <= 1) return shapes[0] ?? null;
  const polygons = shapes.flatMap((shape) => (shape.type === 'Polygon' ? [shape.coordinates] : []));
  if (polygons.length === shapes.length) return { type: 'MultiPolygon', coordinates: polygons };
  return { type: 'GeometryCollection', geometries: shapes };
}
