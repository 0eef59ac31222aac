import { describe, expect, it } from 'vitest';
import { elderGroup, isForElders } from '../../../../web/state/elder-walker';

describe('the walker of a service for elders', () => {
  it('is the slowest group of elders the profile has', () => {
    expect(elderGroup(['adult', '60-74', '75+', 'frail'])).toBe('75+');
    expect(elderGroup(['adult', '60-74'])).toBe('60-74');
    expect(elderGroup(['adult', 'child'])).toBeNull();
  });

  it('is meant for canteens and day care, not for others', () => {
    expect([isForElders('elder-canteen'), isForElders('elder-care')]).toEqual([true, true]);
    expect([isForElders('clinic'), isForElders('library'), isForElders(null)]).toEqual([false, false, false]);
  });
});
