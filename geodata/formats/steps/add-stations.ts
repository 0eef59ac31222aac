import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { importStations } from '../import-stations';
import { osmToStations } from '../osm-to-stations';
import { findRepeated } from './find-repeated';
import type { ImportRun } from './import-run';

/** Stations of every layer; one id may stand in one of them only. */
export async function addStations(run: ImportRun): Promise<Result<true>> {
  const { stations } = run.dataset;
  for (const layer of run.layers('stations')) {
    const log = run.log.layer(layer.file, 'stations');
    if (layer.format === 'osm') {
      const osm = await run.openOsm(layer.file);
      if (!osm.ok) return osm;
      for (const station of osmToStations(osm.value, layer.rules, layer.sameNameWithinMetres, log))
        stations.push(station);
      continue;
    }
    const read = await run.readInto(layer, importStations(layer, run.isInside, log), log);
    if (!read.ok) return read;
    for (const station of read.value) stations.push(station);
  }
  const twice = findRepeated(stations.map((station) => station.id));
  return twice === null ? ok(true) : fail('spec.id-in-two-layers', { layer: 'stations', id: twice });
}
