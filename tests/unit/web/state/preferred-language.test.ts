import { expect, it } from 'vitest';
import { preferredLanguage } from '../../../../web/state/session';

it('speaks Chinese with whoever reads it, English with everybody else', () => {
  for (const languages of [['zh-CN'], ['zh'], ['zh-Hant-TW', 'en'], ['en-US', 'ZH-cn'], ['fr', 'en', 'zh-HK']]) {
    expect(preferredLanguage(languages)).toBe('zh-CN');
  }
  for (const languages of [['en-US'], ['fr', 'de'], ['zha'], []]) expect(preferredLanguage(languages)).toBe('en');
});
