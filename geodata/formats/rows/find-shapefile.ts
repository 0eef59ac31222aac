import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { readWholeBytes } from './read-whole-bytes';
import type { SourceFiles } from './source-row';
import { ZipArchive } from './zip-archive';

declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

/** The files that together are a shapefile. */
export interface ShapefileParts {
  shp: Uint8Array;
  dbf: Uint8Array;
  prj: string | null;
  /** What the .cpg or the .dbf itself says of its encoding, as a label decoders know; null where neither does. */
  cpg: string | null;
  /** The shapefiles there were to choose from. */
  parts: string[];
}

type Open = (ending: string) => Promise<Result<Uint8Array> | null>;

/** Finds the files of a shapefile beside its .shp or in its .zip. Problems: .shp or .dbf missing, several to choose from. */
export async function findShapefile(
  source: { file: string; shapefile?: string | undefined },
  files: SourceFiles,
): Promise<Result<ShapefileParts>> {
  return source.file.toLowerCase().endsWith('.zip') ? findInZip(source, files) : findBeside(source.file, files);
}

async function findBeside(file: string, files: SourceFiles): Promise<Result<ShapefileParts>> {
  const base = file.replace(/\.shp$/i, '');
  const isUpper = file.endsWith('.SHP');
  const open: Open = async (ending) => {
    for (const name of [isUpper ? ending.toUpperCase() : ending, isUpper ? ending : ending.toUpperCase()]) {
      const bytes = await readWholeBytes(files, `${base}.${name}`);
      if (bytes.ok || bytes.problem.code !== 'file.missing') return bytes;
    }
    return null;
  };
  return collect(file, open, [base.split('/').pop()!]);
}

async function findInZip(
  { file, shapefile }: { file: string; shapefile?: string | undefined },
  files: SourceFiles,
): Promise<Result<ShapefileParts>> {
  const bytes = await readWholeBytes(files, file);
  if (!bytes.ok) return bytes;
  const zip = ZipArchive.open(bytes.value, file);
  if (!zip.ok) return zip;
  const names = zip.value.names.filter((name) => !name.startsWith('__MACOSX/'));
  const bases = names.filter((name) => /\.shp$/i.test(name)).map((name) => name.slice(0, -4));
  const base =
    shapefile === undefined && bases.length === 1
      ? bases[0]
      : bases.find((each) => each === shapefile || each.split('/').pop() === shapefile);
  if (base === undefined) return fail('shapefile.which', { file, shapefile: shapefile ?? '', shapefiles: bases });
  const open: Open = async (ending) => {
    const name = names.find((each) => each.toLowerCase() === `${base}.${ending}`.toLowerCase());
    return name === undefined ? null : zip.value.read(name);
  };
  return collect(file, open, bases);
}

async function collect(file: string, open: Open, parts: string[]): Promise<Result<ShapefileParts>> {
  const shp = await open('shp');
  if (!shp) return fail('file.missing', { file });
  if (!shp.ok) return shp;
  const dbf = await open('dbf');
  if (!dbf) return fail('shapefile.lacks', { file, part: '.dbf' });
  if (!dbf.ok) return dbf;
  const [prj, cpg] = [await open('prj'), await open('cpg')];
  if (prj && !prj.ok) return prj;
  if (cpg && !cpg.ok) return cpg;
  const text = (bytes: Uint8Array) => new TextDecoder('utf-8').decode(bytes);
  const written = cpg ? encodingLabel(text(cpg.value)) : null;
  return ok({
    shp: shp.value,
    dbf: dbf.value,
    prj: prj ? text(prj.value) : null,
    cpg: written ?? languageDrivers[dbf.value[29] ?? 0] ?? null,
    parts,
  });
}

/** Encodings by the language driver of a .dbf header, where it names one for certain. */
const languageDrivers: Readonly<Record<number, string>> = {
  0x4d: 'gbk',
  0x4e: 'euc-kr',
  0x4f: 'big5',
  0x7a: 'gbk',
  0x79: 'euc-kr',
  0x78: 'big5',
  0x13: 'shift_jis',
  0x7b: 'shift_jis',
};
const codePages: Readonly<Record<string, string>> = {
  '936': 'gbk',
  '950': 'big5',
  '932': 'shift_jis',
  '949': 'euc-kr',
  '54936': 'gb18030',
  '65001': 'utf-8',
};

/** What a .cpg says as a label: `UTF-8`, `GBK`, `936`, `OEM 936`, `ANSI 1252`, `ISO 88591` … */
function encodingLabel(written: string): string | null {
  const text = written.trim().toLowerCase();
  if (text === '') return null;
  const iso = /^iso[ -]?8859-?(\d+)$/.exec(text);
  if (iso) return `iso-8859-${iso[1]}`;
  const page = /(?:^|[^\d])(\d{3,5})$/.exec(text)?.[1];
  if (page !== undefined) return codePages[page] ?? (/^125\d$/.test(page) ? `windows-${page}` : text);
  return text;
}
