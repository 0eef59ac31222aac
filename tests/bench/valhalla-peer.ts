import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { MultiPolygon, Polygon } from 'geojson';

type LngLat = readonly [number, number];

/** Valhalla over one OpenStreetMap file, for somebody who walks as our walker does. */
export interface ValhallaPeer {
  version: string;
  /** The land from which a place is walked to, as GeoJSON text as it leaves the engine. */
  isochrone(to: LngLat, minutes: number): Promise<string>;
  /** Seconds from each of these places to one; null for no way. */
  times(from: readonly LngLat[], to: LngLat): Promise<(number | null)[]>;
  close(): void;
}

interface Actor {
  isochrone(query: string): Promise<string>;
  matrix(query: object): Promise<{ sources_to_targets: { time: number | null }[][] }>;
}
interface Valhalla {
  Actor: new (config: object) => Actor;
}

const PACKAGE = '@valhallajs/valhallajs';
/** Places in one request: the limit of its own configuration is lower. */
const MOST_PLACES = 5000;

/**
 * Builds tiles of a file and opens them; null where Valhalla is not installed, here or in the folder that
 * `VALHALLA_FOLDER` names (`npm i --no-save @valhallajs/valhallajs`).
 * @param speed metres a second
 */
export function openValhalla(osmFile: string, speed: number): ValhallaPeer | null {
  const found = findValhalla();
  if (!found) return null;
  const { valhalla, folder, version } = found;
  const tiles = mkdtempSync(join(tmpdir(), 'getu-valhalla-'));
  const close = (): void => rmSync(tiles, { recursive: true, force: true });
  const run = (...args: string[]): string => {
    const done = spawnSync(process.execPath, [join(folder, 'bin', 'valhalla-cli.js'), ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (done.status === 0) return done.stdout;
    close();
    throw new Error(`valhalla ${args[0]} ended with ${done.status}: ${done.stderr.slice(-500)}`);
  };
  const config = JSON.parse(run('build_config', '--mjolnir-tile-dir', tiles)) as {
    service_limits: { pedestrian: Record<string, number> };
    mjolnir: { logging?: object };
  };
  Object.assign(config.service_limits.pedestrian, {
    max_matrix_location_pairs: MOST_PLACES,
    max_locations: MOST_PLACES,
  });
  config.mjolnir.logging = { type: '' };
  const configFile = join(tiles, 'config.json');
  writeFileSync(configFile, JSON.stringify(config));
  run('build_tiles', '-c', configFile, osmFile);

  const actor = new valhalla.Actor(config);
  // No way is liked better than another, and no step costs a penalty: time alone counts, as with us.
  const pedestrian = {
    walking_speed: speed * 3.6,
    walkway_factor: 1,
    sidewalk_factor: 1,
    alley_factor: 1,
    driveway_factor: 1,
    service_factor: 1,
    step_penalty: 0,
    service_penalty: 0,
    use_hills: 1,
  };
  const asked = { costing: 'pedestrian', costing_options: { pedestrian } };
  const place = ([lon, lat]: LngLat) => ({ lon, lat });
  return {
    version,
    isochrone: (to, minutes) =>
      actor.isochrone(
        JSON.stringify({
          ...asked,
          locations: [place(to)],
          contours: [{ time: minutes }],
          polygons: true,
          reverse: true,
          denoise: 0,
          generalize: 0,
        }),
      ),
    async times(from, to) {
      const { sources_to_targets } = await actor.matrix({
        ...asked,
        sources: from.map(place),
        targets: [place(to)],
        verbose: true,
      });
      return sources_to_targets.map(([way]) => way?.time ?? null);
    },
    close,
  };
}

/** The polygons of an isochrone, in degrees. */
export function polygonsOf(isochrone: string): MultiPolygon['coordinates'] {
  const { features } = JSON.parse(isochrone) as { features: { geometry: Polygon | MultiPolygon }[] };
  return features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  );
}

function findValhalla(): { valhalla: Valhalla; folder: string; version: string } | null {
  for (const from of [process.env['VALHALLA_FOLDER'], '.']) {
    if (!from) continue;
    const load = createRequire(join(resolve(from), 'package.json'));
    let main: string;
    try {
      main = load.resolve(PACKAGE);
    } catch {
      continue;
    }
    const folder = dirname(main);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { valhalla: load(PACKAGE) as Valhalla, folder, version };
  }
  return null;
}
