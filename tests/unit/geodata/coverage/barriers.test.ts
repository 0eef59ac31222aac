import { describe, expect, it } from 'vitest';
import { buildBarriers } from '../../../../geodata/coverage/barriers';
import { CONNECTED, createConnector, OFF_NETWORK } from '../../../../geodata/coverage/connect-points';
import { buildWalkNetwork } from '../../../../geodata/coverage/walk-network';
import type { LatticePoint } from '../../../../geodata/schema/coordinates';
import type { BasemapFeature } from '../../../../geodata/schema/settlement';
import { CITY_X, CITY_Y, plainWalker, streetOf } from '../../../fixtures/grid-city';

const at = (x: number, y: number): LatticePoint => [CITY_X + x, CITY_Y + y];
/** Streets on both banks; the southern one is farther from the door at (5000, 3000). */
const banks = [
  streetOf('south', [
    [...at(0, -8000), 1],
    [...at(20_000, -8000), 2],
  ]),
  streetOf('north', [
    [...at(0, 8000), 3],
    [...at(20_000, 8000), 4],
  ]),
];
const door = at(5000, 3000);
const network = buildWalkNetwork(banks, [], [], plainWalker);
const scenery = (layer: 'water' | 'railway', kind: string, geometry: BasemapFeature['geometry']): BasemapFeature => ({
  layer,
  class: kind,
  name: null,
  geometry,
});
const pond = (south: number, north: number): BasemapFeature['geometry'] => ({
  type: 'polygon',
  polygons: [[[...at(-900_000, south), ...at(900_000, south), ...at(900_000, north), ...at(-900_000, north)]]],
});
const rails: BasemapFeature['geometry'] = { type: 'line', line: [...at(-900_000, 5000), ...at(900_000, 5000)] };
const connect = (features: BasemapFeature[]) => createConnector(network, buildBarriers(features)).connect([...door]);
const northOrSouth = (features: BasemapFeature[]) => (connect(features).footY[0]! > door[1] ? 'north' : 'south');

describe('a door beside a river or a railway', () => {
  it('goes to the farther street on its own bank', () => {
    expect(northOrSouth([])).toBe('north');
    expect(northOrSouth([scenery('water', 'river', pond(4000, 6000))])).toBe('south');
    expect(northOrSouth([scenery('railway', 'rail', rails)])).toBe('south');
  });

  it('is off the network between the two, and let out where it stands in the water itself', () => {
    const river = scenery('water', 'river', pond(-2000, 1000));
    const rail = scenery('railway', 'rail', rails);
    expect(connect([river, rail]).kind[0]).toBe(OFF_NETWORK);
    expect(connect([scenery('water', 'river', pond(2000, 6000))]).kind[0]).toBe(CONNECTED);
  });

  it('minds neither trams nor what runs underground', () => {
    expect(northOrSouth([scenery('railway', 'tram', rails), scenery('railway', 'subway', rails)])).toBe('north');
  });
});
