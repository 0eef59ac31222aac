/**
 * Decompresses `bytes`, giving up above `limitBytes` of output. Rejects when the bytes are damaged or too many;
 * readers turn that into a problem. Passed in, because Node and the browser have different ones.
 */
export type Inflate = (bytes: Uint8Array, format: 'deflate' | 'gzip', limitBytes: number) => Promise<Uint8Array>;

/** True where bytes begin as a gzip file does (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}
