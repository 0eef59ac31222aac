import { drawMark, marksOf } from './paper-marks';
import { withResolution } from './png-resolution';

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
  await Promise.all([...sheet.querySelectorAll('img')].map((image) => image.decode()));
  for (const mark of marksOf(sheet)) drawMark(context, mark, -left, -top);
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
