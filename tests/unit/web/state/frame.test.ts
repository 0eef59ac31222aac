import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { useFrame } from '../../../../web/state/frame';

describe('the question for a name before something is saved', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('stops what was to be saved where it is cancelled, and is asked again next time', async () => {
    const frame = useFrame();
    const first = frame.askAuthorOnce('');
    expect(frame.authorAsked).toBe(true);
    frame.answerAuthor(false);
    expect(await first).toBe(false);
    expect(frame.authorAsked).toBe(false);
    const second = frame.askAuthorOnce('');
    expect(frame.authorAsked).toBe(true);
    frame.answerAuthor(true);
    expect(await second).toBe(true);
  });

  it('is asked once of whoever goes on without a name, and never of who has one', async () => {
    const frame = useFrame();
    expect(await frame.askAuthorOnce('张敏')).toBe(true);
    expect(frame.authorAsked).toBe(false);
    const asked = frame.askAuthorOnce(' ');
    frame.answerAuthor(true);
    expect(await asked).toBe(true);
    expect(await frame.askAuthorOnce('')).toBe(true);
    expect(frame.authorAsked).toBe(false);
  });

  it('lets only the last of two acts go on', async () => {
    const frame = useFrame();
    const first = frame.askAuthorOnce('');
    const second = frame.askAuthorOnce('');
    frame.answerAuthor(true);
    expect([await first, await second]).toEqual([false, true]);
  });
});
