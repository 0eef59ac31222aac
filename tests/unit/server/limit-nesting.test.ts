import { describe, expect, it } from 'vitest';
import { isNestedDeeper } from '../../../server/middleware/limit-nesting';

describe('isNestedDeeper', () => {
  it('counts open brackets of both kinds', () => {
    expect(isNestedDeeper('[{"a":[1]}]', 3)).toBe(false);
    expect(isNestedDeeper('[{"a":[1]}]', 2)).toBe(true);
  });
  it('does not count siblings', () => {
    expect(isNestedDeeper(`[${'[],'.repeat(1000)}[]]`, 2)).toBe(false);
  });
  it('passes over brackets and escaped quotes in strings', () => {
    expect(isNestedDeeper('["[[[[\\"[[[", "\\\\"]', 1)).toBe(false);
  });
  it('judges broken text as well', () => {
    expect(isNestedDeeper('['.repeat(70), 64)).toBe(true);
  });
});
