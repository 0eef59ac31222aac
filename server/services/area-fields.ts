import { OFF_NETWORK } from '../../geodata/coverage/connect-points';
import { createLabelStore } from '../../geodata/coverage/field/label-store';
import type { LabelStore } from '../../geodata/coverage/field/label-store';
import { createTimeFields } from '../../geodata/coverage/field/time-fields';
import type { TimeFields } from '../../geodata/coverage/field/time-fields';
import type { Client } from '../db/open-database';
import { selectBasemap } from '../db/queries/settlement';
import type { CoverageNetwork, CoverageSource } from './coverage-network';

/** Room for labels of cells, for all walkers and days of a place: some 400 square kilometres of them. */
const LABEL_BYTES = 96 * 2 ** 20;

/** What service areas are drawn from, kept for each walker and set of closures; the labels of cells are shared where they agree. */
export function areaFields(source: CoverageSource, on: CoverageNetwork): Promise<TimeFields> {
  return source.cached(`coverage-fields ${on.key}`, async () => {
    const { network, connector, units, unitConnections } = on;
    return createTimeFields({
      network,
      connector,
      labels: await labelsOf(source),
      doors: {
        connections: unitConnections,
        xy: units.xy,
        weights: units.households,
        isTimed: (unit) => unitConnections.kind[unit] !== OFF_NETWORK,
      },
    });
  });
}

/** Labels outlive a version of the data where neither streets, walls nor water have changed: a station may be all that was added. */
const stores = new WeakMap<Client, { water: string; labels: LabelStore }>();

/** Rivers and lakes of the place are left out of what is drawn. */
function labelsOf(source: CoverageSource): Promise<LabelStore> {
  return source.cached('coverage-labels', async () => {
    const polygons = (await selectBasemap(source.client)).flatMap(({ layer, geometry }) =>
      layer === 'water' && geometry.type === 'polygon' ? geometry.polygons : [],
    );
    const water = JSON.stringify(polygons);
    let kept = stores.get(source.client);
    if (kept?.water !== water)
      stores.set(source.client, (kept = { water, labels: createLabelStore(polygons, LABEL_BYTES) }));
    return kept.labels;
  });
}
