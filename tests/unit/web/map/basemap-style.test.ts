import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { basemapStyle } from '../../../../web/map/basemap-style';
import { slots } from '../../../../web/map/slots';
import { basemapLayers } from '../../../../geodata/schema/settlement';

const style = (dark: boolean, language: 'zh' | 'en') =>
  basemapStyle({ tileJson: 'http://localhost/tiles.json', dark, language, hasAreaNames: true });

describe('basemapStyle', () => {
  it.each([
    [false, 'zh'],
    [true, 'zh'],
    [false, 'en'],
    [true, 'en'],
  ] as const)('is a valid style (dark %s, %s)', (dark, language) => {
    // No glyphs on purpose: text is drawn from the reader's own fonts.
    const complaints = validateStyleMin(style(dark, language)).filter(({ message }) => !message.includes('"glyphs"'));
    expect(complaints.map(({ message }) => message)).toEqual([]);
  });

  it('has the same layers in both themes, so that one can be exchanged for the other in place', () => {
    const skeleton = (dark: boolean) =>
      style(dark, 'zh').layers.map((layer) => [layer.id, Object.keys(layer.paint ?? {})]);
    expect(skeleton(true)).toEqual(skeleton(false));
  });

  it('draws every layer of the tiles', () => {
    const drawn = new Set(
      style(false, 'zh').layers.map((layer) => ('source-layer' in layer ? layer['source-layer'] : '')),
    );
    for (const layer of basemapLayers) expect(drawn, layer).toContain(layer);
  });

  it('has the slots in their order, points and labels above the names of the base map', () => {
    const ids = style(false, 'zh').layers.map(({ id }) => id);
    expect(ids.filter((id) => slots.some((slot) => slot === id))).toEqual([...slots]);
    expect(ids.indexOf('slot-fill')).toBeLessThan(ids.indexOf('building'));
    expect(ids.indexOf('slot-line')).toBeLessThan(ids.indexOf('label-place'));
    expect(ids.indexOf('label-place')).toBeLessThan(ids.indexOf('slot-point'));
  });
});
