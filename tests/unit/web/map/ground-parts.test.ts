import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import type { BasemapWire } from '../../../../geodata/schema/basemap';
import { judgeTiles } from '../../../../web/map/layers/follow-tiles';
import { groundParts } from '../../../../web/map/layers/ground-parts';
import { groupOfLayer } from '../../../../web/state/layer-groups';

const known = { id: 'x', name: { zh: '图' }, attribution: '' };
const tiles = { tiles: ['https://t/{z}/{x}/{y}'], scheme: 'xyz', tileSize: 256, minzoom: 1, maxzoom: 18 } as const;
const online: BasemapWire = { ...known, kind: 'tiles', ground: { ...tiles, tiles: [...tiles.tiles] }, names: null };
const archive = (content: 'raster' | 'mvt' | 'mlt', vectorLayers: string[] = []): BasemapWire => ({
  ...known,
  kind: 'archive',
  address: '/api/basemaps/x/archive.pmtiles',
  content,
  tileSize: 512,
  bounds: [0, 0, 1, 1],
  minzoom: 0,
  maxzoom: 14,
  vectorLayers,
});
const protomaps = ['earth', 'landcover', 'landuse', 'water', 'roads', 'buildings', 'places', 'pois'];
const openMapTiles = ['landcover', 'landuse', 'park', 'water', 'waterway', 'transportation', 'building', 'place'];
const parts = (basemap: BasemapWire, dark = false, language: 'zh' | 'en' = 'zh') =>
  groundParts(basemap, { dark, language, origin: 'http://here' });

describe('groundParts', () => {
  it.each([
    ['tiles', online],
    ['tiles with names', { ...online, names: online.ground }],
    ['a raster archive', archive('raster')],
    ['Protomaps', archive('mvt', protomaps)],
    ['OpenMapTiles', archive('mvt', openMapTiles)],
    ['MLT', archive('mlt', protomaps)],
  ] as [string, BasemapWire][])('is a valid style of %s, light and dark', (_, basemap) => {
    for (const dark of [false, true]) {
      const { sources, layers } = parts(basemap, dark);
      const style = { version: 8, sources, layers: layers.map(({ slot: _slot, ...layer }) => layer) };
      const complaints = validateStyleMin(style as StyleSpecification).filter(
        ({ message }) => !message.includes('"glyphs"'),
      );
      expect(complaints.map(({ message }) => message)).toEqual([]);
      expect(layers.every(({ id }) => groupOfLayer(id)?.id === 'ground')).toBe(true);
    }
  });

  it('draws what a file has, land, water, streets, buildings and names, and nothing else', () => {
    for (const has of [protomaps, openMapTiles]) {
      const drawn = new Set(
        parts(archive('mvt', has)).layers.flatMap((one) => ('source-layer' in one ? [one['source-layer']] : [])),
      );
      expect([...drawn].filter((one) => !has.includes(one ?? ''))).toEqual([]);
      expect(drawn.size).toBeGreaterThan(5);
    }
    expect(parts(archive('mvt', ['unknown'])).layers.map(({ id }) => id)).toEqual(['ground-base']);
  });

  it('puts pictures under the data and names above it', () => {
    const { layers } = parts({ ...online, names: online.ground });
    expect(layers.map(({ id, slot }) => [id, slot])).toEqual([
      ['ground-tiles', 'slot-ground'],
      ['ground-names', 'slot-annotation'],
    ]);
  });

  it('differs by theme and language', () => {
    const layers = (dark: boolean, language: 'zh' | 'en') =>
      JSON.stringify(parts(archive('mvt', protomaps), dark, language).layers);
    expect(layers(true, 'zh')).not.toBe(layers(false, 'zh'));
    expect(layers(false, 'en')).toContain('name:en');
    expect(layers(false, 'zh')).not.toContain('name:en');
  });
});

describe('judgeTiles', () => {
  it.each([
    [{ asked: 0, drawn: 0, failed: 0 }, null],
    [{ asked: 9, drawn: 9, failed: 0 }, 'shown'],
    [{ asked: 9, drawn: 6, failed: 3 }, 'partly'],
    [{ asked: 9, drawn: 0, failed: 1 }, 'unreachable'],
    [{ asked: 9, drawn: 0, failed: 0 }, 'empty'],
  ] as const)('says of %o: %s', (counts, outcome) => {
    expect(judgeTiles(counts)).toBe(outcome);
  });
});
