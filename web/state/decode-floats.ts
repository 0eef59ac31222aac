const decoder = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

/** Little-endian Float32 values out of base64. Every machine a browser runs on is little-endian. */
export function decodeFloats(base64: string): Float32Array {
  // Where the browser decodes by itself (ES2026), a city's raster takes a tenth of the time.
  if (decoder.fromBase64) return new Float32Array(decoder.fromBase64(base64).buffer);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Float32Array(bytes.buffer);
}
