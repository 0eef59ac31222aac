import { describe, expect, it } from 'vitest';
import {
  formatArea,
  formatDate,
  formatDateTime,
  formatDistance,
  formatFraction,
  formatMinutes,
  formatNumber,
  formatShare,
  formatTime,
} from '../../../../web/ui/format';

describe('format', () => {
  it('writes numbers with thousands and never minus zero', () => {
    expect(formatNumber(12345, 'zh-CN')).toBe('12,345');
    expect(formatNumber(-0.2, 'zh-CN')).toBe('0');
    expect(formatNumber(2.345, 'en', 1)).toBe('2.3');
  });

  it('shows a dash for what is not known', () => {
    expect(formatNumber(null, 'zh-CN')).toBe('—');
    expect(formatNumber(Number.NaN, 'zh-CN')).toBe('—');
    expect(formatShare(3, 0, 'zh-CN')).toBe('—');
    expect(formatArea(null, 'en')).toBe('—');
    expect(formatDate(null, 'en', 'UTC')).toBe('—');
    expect(formatDateTime('nonsense', 'en', 'UTC')).toBe('—');
  });

  it('writes shares with one decimal', () => {
    expect(formatShare(412, 530, 'zh-CN')).toBe('77.7%');
    expect(formatFraction(1412, 5300, 'zh-CN')).toBe('1,412/5,300');
  });

  it('chooses the unit of areas and distances', () => {
    expect(formatArea(530, 'zh-CN')).toBe('530 m²');
    expect(formatArea(99_999, 'zh-CN')).toBe('99,999 m²');
    expect(formatArea(1_234_567, 'zh-CN')).toBe('1.23 km²');
    expect(formatArea(697_000_000, 'zh-CN')).toBe('697.0 km²');
    expect(formatDistance(870, 'en')).toBe('870 m');
    expect(formatDistance(1540, 'en')).toBe('1.5 km');
  });

  it('writes minutes with a decimal below ten', () => {
    expect(formatMinutes(4.25 * 60_000, 'en')).toBe('4.3');
    expect(formatMinutes(9.97 * 60_000, 'en')).toBe('10');
    expect(formatMinutes(12.4 * 60_000, 'en')).toBe('12');
  });

  it('shows times in the zone of the place', () => {
    expect(formatDate('2026-03-04T18:00:00Z', 'zh-CN', 'Asia/Shanghai')).toBe('2026-03-05 周四');
    expect(formatDate('2026-03-05', 'zh-CN', 'America/New_York')).toBe('2026-03-05 周四');
    expect(formatDateTime('2026-03-04T18:05:00Z', 'en', 'Asia/Shanghai')).toBe('2026-03-05 Thu 02:05');
    expect(formatTime('2026-03-04T16:00:00Z', 'zh-CN', 'Asia/Shanghai')).toBe('00:00');
  });
});
