import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { importStations } from '../import-stations';
import { osmToStations } from '../osm-to-stations';
import { findRepeated } from './find-repeated';
import type { ImportRun } from './import-run';

/**
 * Stations of every layer. What two layers take of the same map or the same table is one station: the first layer has
 * it, the later one reports it. One id for different things is a fault of the spec.
 */
export async function addStations(run: ImportRun): Promise<Result<true>> {
  const { stations } = run.dataset;
  /** Ids by where they come from: every map is OpenStreetMap's, every table numbers its own rows. */
  const takenOf = new Map<string, Set<string>>();
  for (const layer of run.layers('stations')) {
    const log = run.log.layer(layer.file, 'stations');
    const origin = layer.format === 'osm' ? 'osm' : `rows of ${layer.file}`;
    const taken = takenOf.get(origin) ?? new Set();
    takenOf.set(origin, taken);
    let read;
    if (layer.format === 'osm') {
      const osm = await run.openOsm(layer.file);
      if (!osm.ok) return osm;
      read = ok(osmToStations(osm.value, layer.rules, layer.sameNameWithinMetres, taken, log));
    } else read = await run.readInto(layer, importStations(layer, run.isInside, taken, log), log);
    if (!read.ok) return read;
    for (const station of read.value) {
      taken.add(station.id);
      stations.push(station);
    }
  }
  const twice = findRepeated(stations.map((station) => station.id));
  return twice === null ? ok(true) : fail('spec.id-in-two-layers', { layer: 'stations', id: twice });
}
