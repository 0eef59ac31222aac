import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue of every pixel, row by row from the top. */
  rgb: Uint8Array;
}

/**
 * The pixels of a screenshot: a PNG of 8 bits a channel, RGB or RGBA, not interlaced, which is what Chromium writes.
 * Throws on any other. PNG 1.2, sections 5 (chunks) and 6 (filters).
 */
export function decodePng(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, colourType, , , interlace] = png.subarray(24, 29);
  const channels = colourType === 6 ? 4 : 3;
  if (depth !== 8 || (colourType !== 2 && colourType !== 6) || interlace !== 0) throw new Error('not a screenshot PNG');

  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const bytes = inflateSync(Buffer.concat(parts));

  const rowLength = width * channels;
  const rgb = new Uint8Array(width * height * 3);
  let above = new Uint8Array(rowLength);
  for (let y = 0; y < height; y++) {
    const start = y * (rowLength + 1);
    const row = unfilter(bytes[start] ?? 0, bytes.subarray(start + 1, start + 1 + rowLength), above, channels);
    for (let x = 0, to = y * width * 3; x < rowLength; x += channels) {
      rgb[to++] = row[x]!;
      rgb[to++] = row[x + 1]!;
      rgb[to++] = row[x + 2]!;
    }
    above = row;
  }
  return { width, height, rgb };
}

function unfilter(filter: number, line: Uint8Array, above: Uint8Array, step: number): Uint8Array<ArrayBuffer> {
  const row = Uint8Array.from(line);
  if (filter === 0) return row;
  for (let i = 0; i < row.length; i++) {
    const left = i < step ? 0 : row[i - step]!;
    const up = above[i]!;
    if (filter === 1) row[i]! += left;
    else if (filter === 2) row[i]! += up;
    else if (filter === 3) row[i]! += (left + up) >> 1;
    else row[i]! += paeth(left, up, i < step ? 0 : above[i - step]!);
  }
  return row;
}

/** Whichever of the three is nearest to left + up - corner. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
