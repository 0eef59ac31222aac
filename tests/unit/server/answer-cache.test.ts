import { describe, expect, it } from 'vitest';
import { createAnswerCache } from '../../../server/services/answer-cache';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A cache of texts, a byte a character; a text that begins with `!` is not kept. */
function cacheOf(limit: number) {
  const made: string[] = [];
  const cache = createAnswerCache<string>(limit, (text) => (text.startsWith('!') ? null : text.length));
  const get = async (key: string, text: string): Promise<string> => {
    const answer = await cache.get(key, () => {
      made.push(key);
      return Promise.resolve(text);
    });
    await settled();
    return answer;
  };
  return { cache, made, get };
}

describe('answers ready to send', () => {
  it('are made once, also for two who ask at once', async () => {
    const { cache, made } = cacheOf(100);
    const make = () => {
      made.push('a');
      return Promise.resolve('text');
    };
    expect(await Promise.all([cache.get('a', make), cache.get('a', make)])).toEqual(['text', 'text']);
    await settled();
    expect(await cache.get('a', make)).toBe('text');
    expect(made).toEqual(['a']);
  });

  it('go least recently used first where all together exceed the limit', async () => {
    const { made, get } = cacheOf(10);
    await get('a', '1234');
    await get('b', '1234');
    await get('a', '1234');
    await get('c', '1234');
    expect(made).toEqual(['a', 'b', 'c']);
    await get('a', '1234');
    await get('b', '1234');
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are not kept where they are no answer, larger than all the room, or were never made', async () => {
    const { cache, made, get } = cacheOf(10);
    await get('problem', '!');
    await get('large', '12345678901');
    await expect(cache.get('bug', () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
    await settled();
    await get('problem', '!');
    await get('large', '12345678901');
    expect(await get('bug', 'text')).toBe('text');
    expect(made).toEqual(['problem', 'large', 'problem', 'large', 'bug']);
  });
});
