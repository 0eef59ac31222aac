import { describe, expect, it } from 'vitest';
import { formatSelection, parseSelection } from '../../../../web/state/selection';

describe('selection in the URL', () => {
  it('keeps colons inside an id', () => {
    const selection = { kind: 'base-unit', id: 'osm:way:42' } as const;
    expect(formatSelection(selection)).toBe('base-unit:osm:way:42');
    expect(parseSelection('base-unit:osm:way:42')).toEqual(selection);
  });

  it.each(['', 'grid', 'grid:', ':g-1', 'planet:earth'])('refuses %j', (text) => {
    expect(parseSelection(text)).toBeNull();
  });
});
