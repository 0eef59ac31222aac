import type { MapPicture } from '../../state/print';
import { withResolution } from './png-resolution';

const loadImage = (url: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the picture cannot be read'));
    image.src = url;
  });

/** A line of text or a patch of colour of the legend, where it stands on the sheet. */
interface Mark {
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  font: string;
  colour: string;
  fill: string;
}

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
    const bar = scale.getBoundingClientRect();
    const [x, y] = [margin + bar.left - frame.left, margin + headHeight + bar.top - frame.top];
    context.strokeStyle = '#1b212c';
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x, y + bar.height);
    context.lineTo(x + bar.width, y + bar.height);
    context.lineTo(x + bar.width, y);
    context.stroke();
    for (const mark of marksOf(scale)) drawMark(context, mark, margin - frame.left, margin + headHeight - frame.top);
  }
  drawNorth(context, sheet, [margin - frame.left, margin + headHeight - frame.top]);
  const ground = sheet.querySelector('.print-sheet__ground');
  for (const mark of ground ? marksOf(ground) : [])
    drawMark(context, mark, margin - frame.left, margin + headHeight - frame.top);
  const blob = await new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('no picture'))), 'image/png'),
  );
  const bytes = withResolution(new Uint8Array(await blob.arrayBuffer()), picture.dotsPerInch);
  return new Blob([bytes], { type: 'image/png' });
}

/** The arrow as it stands on the sheet: its path and letter are read off it, as everything else is. */
function drawNorth(context: CanvasRenderingContext2D, sheet: Element, [dx, dy]: readonly [number, number]): void {
  const north = sheet.querySelector('.print-sheet__north');
  const path = north?.querySelector('path');
  const letter = north?.querySelector('text');
  if (!north || !path || !letter) return;
  const { left, top } = north.getBoundingClientRect();
  context.save();
  context.translate(left + dx, top + dy);
  const shape = new Path2D(path.getAttribute('d') ?? '');
  context.fillStyle = path.getAttribute('fill') ?? '#000';
  context.strokeStyle = path.getAttribute('stroke') ?? '#fff';
  context.lineWidth = 1.5;
  context.fill(shape);
  context.stroke(shape);
  context.font = `600 11px ${getComputedStyle(letter).fontFamily}`;
  context.textAlign = 'center';
  context.fillText(letter.textContent?.trim() ?? '', 15, 10);
  context.restore();
}

function marksOf(root: Element): Mark[] {
  const marks: Mark[] = [];
  for (const element of [root, ...root.querySelectorAll('*')]) {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden') continue;
    const { left: x, top: y, width, height } = element.getBoundingClientRect();
    const fill = style.backgroundImage !== 'none' ? style.backgroundImage : style.backgroundColor;
    if (width > 0 && fill !== 'rgba(0, 0, 0, 0)')
      marks.push({ x, y, width, height, text: '', font: '', colour: '', fill });
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (text === '' || !parent) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left: x, top: y, width, height } = range.getBoundingClientRect();
    const style = getComputedStyle(parent);
    const font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    if (width > 0) marks.push({ x, y, width, height, text, font, colour: style.color, fill: '' });
  }
  return marks;
}

function drawMark(context: CanvasRenderingContext2D, mark: Mark, dx: number, dy: number): void {
  const [x, y] = [mark.x + dx, mark.y + dy];
  if (mark.text !== '') {
    context.font = mark.font;
    context.fillStyle = mark.colour;
    context.textBaseline = 'middle';
    context.fillText(mark.text, x, y + mark.height / 2, mark.width + 2);
    return;
  }
  const stops = mark.fill.match(/rgba?\([^)]+\)/g) ?? [];
  if (stops.length < 2) context.fillStyle = stops[0] ?? mark.fill;
  else {
    const ramp = context.createLinearGradient(x, 0, x + mark.width, 0);
    for (const [i, colour] of stops.entries()) ramp.addColorStop(i / (stops.length - 1), colour);
    context.fillStyle = ramp;
  }
  context.fillRect(x, y, mark.width, mark.height);
}
