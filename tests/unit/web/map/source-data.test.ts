import { describe, expect, it } from 'vitest';
import type { MapEngine } from '../../../../web/map/map-engine';
import { addSourceData, setSourceData } from '../../../../web/map/use-style-layers';

const collection = (count: number): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: Array.from({ length: count }, (_, id) => ({
    type: 'Feature' as const,
    id,
    geometry: { type: 'Point' as const, coordinates: [0, 0] },
    properties: {},
  })),
});

function engineWith(names: readonly string[]) {
  const given: [string, number][] = [];
  const sources = new Map(
    names.map((name) => [
      name,
      {
        setData: (data: GeoJSON.FeatureCollection) => given.push([name, data.features.length]),
        updateData: ({ add }: { add: GeoJSON.Feature[] }) => given.push([`${name} +`, add.length]),
      },
    ]),
  );
  const engine = { map: { getSource: (name: string) => sources.get(name) } } as unknown as MapEngine;
  return { engine, given, sources };
}

describe('data of a source', () => {
  it('is not replaced by nothing where nothing is, and by everything else always', () => {
    const { engine, given } = engineWith(['a', 'b']);
    for (const count of [0, 0, 2, 2, 0, 0, 1]) setSourceData(engine, 'a', collection(count));
    setSourceData(engine, 'b', collection(0));
    expect(given).toEqual([
      ['a', 0],
      ['a', 2],
      ['a', 2],
      ['a', 0],
      ['a', 1],
      ['b', 0],
    ]);
  });

  it('is taken off again after it was added to', () => {
    const { engine, given } = engineWith(['a']);
    setSourceData(engine, 'a', collection(0));
    addSourceData(engine, 'a', collection(2).features);
    setSourceData(engine, 'a', collection(0));
    addSourceData(engine, 'gone', collection(2).features);
    expect(given).toEqual([
      ['a', 0],
      ['a +', 2],
      ['a', 0],
    ]);
  });

  it('goes to a source that was taken off and put on again, and nowhere without one', () => {
    const { engine, given, sources } = engineWith(['a']);
    setSourceData(engine, 'a', collection(0));
    sources.set('a', { ...sources.get('a')! });
    setSourceData(engine, 'a', collection(0));
    setSourceData(engine, 'gone', collection(1));
    expect(given).toHaveLength(2);
  });
});
