import { boxToDegrees, mergeBoxes } from '../geometry/bounding-box';
import type { LatticeBox } from '../schema/coordinates';
import type { MapFacts } from '../schema/import-inspection';
import { findLargestPlace } from './largest-place';
import { countMapContents } from './map-contents';
import { nameHints } from './name-hints';
import type { OsmExtract } from './osm-extract';

/**
 * What a map file says of itself: what of use it holds, what it is called after, where it lies and how old it is. `file`
 * and `folder` are the names it came under. Null where nothing can be walked on.
 */
export function readMapFacts(osm: OsmExtract, file: string, folder: string): MapFacts | null {
  const contents = countMapContents(osm);
  if (contents.walkableKilometres === 0) return null;
  const hints = nameHints(file, folder);
  const place = findLargestPlace(
    osm,
    hints.map(({ code }) => code),
  );
  return {
    ...contents,
    isGraph: osm.source === 'graphml',
    place,
    bbox: [...boxToDegrees(osm.declaredBox ?? streetBox(osm))],
    newestDay: osm.newestAt === null ? null : new Date(osm.newestAt).toISOString().slice(0, 10),
  };
}

function streetBox(osm: OsmExtract): LatticeBox {
  const points: LatticeBox[] = [];
  for (const way of osm.ways) {
    if (!way.tags.has('highway')) continue;
    for (const ref of way.refs) {
      const at = osm.nodeIndex.get(ref);
      if (at !== undefined) points.push([osm.xs[at]!, osm.ys[at]!, osm.xs[at]!, osm.ys[at]!]);
    }
  }
  return mergeBoxes(points);
}
