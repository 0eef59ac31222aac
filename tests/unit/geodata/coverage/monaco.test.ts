import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createConnector } from '../../../../geodata/coverage/connect-points';
import { reachFrom } from '../../../../geodata/coverage/reach';
import { createSearch } from '../../../../geodata/coverage/travel-times';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import { walkerOf } from '../../../../geodata/coverage/walker';
import { osmToStreets } from '../../../../geodata/formats/osm-to-streets';
import { readOsm } from '../../../../geodata/formats/read-osm';
import genericProfile from '../../../../geodata/places/generic.json';
import { profileSchema } from '../../../../geodata/schema/place';
import { nodeInflate } from '../../../../server/services/import-files';
import { testLog } from '../../../fixtures/read-osm';
import { unwrap } from '../../../fixtures/test-app';
import { describeWithData } from '../../../real-data';

/** A walk that GraphHopper's own tests give 3,438 m on foot. */
const [from, to] = [
  [74187370, 437276870],
  [74365660, 437495800],
] as const;
const METRES = 3438;

describeWithData('osm-towns', 'Monaco on foot', (folder) => {
  it('is as long as another engine says, to 1 %', async () => {
    const bytes = new Uint8Array(readFileSync(join(folder, 'monaco.osm.gz')));
    const osm = unwrap(await readOsm(bytes, 'monaco.osm.gz', nodeInflate));
    const streets = unwrap(osmToStreets(osm, 'monaco.osm.gz', testLog().log));
    const adult = unwrap(walkerOf(profileSchema.parse(genericProfile), 'adult'));
    const network = buildWalkNetwork(streets, [], [], adult);
    const connector = createConnector(network);
    const search = createSearch(network);
    const [way] = reachFrom(network, search, from, connector.connect(from), to, connector.connect(to), 7_200_000);
    expect(Math.abs(way!.lengthMetres / METRES - 1)).toBeLessThan(0.01);
  });
});
