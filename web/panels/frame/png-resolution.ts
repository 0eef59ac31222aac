/** Bytes before the first chunk after IHDR: signature 8, IHDR 4 + 4 + 13 + 4. */
const afterHeader = 33;
const millimetresPerInch = 25.4;

/**
 * A PNG that says how large it is to be printed: a pHYs chunk (PNG 1.2, 4.2.4.2) behind the header. What the browser's
 * canvas writes has none, and a layout program would take it for 72 or 96 dots an inch.
 */
export function withResolution(png: Uint8Array, dotsPerInch: number): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  const perMetre = Math.round((dotsPerInch * 1000) / millimetresPerInch);
  view.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  // The unit is the metre.
  chunk[16] = 1;
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  const made = new Uint8Array(png.length + chunk.length);
  made.set(png.subarray(0, afterHeader));
  made.set(chunk, afterHeader);
  made.set(png.subarray(afterHeader), afterHeader + chunk.length);
  return made;
}

/** CRC-32 as PNG wants it (ISO 3309). */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
