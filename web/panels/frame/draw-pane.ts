import type { MapPicture } from '../../state/print';
import { choroplethOpacity } from '../../ui/heat-ramp';
import { loadImage } from './load-image';

/** Latitude to the height of Mercator, in radians. */
const mercator = (lat: number): number => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));

/** What is drawn of one answer on the ground all maps share. */
export interface PaneDrawing {
  /** The density as an image in Mercator and the box it covers, degrees. */
  density: { image: ImageData; bbox: readonly number[] } | null;
  /** Coloured shapes; `doubtful` ones are pale and hatched, `sure` ones outlined. */
  faces: readonly GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon>[];
  /** Numbers to write on the shapes, the largest first where they crowd; none where the map is too small for them. */
  counts: readonly GeoJSON.Feature<GeoJSON.Point>[];
}

/** The map as it was drawn for print, below and above what is drawn on it. */
export interface PaneGround {
  ground: HTMLImageElement;
  names: HTMLImageElement | null;
}

/** Ground and names of a picture, read once for all maps that stand on it. */
export async function groundOf({ url, namesUrl }: MapPicture): Promise<PaneGround> {
  return { ground: await loadImage(url), names: namesUrl === null ? null : await loadImage(namesUrl) };
}

/** How strongly a shape covers the map that chance explains as well: as on the map itself. */
const doubtfulOpacity = 0.34;

/**
 * One map of many: the ground as it was drawn for print, and on it one answer. No second map has to load, and every one of
 * them stands on the very same ground in the very same colours.
 */
export async function drawPane(
  { ground, names }: PaneGround,
  picture: MapPicture,
  drawing: PaneDrawing,
): Promise<string> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [ground.naturalWidth, ground.naturalHeight];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(ground, 0, 0);
  const [west, south, east, north] = picture.bbox;
  const top = mercator(north);
  const across = canvas.width / (east - west);
  const down = canvas.height / (top - mercator(south));
  const x = (lng: number): number => (lng - west) * across;
  const y = (lat: number): number => (top - mercator(lat)) * down;

  if (drawing.density) {
    const [w = 0, s = 0, e = 0, n = 0] = drawing.density.bbox;
    const source = document.createElement('canvas');
    [source.width, source.height] = [drawing.density.image.width, drawing.density.image.height];
    source.getContext('2d')!.putImageData(drawing.density.image, 0, 0);
    context.drawImage(source, x(w), y(n), x(e) - x(w), y(s) - y(n));
  }
  const unit = canvas.width / picture.width;
  for (const { geometry, properties } of drawing.faces) {
    const { colour, doubtful, sure } = properties as { colour: string; doubtful?: boolean; sure?: boolean };
    context.beginPath();
    for (const rings of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) {
      for (const ring of rings) {
        ring.forEach(([lng = 0, lat = 0], i) =>
          (i === 0 ? context.moveTo : context.lineTo).call(context, x(lng), y(lat)),
        );
        context.closePath();
      }
    }
    context.fillStyle = colour;
    context.globalAlpha = doubtful ? doubtfulOpacity : choroplethOpacity;
    context.fill('evenodd');
    context.globalAlpha = 1;
    if (doubtful) hatch(context, unit);
    if (!sure) continue;
    context.strokeStyle = '#2b3442';
    context.lineWidth = 1.4 * unit;
    context.stroke();
  }
  if (names) context.drawImage(names, 0, 0);
  if (drawing.counts.length > 0)
    writeCounts(context, drawing.counts, unit, coveredBy(canvas, names), (at) => [x(at[0]!), y(at[1]!)]);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('no picture');
  return URL.createObjectURL(blob);
}

/** Diagonal lines in the path that stands, 4 pixels of the page apart. */
function hatch(context: CanvasRenderingContext2D, unit: number): void {
  const tile = document.createElement('canvas');
  const size = Math.max(4, Math.round(4 * unit));
  [tile.width, tile.height] = [size, size];
  const pen = tile.getContext('2d')!;
  pen.strokeStyle = 'rgba(84, 93, 108, 0.55)';
  pen.lineWidth = Math.max(1, size / 8);
  pen.beginPath();
  pen.moveTo(0, size);
  pen.lineTo(size, 0);
  pen.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  if (!pattern) return;
  context.fillStyle = pattern;
  context.fill('evenodd');
}

/** Whether a box of the canvas has a name in it. */
function coveredBy(
  { width, height }: HTMLCanvasElement,
  names: HTMLImageElement | null,
): (x: number, y: number, w: number, h: number) => boolean {
  if (!names) return () => false;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(names, 0, 0);
  return (x, y, w, h) =>
    context.getImageData(x, y, Math.ceil(w), Math.ceil(h)).data.some((value, i) => i % 4 === 3 && value > 40);
}

/** Numbers with a halo; one that would touch a name or another, larger number is left out. */
function writeCounts(
  context: CanvasRenderingContext2D,
  counts: PaneDrawing['counts'],
  unit: number,
  isCovered: (x: number, y: number, w: number, h: number) => boolean,
  toPixels: (at: readonly number[]) => readonly [number, number],
): void {
  const size = 9.5 * unit;
  context.font = `500 ${size}px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const written: { x: number; y: number; half: number }[] = [];
  const largestFirst = [...counts].sort((a, b) => Number(b.properties?.['count']) - Number(a.properties?.['count']));
  for (const { geometry, properties } of largestFirst) {
    const [x, y] = toPixels(geometry.coordinates);
    if (x < 0 || y < 0 || x > context.canvas.width || y > context.canvas.height) continue;
    const text = String(properties?.['count']);
    const half = context.measureText(text).width / 2 + unit;
    if (written.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < size)) continue;
    if (isCovered(x - half, y - size / 2, 2 * half, size)) continue;
    written.push({ x, y, half });
    context.strokeStyle = 'rgba(255, 255, 255, 0.92)';
    context.lineWidth = 2.4 * unit;
    context.strokeText(text, x, y);
    context.fillStyle = '#2b3442';
    context.fillText(text, x, y);
  }
}
