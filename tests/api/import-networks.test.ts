import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lineLengthMetres } from '../../geodata/formats/line-length-metres';
import type { CoverageAnswer, ReachAnswer } from '../../geodata/schema/coverage';
import type { PlaceWire } from '../../geodata/schema/place';
import { packageRoot } from '../../server/package-root';
import { deriveImport } from '../../server/services/derive-import';
import type { DerivedImport } from '../../server/services/derive-import';
import { importPlace } from '../../server/services/import-place';
import type { ImportSummary } from '../../server/services/import-place';
import { createTestApp, unwrap } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';
import { describeWithData } from '../real-data';

const now = Date.UTC(2026, 0, 1);
const walkable = ({ dataset }: ImportSummary): number =>
  dataset.streets
    .filter((street) => street.walkable)
    .reduce((sum, street) => sum + lineLengthMetres(street.line) / 1000, 0);

/** What was derived of a map file, each read once for all tests. */
const derived = new Map<string, DerivedImport>();
async function derive(dataFolder: string, file: string): Promise<DerivedImport> {
  const known = derived.get(file) ?? unwrap(await deriveImport(dataFolder, file, {}, now));
  derived.set(file, known);
  return known;
}

/** Imports a map file alone, as the command line does. */
async function importMap(dataFolder: string, file: string, dataDir: string): Promise<ImportSummary> {
  const { spec, remarks, extracts } = await derive(dataFolder, file);
  const specText = JSON.stringify(spec);
  return unwrap(await importPlace({ specText, specFile: file, dataFolder, dataDir, now, extracts, derived: remarks }));
}

describeWithData('osm-towns', 'towns of their map files alone', (folder) => {
  let server: TestApp;
  const data = dirname(folder);
  const get = async <T>(path: string): Promise<T> => (await (await server.request(`/places/${path}`)).json()) as T;

  beforeAll(async () => void (server = await createTestApp(null)));
  afterAll(() => server.close());

  // Lengths are on the ellipsoid. Two differ from the counts that came with the data, which reach their figures on a
  // sphere of 6,371.0088 km with slightly other rules (all five maps then agree to the kilometre):
  // North Bayreuth 551.7 km here, 553 there: sphere −1.0, roads of access=agricultural +1.9 and =delivery +0.2 walked.
  // Porto Alegre 1,850.8 km here, 1,844 there: sphere +1.2, platforms not walked −10.8, highway=proposed walked +3.2.
  it.each([
    ['monaco', 'osm-towns/monaco.osm.gz', 82, 966, { zh: '摩纳哥', en: 'Monaco' }, 'Europe/Monaco'],
    ['north-bayreuth', 'osm-towns/north-bayreuth.osm.gz', 552, 4267, { zh: 'North Bayreuth' }, 'Europe/Berlin'],
    ['andorra', 'osm-towns/andorra.osm.pbf', 821, 0, expect.anything(), 'Europe/Andorra'],
    ['baltimore', 'baltimore/town.osm.pbf', 639, 1734, expect.anything(), 'America/New_York'],
    ['porto-alegre', 'porto-alegre/streets.osm.pbf', 1856, 0, { zh: 'Porto Alegre' }, 'America/Sao_Paulo'],
    ['futian', 'futian/streets.graphml', 207, 0, { zh: 'Futian' }, 'Asia/Shanghai'],
  ])('%s: coverage works', async (id, file, kilometres, units, name, zone) => {
    const summary = await importMap(data, file, server.dataDir);
    expect(Math.round(walkable(summary))).toBe(kilometres);
    const place = await get<PlaceWire>(id);
    expect(place).toMatchObject({ id, name, profile: { timeZone: zone }, counts: { baseUnits: units } });
    expect(summary.report.files[0]).toMatchObject({ layer: 'spec' });

    const [station] = summary.dataset.stations;
    const kind = station?.kind ?? 'clinic';
    const answer = await get<CoverageAnswer>(`${id}/coverage?kind=${kind}&minutes=15`);
    expect(answer.streets.totalMetres / 1000).toBeCloseTo(answer.assumptions.network.kilometres, 0);
    expect(answer.total.units.total + answer.total.offNetwork.units).toBe(units);
    if (!station) expect(answer.streets.coveredMetres).toBe(0);
    else expect(answer.streets.coveredMetres / answer.streets.totalMetres).toBeGreaterThan(0.001);
    expect(answer.streets.coveredMetres).toBeLessThan(answer.streets.totalMetres);

    // From the middle of the longest street one walks farther in more time, stations or not.
    const street = summary.dataset.streets
      .filter((one) => one.walkable)
      .reduce((a, b) => (a.line.length > b.line.length ? a : b));
    const at = 2 * Math.floor(street.line.length / 4);
    const [lng, lat] = [street.line[at]! / 1e7, street.line[at + 1]! / 1e7];
    const reach = await server.request(`/places/${id}/coverage/reach?lng=${lng}&lat=${lat}&minutes=15`);
    // A street may leave the box its map declares: then the place says so.
    if (reach.status !== 200) return expect(await reach.json()).toMatchObject({ code: 'coordinate.outside-place' });
    const { streets, heightMetres } = (await reach.json()) as ReachAnswer;
    expect(streets.map(({ minutes }) => minutes)).toEqual([5, 10, 15]);
    expect(streets[0]!.metres).toBeGreaterThan(100);
    expect(streets[2]!.metres).toBeGreaterThan(streets[1]!.metres);
    expect(heightMetres).toBeNull();
  });

  it.each([
    ['monaco', 'osm-towns/monaco.osm.gz'],
    ['north-bayreuth', 'osm-towns/north-bayreuth.osm.gz'],
    ['futian', 'futian/streets.graphml'],
  ])('the shipped spec of %s imports', async (name, file) => {
    const { extracts } = await derive(data, file);
    const specFile = `server/specs/${name}.json`;
    const specText = readFileSync(join(packageRoot(), specFile), 'utf8');
    const request = { specText, specFile, dataFolder: data, dataDir: server.dataDir, now, extracts };
    const summary = unwrap(await importPlace({ ...request, dropEditedPlans: true }));
    expect((await get<PlaceWire>(name)).name.en).toBeTruthy();
    const buildings = summary.report.files.find((file) => file.layer === 'base-units');
    const outlines = (buildings?.read ?? 0) - (buildings?.noteCounts['osm.building-without-outline'] ?? 0);
    expect(outlines).toBe({ monaco: 966, 'north-bayreuth': 4267, futian: 0 }[name]);
  });

  it('says that an import was stopped, and one killed in the middle of its transaction leaves the place as it was', async () => {
    const before = await get<PlaceWire>('monaco');
    const wal = join(server.dataDir, 'places', 'monaco.db-wal');
    const walBytes = (): number => (existsSync(wal) ? statSync(wal).size : 0);
    const cut = async (signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
      const map = join(folder, signal === 'SIGINT' ? 'monaco.osm.gz' : 'north-bayreuth.osm.gz');
      // The one that is killed waits just before its commit, however fast the machine.
      const hold = signal === 'SIGKILL' ? ['--import', './tests/fixtures/hold-before-commit.mjs'] : [];
      const args = [...hold, '--import', 'tsx', 'server/import-main.ts', map, '--id', 'monaco'];
      const child = spawn(process.execPath, args, {
        cwd: packageRoot(),
        env: { ...process.env, DATA_DIR: server.dataDir, LANG: 'C' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const closed = once(child, 'close');
      const atRest = walBytes();
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(signal === 'SIGINT' ? 'Reading' : 'Held before the commit')) child.kill(signal);
      });
      await closed;
      if (signal === 'SIGINT') expect([child.exitCode, said]).toEqual([130, expect.stringContaining('as it was')]);
      else {
        expect([child.signalCode, said]).toEqual(['SIGKILL', expect.stringContaining('Held before the commit')]);
        // Pages of a transaction are in the log before it is committed.
        expect(walBytes()).toBeGreaterThan(atRest + 200_000);
      }
    };
    // Side by side: the one that is stopped never comes to write.
    await Promise.all([cut('SIGINT'), cut('SIGKILL')]);
    expect(await get<PlaceWire>('monaco')).toEqual(before);
    expect(before.counts).toMatchObject({ baseUnits: 966 });
  });
});

describeWithData('porto-alegre', 'heights of Porto Alegre', (folder) => {
  let server: TestApp;
  beforeAll(async () => void (server = await createTestApp(null)));
  afterAll(() => server.close());

  it('are served as tiles and told for a point', async () => {
    const { spec, extracts } = await derive(dirname(folder), 'porto-alegre/streets.osm.pbf');
    const heights = { layer: 'elevation', file: 'porto-alegre/elevation.tif', format: 'geotiff' } as const;
    const specText = JSON.stringify({ ...spec, layers: [...spec.layers, heights] });
    const request = {
      specText,
      specFile: 'a.json',
      dataFolder: dirname(folder),
      dataDir: server.dataDir,
      now,
      extracts,
    };
    const { report } = unwrap(await importPlace(request));
    expect(report.files.find(({ layer }) => layer === 'elevation')!.kept).toBeGreaterThan(100_000);

    const place = (await (await server.request('/places/porto-alegre')).json()) as PlaceWire;
    expect(place.elevation).toMatchObject({ encoding: 'terrarium', highestMetres: 255 });
    // The tile around the city at zoom 10.
    const [west, south, east, north] = place.elevation!.bounds as [number, number, number, number];
    const [lng, lat] = [(west + east) / 2, (south + north) / 2];
    const x = Math.floor(((lng + 180) / 360) * 1024);
    const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 1024);
    const tile = await server.request(`/places/porto-alegre/tiles/elevation/10/${x}/${y}.png`);
    expect([tile.status, tile.headers.get('content-type')]).toEqual([200, 'image/png']);
    const { data, width } = decode(new Uint8Array(await tile.arrayBuffer()));
    expect(width).toBe(256);
    let highest = -Infinity;
    for (let i = 0; i < data.length; i += 3)
      highest = Math.max(highest, data[i]! * 256 + data[i + 1]! + data[i + 2]! / 256 - 32768);
    expect(highest).toBeGreaterThan(200);
    expect(highest).toBeLessThanOrEqual(255);
    expect((await server.request('/places/porto-alegre/tiles/elevation/10/0/0.png')).status).toBe(204);
    expect((await server.request('/places/porto-alegre/tiles/elevation/14/0/0.png')).status).toBe(404);

    const reach = await server.request(`/places/porto-alegre/coverage/reach?lng=-51.2&lat=-30.05&minutes=15`);
    expect(((await reach.json()) as ReachAnswer).heightMetres).toBeGreaterThan(0);
  });
});
