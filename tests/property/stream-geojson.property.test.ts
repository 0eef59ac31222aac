import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Megabytes of the file, and of the heap that it is read with. `npm run prove` takes the full size. */
const size = process.env['PROVE'] === 'full' ? 300 : 40;
const heap = 48;

describe('a GeoJSON larger than the heap', () => {
  it(`of ${size} MB is read feature by feature in ${heap} MB`, { timeout: 600_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'getu-stream-'));
    try {
      const script = join(import.meta.dirname, '../fixtures/stream-geojson.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [
        `--max-old-space-size=${heap}`,
        '--import',
        'tsx',
        script,
        folder,
        String(size),
      ]);
      const told = JSON.parse(stdout) as { ok: boolean; features: number; rows: number; peakMegabytes: number };
      expect(told.ok).toBe(true);
      expect(told.rows).toBe(told.features);
      expect(told.rows).toBeGreaterThan(size * 500);
      // The engine, the transpiler and the pieces in flight: far from the file, whatever its size.
      expect(told.peakMegabytes).toBeLessThan(250);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
