import type { MapPicture } from '../../state/print';
import { loadImage } from './load-image';
import { drawMark, marksOf } from './paper-marks';
import { withResolution } from './png-resolution';

/**
 * Map, title, scale and legend as one PNG at print resolution. The legend is read off the sheet: each text where the browser
 * put it, each patch in its colour, so that the picture shows what the sheet shows.
 */
export async function drawSheetPicture(picture: MapPicture, sheet: HTMLElement): Promise<Blob> {
  const map = await loadImage(picture.url);
  const factor = picture.dotsPerInch / 96;
  const frame = sheet.querySelector('.print-sheet__map')!.getBoundingClientRect();
  const legend = sheet.querySelector('.print-sheet__legend')!;
  const head = sheet.querySelector('.print-sheet__head')!;
  const box = legend.getBoundingClientRect();
  const headHeight = head.getBoundingClientRect().height + 12;
  const margin = 20;
  const canvas = document.createElement('canvas');
  const size = { width: picture.width + 2 * margin, height: headHeight + picture.height + box.height + 3 * margin };
  canvas.width = Math.round(size.width * factor);
  canvas.height = Math.round(size.height * factor);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(factor, factor);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.drawImage(map, margin, margin + headHeight, picture.width, picture.height);
  const parts: { element: Element; x: number; y: number }[] = [
    { element: head, x: margin, y: margin },
    { element: legend, x: margin, y: margin + headHeight + picture.height + margin },
  ];
  for (const { element, x, y } of parts) {
    const origin = element.getBoundingClientRect();
    for (const mark of marksOf(element)) drawMark(context, mark, x - origin.left, y - origin.top);
  }
  const scale = sheet.querySelector('.print-sheet__scale');
  if (scale) {
    for (const mark of marksOf(scale)) drawMark(context, mark, margin - frame.left, margin + headHeight - frame.top);
  }
  const north = sheet.querySelector('.print-sheet__north');
  if (north) drawNorth(context, north, [margin - frame.left, margin + headHeight - frame.top]);
  const ground = sheet.querySelector('.print-sheet__ground');
  for (const mark of ground ? marksOf(ground) : [])
    drawMark(context, mark, margin - frame.left, margin + headHeight - frame.top);
  return toPng(canvas, picture.dotsPerInch);
}

/**
 * A whole sheet of paper as one PNG: its patches and lines, its pictures at the resolution they were drawn at, its texts where
 * the browser put them.
 */
export async function drawPaper(sheet: HTMLElement, dotsPerInch: number): Promise<Blob> {
  const factor = dotsPerInch / 96;
  const { left, top, width, height } = sheet.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * factor);
  canvas.height = Math.round(height * factor);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(factor, factor);
  const marks = marksOf(sheet);
  for (const mark of marks.filter(({ text }) => text === '')) drawMark(context, mark, -left, -top);
  for (const image of sheet.querySelectorAll('img')) {
    const box = image.getBoundingClientRect();
    context.drawImage(await loadImage(image.src), box.left - left, box.top - top, box.width, box.height);
  }
  for (const mark of marks.filter(({ text }) => text !== '')) drawMark(context, mark, -left, -top);
  for (const drawing of sheet.querySelectorAll('svg')) drawNorth(context, drawing, [-left, -top]);
  return toPng(canvas, dotsPerInch);
}

async function toPng(canvas: HTMLCanvasElement, dotsPerInch: number): Promise<Blob> {
  const blob = await new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('no picture'))), 'image/png'),
  );
  const bytes = withResolution(new Uint8Array(await blob.arrayBuffer()), dotsPerInch);
  return new Blob([bytes], { type: 'image/png' });
}

/** The arrow as it stands on the sheet: its path and letter are read off it, as everything else is. */
function drawNorth(context: CanvasRenderingContext2D, north: Element, [dx, dy]: readonly [number, number]): void {
  const path = north.querySelector('path');
  const letter = north.querySelector('text');
  if (!path || !letter) return;
  const box = north.getBoundingClientRect();
  context.save();
  context.translate(box.left + dx, box.top + dy);
  // Drawn in a frame 30 wide, whatever its size on the sheet.
  context.scale(box.width / 30, box.width / 30);
  const shape = new Path2D(path.getAttribute('d') ?? '');
  context.fillStyle = path.getAttribute('fill') ?? '#000';
  context.strokeStyle = path.getAttribute('stroke') ?? 'transparent';
  context.lineWidth = 1.5;
  context.fill(shape);
  context.stroke(shape);
  context.fillStyle = letter.getAttribute('fill') ?? '#000';
  context.font = `600 11px ${getComputedStyle(letter).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillText(letter.textContent?.trim() ?? '', 15, 10);
  context.restore();
}
