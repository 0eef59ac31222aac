/** A line of text, a patch of colour, a ring or a picture, where it stands on the sheet, in pixels of the page. */
export interface Mark {
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  font: string;
  colour: string;
  /** A CSS colour or gradient; empty for a ring and for text. */
  fill: string;
  /** Of the corners. */
  radius: number;
  /** Thickness of the line around a ring; 0 for all else. */
  ring: number;
  picture?: HTMLImageElement;
}

/** Everything of an element that is seen: its patches, lines and pictures first, then its texts, a mark a line. SVG is not looked into. */
export function marksOf(root: Element): Mark[] {
  const marks: Mark[] = [];
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element.closest('svg')) continue;
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden') continue;
    const { left: x, top: y, width, height } = element.getBoundingClientRect();
    const fill = style.backgroundImage !== 'none' ? style.backgroundImage : style.backgroundColor;
    if (width === 0) continue;
    const radius = Math.min(parseFloat(style.borderTopLeftRadius) || 0, width / 2, height / 2);
    const patch = { text: '', font: '', colour: style.borderTopColor, radius, ring: 0 };
    if (fill !== 'rgba(0, 0, 0, 0)') marks.push({ x, y, width, height, ...patch, fill });
    if (element instanceof HTMLImageElement) marks.push({ x, y, width, height, ...patch, fill: '', picture: element });
    const ring = thicknessOf(style, 'Top');
    if (ring > 0 && radius > ring) marks.push({ x, y, width, height, ...patch, ring, fill: '' });
    else {
      for (const line of linesOf(style, { x, y, width, height })) {
        marks.push({ ...patch, radius: 0, ...line });
      }
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || parent.closest('svg') || !node.textContent?.trim()) continue;
    const style = getComputedStyle(parent);
    const font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    for (const line of textLines(node))
      marks.push({ ...line, font, colour: style.color, fill: '', radius: 0, ring: 0 });
  }
  return marks;
}

type Box = Pick<Mark, 'x' | 'y' | 'width' | 'height'>;

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;
const thicknessOf = (style: CSSStyleDeclaration, side: (typeof sides)[number]): number =>
  style[`border${side}Style`] === 'none' ? 0 : parseFloat(style[`border${side}Width`]);

/** The borders of a box that are drawn, each in its colour. */
function linesOf(style: CSSStyleDeclaration, { x, y, width, height }: Box): (Box & { fill: string })[] {
  const [top, right, bottom, left] = sides.map((side) => thicknessOf(style, side)) as [number, number, number, number];
  return [
    { x, y, width, height: top, fill: style.borderTopColor },
    { x: x + width - right, y, width: right, height, fill: style.borderRightColor },
    { x, y: y + height - bottom, width, height: bottom, fill: style.borderBottomColor },
    { x, y, width: left, height, fill: style.borderLeftColor },
  ].filter((line) => line.width > 0 && line.height > 0);
}

/** A text as the browser broke it into lines, each with its place. */
function textLines(node: Node): (Box & { text: string })[] {
  const text = node.textContent ?? '';
  const range = document.createRange();
  // Without the white space at its ends, which may be drawn or not.
  range.setStart(node, text.length - text.trimStart().length);
  range.setEnd(node, text.trimEnd().length);
  const lines: (Box & { text: string })[] = [];
  if (range.getClientRects().length < 2) {
    const { left: x, top: y, width, height } = range.getBoundingClientRect();
    return width > 0 ? [{ x, y, width, height, text: text.trim() }] : [];
  }
  for (let i = 0; i < text.length; i++) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const { left: x, top: y, width, height } = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (line && Math.abs(line.y - y) < height / 2) {
      line.text += text[i];
      line.width = Math.max(line.width, x + width - line.x);
    } else if (width > 0) lines.push({ x, y, width, height, text: text[i]! });
  }
  return lines;
}

/** Draws a mark, moved by so many pixels of the page. */
export function drawMark(context: CanvasRenderingContext2D, mark: Mark, dx: number, dy: number): void {
  const [x, y] = [mark.x + dx, mark.y + dy];
  const { width, height, radius, ring, picture } = mark;
  if (picture) return context.drawImage(picture, x, y, width, height);
  if (mark.text !== '') {
    context.font = mark.font;
    context.fillStyle = mark.colour;
    context.textBaseline = 'middle';
    context.fillText(mark.text, x, y + height / 2, width + 2);
    return;
  }
  context.beginPath();
  context.roundRect(x + ring / 2, y + ring / 2, width - ring, height - ring, Math.max(0, radius - ring / 2));
  if (ring > 0) {
    context.strokeStyle = mark.colour;
    context.lineWidth = ring;
    context.stroke();
    return;
  }
  const stops = mark.fill.match(/(?:rgba?|color)\([^)]+\)/g) ?? [];
  if (mark.fill.startsWith('repeating'))
    return hatch(context, { x, y, width, height }, stops.find((stop) => !/[, /]0\)$/.test(stop)) ?? '#000');
  if (stops.length < 2) context.fillStyle = stops[0] ?? mark.fill;
  else {
    const ramp = context.createLinearGradient(x, 0, x + width, 0);
    for (const [i, colour] of stops.entries()) ramp.addColorStop(i / (stops.length - 1), colour);
    context.fillStyle = ramp;
  }
  context.fill();
}

/** Diagonal lines in the path that stands. */
function hatch(context: CanvasRenderingContext2D, { x, y, width, height }: Box, colour: string): void {
  context.save();
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = 0; at < width + height; at += 4) {
    context.moveTo(x + at, y);
    context.lineTo(x + at - height, y + height);
  }
  context.stroke();
  context.restore();
}
