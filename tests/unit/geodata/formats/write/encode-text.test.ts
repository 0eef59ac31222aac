import { describe, expect, it } from 'vitest';
import { encodeText } from '../../../../../geodata/formats/write/encode-text';

describe('encodeText', () => {
  it('writes GB18030 that every decoder reads back, two bytes where GBK has the character', () => {
    const texts = ['网格员 12', '𠮷野家 € ﷼', 'ḿ ǹ ⺁ ㄅ ', 'Ünïcödé', '\u{10ffff}\u{10000}', ''];
    for (const text of texts)
      expect(new TextDecoder('gb18030', { fatal: true }).decode(encodeText(text, 'gb18030'))).toBe(text);
    expect([...encodeText('网格', 'gb18030')]).toEqual([0xcd, 0xf8, 0xb8, 0xf1]);
    expect(new TextDecoder('gbk', { fatal: true }).decode(encodeText('清渠镇', 'gb18030'))).toBe('清渠镇');
  });

  it('reaches every public character of the basic plane', () => {
    const decoder = new TextDecoder('gb18030');
    const wrong: string[] = [];
    for (let point = 0x80; point < 0x10000; point += 7) {
      // Halves of pairs stand for nothing, and of the private area GB18030-2022 gave some codes to real characters.
      if (point >= 0xd800 && point < 0xf900) continue;
      const text = String.fromCharCode(point);
      if (decoder.decode(encodeText(text, 'gb18030')) !== text) wrong.push(point.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});
