import { MAX_ACCURACY_METRES, RADIUS_SIGMAS } from '../schema/incident-assignment';
import { cellText } from './cell-text';
import type { LayerLog } from './import-log';
import type { IncidentLayerSpec } from './import-spec';
import type { SourceRow } from './rows/source-row';

/**
 * How exactly a row says its place is known, as the radius in metres that holds the true place in 68 of 100 cases; null where
 * it says nothing. What is no such radius is reported as `incident.bad-accuracy` and read as nothing said: the row stays.
 */
export function readAccuracy(row: SourceRow, { columns }: IncidentLayerSpec, log: LayerLog): number | null {
  if (!columns.accuracy) return null;
  const { column, radius = 68, words = {} } = columns.accuracy;
  const written = cellText(row.properties[column]);
  if (written === '') return null;
  // A unit behind the number is the one it must be in.
  const metres = Object.hasOwn(words, written) ? words[written]! : Number(written.replace(/\s*(m|米|公尺)$/i, ''));
  if (metres > 0 && metres <= MAX_ACCURACY_METRES) return metres * (RADIUS_SIGMAS[68] / RADIUS_SIGMAS[radius]);
  log.repair('incident.bad-accuracy', row.number, { column, value: written, most: MAX_ACCURACY_METRES });
  return null;
}
