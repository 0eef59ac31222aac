import { describe, expect, it } from 'vitest';
import { viewParam } from '../../../../web/state/view-url';

describe('view in the URL', () => {
  it('comes back as it was written, to a metre', () => {
    const text = viewParam.format({ zoom: 14.25, lat: 39.437118, lng: 116.298764 });
    expect(text).toBe('@14.25/39.43712/116.29876');
    expect(viewParam.parse(text ?? '')).toEqual({ zoom: 14.25, lat: 39.43712, lng: 116.29876 });
  });

  it('reads the southern and western halves', () => {
    expect(viewParam.parse('@9/-30.03/-51.2')).toEqual({ zoom: 9, lat: -30.03, lng: -51.2 });
  });

  it.each(['', '14/39/116', '@14/39', '@14/99/116', '@14/39/190', '@99/39/116', '@a/b/c', '@14/39/116/0'])(
    'refuses %j',
    (text) => {
      expect(viewParam.parse(text)).toBeNull();
    },
  );
});
