import { describe, expect, it } from 'vitest';
import { scaleOpacity } from '../../../../web/map/scale-opacity';
import { groupOfLayer } from '../../../../web/state/layer-groups';

describe('opacity of a layer', () => {
  it('is scaled where it is a number, missing, by zoom or by feature', () => {
    expect(scaleOpacity(0.4, 0.5)).toBe(0.2);
    expect(scaleOpacity(undefined, 0.5)).toBe(0.5);
    expect(scaleOpacity(['interpolate', ['linear'], ['zoom'], 14, 0, 15, 1], 0.5)).toEqual([
      'interpolate',
      ['linear'],
      ['zoom'],
      14,
      0,
      15,
      0.5,
    ]);
    expect(scaleOpacity(['step', ['zoom'], 1, 12, 0.5], 0.5)).toEqual(['step', ['zoom'], 0.5, 12, 0.25]);
    const byFeature = ['case', ['boolean', ['feature-state', 'hover'], false], 0.6, 0.3];
    expect(scaleOpacity(byFeature, 0.5)).toEqual(['*', 0.5, byFeature]);
  });

  it('belongs to the group its id begins with; what is drawn and measured to none', () => {
    expect(groupOfLayer('plan-grid-fill')?.id).toBe('grids');
    expect(groupOfLayer('label-water')?.id).toBe('labels');
    expect(groupOfLayer('waterway')?.id).toBe('water');
    for (const id of ['plan-sketch-line', 'found-line', 'measure-line', 'slot-fill', 'background'])
      expect(groupOfLayer(id), id).toBeUndefined();
  });
});
