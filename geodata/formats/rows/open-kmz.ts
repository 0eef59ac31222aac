import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { ZipArchive } from './zip-archive';

/** Bytes of the KML in an archive, unpacked: as much as is read of any file that has to be held as a whole. */
const kmlLimit = 256 * 1024 * 1024;

/**
 * The KML of a KMZ archive (OGC 07-147r2, annex C): `doc.kml`, else the only one at the top, else the only one there is. Pictures and
 * models beside it are left alone. Problems: those of a zip, none or several to choose from, one that is too large.
 */
export function openKmz(bytes: Uint8Array, file: string): Result<Uint8Array> {
  const zip = ZipArchive.open(bytes, file);
  if (!zip.ok) return zip;
  const names = zip.value.names.filter((name) => /\.kml$/i.test(name) && !name.startsWith('__MACOSX/'));
  const top = names.filter((name) => !name.includes('/'));
  const name = top.find((one) => one.toLowerCase() === 'doc.kml') ?? onlyOf(top) ?? onlyOf(names);
  if (name === undefined) return fail('kmz.which', { file, found: names.slice(0, 5) });
  const pieces: Uint8Array[] = [];
  let size = 0;
  const done = zip.value.unpack(name, (piece) => {
    size += piece.length;
    if (size > kmlLimit) return false;
    // The unpacker uses its buffer again.
    pieces.push(piece.slice());
    return true;
  });
  if (!done.ok) return done;
  if (size > kmlLimit) return fail('file.too-large', { file, megabytes: kmlLimit / 1024 / 1024 });
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return ok(whole);
}

const onlyOf = (names: readonly string[]): string | undefined => (names.length === 1 ? names[0] : undefined);
