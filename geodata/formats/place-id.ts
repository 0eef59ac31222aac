import { pinyin } from 'pinyin-pro';

/**
 * An id for a place of words of any language: Latin letters as they are, Chinese in pinyin; lower-case letters and digits
 * with hyphens, at most 40 characters. Empty where the words have none.
 */
export function placeIdOf(words: string): string {
  return pinyin(words.normalize('NFKD'), { toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}
