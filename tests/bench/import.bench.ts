import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zipSync } from 'fflate';
import { ImportLog } from '../../geodata/formats/import-log';
import type { RowSource } from '../../geodata/formats/row-source-spec';
import { readRows } from '../../geodata/formats/rows/read-rows';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import { closeDatabase } from '../../server/db/open-database';
import { memoryFiles } from '../fixtures/memory-files';
import { writeDbf, writeShp } from '../fixtures/write-shapefile';
import { writeXlsx } from '../fixtures/write-xlsx';
import { benchCase } from './bench-case';
import type { Bench, BenchCase } from './bench-case';
import { storeTown, streetTown } from './street-town';

interface Prepared {
  source: RowSource;
  files: Record<string, string | Uint8Array>;
}

const csv = (rows: number, quoted = false): Prepared => {
  const cell = quoted ? (text: string) => `"${text.repeat(10)}""${text}"` : (text: string) => text;
  const lines = Array.from(
    { length: rows },
    (_, i) => `${i},116.${i % 9999},39.${i % 9999},${cell('东街路灯不亮')},2024-03-01`,
  );
  return {
    source: { format: 'csv', file: 'a.csv', crs: 'WGS84', encoding: 'utf-8' },
    files: { 'a.csv': Buffer.from(`id,x,y,text,time\n${lines.join('\n')}\n`) },
  };
};

const ring = (i: number, corners = 6): number[][] =>
  Array.from({ length: corners + 1 }, (_, k) => {
    const angle = (-2 * Math.PI * (k % corners)) / corners;
    return [
      116 + (i % 500) * 0.001 + Math.cos(angle) * 4e-4,
      39 + Math.floor(i / 500) * 0.001 + Math.sin(angle) * 4e-4,
    ];
  });

const geojson = (rows: number, corners = 6): Prepared => {
  const features = Array.from({ length: rows }, (_, i) => ({
    type: 'Feature',
    properties: { id: `b${i}`, households: i % 40, name: '东街一号楼' },
    geometry: { type: 'Polygon', coordinates: [ring(i, corners)] },
  }));
  return {
    source: { format: 'geojson', file: 'a.geojson', crs: 'WGS84' },
    files: { 'a.geojson': Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })) },
  };
};

const shapefile = (rows: number): Prepared => ({
  source: { format: 'shapefile', file: 'a.zip', crs: 'WGS84', encoding: 'utf-8' },
  files: {
    'a.zip': zipSync({
      'a.shp': writeShp(Array.from({ length: rows }, (_, i) => [ring(i)])),
      'a.dbf': writeDbf(
        ['NAME'],
        Array.from({ length: rows }, (_, i) => [Buffer.from(`b${i}`)]),
      ),
    }),
  },
});

const xlsx = (rows: number): Prepared => {
  const header = ['id', 'x', 'y', 'text'].map(
    (name, c) => `<c r="${'ABCD'[c]}1" t="inlineStr"><is><t>${name}</t></is></c>`,
  );
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `<row r="${i + 2}"><c r="A${i + 2}"><v>${i}</v></c><c r="B${i + 2}"><v>116.${i}</v></c><c r="C${i + 2}"><v>39.${i}</v></c><c r="D${i + 2}" t="s"><v>0</v></c></row>`,
  );
  return {
    source: { format: 'xlsx', file: 'a.xlsx', crs: 'WGS84' },
    files: {
      'a.xlsx': writeXlsx({ s: { rows: `<row r="1">${header.join('')}</row>${lines.join('')}` } }, ['东街路灯不亮']),
    },
  };
};

const megabytesOf = ({ files }: Prepared): number =>
  Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;

/** One case; its input says how many rows and megabytes it reads. */
function reading(group: string, rows: number | null, prepared: Prepared, words: string): BenchCase {
  return benchCase({
    group,
    input: `${words}, ${megabytesOf(prepared).toFixed(1)} MB`,
    size: rows,
    megabytes: megabytesOf(prepared),
    runs: 5,
    prepare: () => prepared,
    run: async ({ source, files }: Prepared) => {
      let count = 0;
      const log = new ImportLog().layer(source.file, 'bench');
      await readRows(source, memoryFiles(files), { columns: 'all', take: () => void count++ }, log);
      return count;
    },
  });
}

/** A whole place into a database of its own, in one transaction, with all its indexes. */
function storing(count: number): BenchCase {
  return benchCase<{ folder: string; dataset: PlaceDataset }>({
    group: 'write a place to the database',
    input: `${count.toLocaleString('en')} buildings`,
    size: count,
    runs: 3,
    prepare: () => ({ folder: mkdtempSync(join(tmpdir(), 'getu-bench-')), dataset: streetTown(count) }),
    run: async ({ folder, dataset }) => {
      const opened = await storeTown(folder, dataset);
      await closeDatabase(opened);
      rmSync(join(folder, 'places'), { recursive: true });
    },
    dispose: ({ folder }) => rmSync(folder, { recursive: true, force: true }),
  });
}

/** Peak memory of a process that reads a GeoJSON of 300 MB with a heap of 48 MB. */
async function streamPeak(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'getu-bench-'));
  try {
    const script = join(import.meta.dirname, '../fixtures/stream-geojson.ts');
    const args = ['--max-old-space-size=48', '--import', 'tsx', script, folder, '300'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return ((JSON.parse(stdout) as { peakMegabytes: number }).peakMegabytes * 1e6) / 2 ** 20;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sizes = [1_000, 10_000, 50_000] as const;
const words = (rows: number): string => `${rows.toLocaleString('en')} rows`;
export default {
  title: 'Reading files',
  cases: [
    ...sizes.map((rows) => reading('CSV', rows, csv(rows), words(rows))),
    reading('CSV', null, csv(5_000, true), 'degenerate: 5,000 long quoted cells'),
    ...sizes.map((rows) => reading('GeoJSON', rows, geojson(rows), words(rows))),
    reading('GeoJSON', null, geojson(1, 200_000), 'degenerate: one ring of 200,000 corners'),
    ...sizes.map((rows) => reading('shapefile, zipped', rows, shapefile(rows), words(rows))),
    ...sizes.map((rows) => reading('Excel', rows, xlsx(rows), words(rows))),
    ...[1_000, 10_000, 90_000].map(storing),
  ],
  figures: [
    { group: 'peak memory of a streamed GeoJSON', input: '300 MB, heap of 48 MB', unit: 'MiB', measure: streamPeak },
  ],
} satisfies Bench;
