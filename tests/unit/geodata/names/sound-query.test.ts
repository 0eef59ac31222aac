import { describe, expect, it } from 'vitest';
import { characterSounds, soundsOf } from '../../../../geodata/names/character-sounds';
import { nearlyBegins } from '../../../../geodata/names/nearly-begins';
import { soundQuery } from '../../../../geodata/names/sound-query';

const finds = (typed: string, name: string): boolean => soundQuery(typed)?.(name) !== null;

describe('a name by its sounds', () => {
  it('is found by initials, whole readings, their beginnings, and all mixed', () => {
    for (const typed of ['wcj', 'wenchangjie', 'wenchang jie', "wen'chang'jie", 'wencj', 'wchangj', 'wenchangji'])
      expect(finds(typed, '文昌街'), typed).toBe(true);
    for (const typed of ['文c街', '文chang', 'w昌j', 'wenc街', 'wchj'])
      expect(finds(typed, '文昌街'), typed).toBe(true);
    for (const typed of ['wjc', 'wenchangjiex', 'wa', 'wenjie', '文街x'])
      expect(finds(typed, '文昌街'), typed).toBe(false);
  });

  it('is found by every reading of a heteronym', () => {
    for (const typed of ['chaoyang', 'zhaoyang', 'cy', 'zy', 'zhy']) expect(finds(typed, '朝阳路'), typed).toBe(true);
    expect(finds('chongqing', '重庆路') && finds('zhongqing', '重庆路')).toBe(true);
  });

  it('takes v, u, yu and ü for ü', () => {
    for (const typed of ['lvdi', 'ludi', 'lyudi', 'lüdi']) expect(finds(typed, '绿地'), typed).toBe(true);
    expect(characterSounds('女'.charCodeAt(0))[0]).toBe('nv');
  });

  it('begins at a character, never within a reading, and says where', () => {
    expect(soundQuery('changjie')?.('文昌街')).toEqual({ start: 1, end: 3 });
    expect(soundQuery('enchang')?.('文昌街')).toBeNull();
    expect(soundQuery('3hl')?.('幸福小区13号楼')).toEqual({ start: 5, end: 8 });
  });

  it('stays quick where every character could be many things', () => {
    const start = performance.now();
    expect(finds('z'.repeat(28) + 'q', '之'.repeat(200))).toBe(false);
    expect(performance.now() - start).toBeLessThan(200);
    expect(soundQuery('a'.repeat(40))).toBeNull();
    expect(soundQuery('23')).toBeNull();
  });

  it('reads a text aloud', () => {
    expect(soundsOf('文昌街2号')).toEqual({ letters: 'wenchangjie2hao', starts: [0, 3, 8, 11, 12] });
  });
});

describe('one letter forgiven', () => {
  it('is missing, too many, wrong or swapped', () => {
    for (const word of ['chaoyag', 'chaoyanng', 'chaoyeng', 'choayang'])
      expect(nearlyBegins('chaoyang road', word), word).toBe(true);
    expect(nearlyBegins('chaoyang road', 'chaoyang')).toBe(true);
    expect(nearlyBegins('chaoyang', 'chaoyangs')).toBe(true);
  });

  it('is one, not two, not in short words, not the first', () => {
    for (const word of ['chaeyeng', 'haoyang', 'cha', 'chaoyangss', 'xhaoyang'])
      expect(nearlyBegins('chaoyang', word), word).toBe(false);
  });
});
