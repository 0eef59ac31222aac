import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

it.each([
  ['', undefined, 'zh'],
  ['', '*', 'zh'],
  ['', 'zh-CN,en;q=0.8', 'zh'],
  ['', 'en-US,zh;q=0.8', 'en'],
  ['', 'fr-FR,fr;q=0.9', 'en'],
  ['', 'fr-FR,zh;q=0.5', 'zh'],
  ['', 'fr, zh;q=0', 'en'],
  ['?lang=fr', 'zh-CN', 'en'],
  ['?lang=en', 'zh-CN', 'en'],
  ['?lang=zh-Hant', 'en', 'zh'],
] as const)('of the text for "%s" and Accept-Language %s', async (query, accepted, language) => {
  const response = await test.request(`/places/none${query}`, {
    headers: accepted === undefined ? {} : { 'Accept-Language': accepted },
  });
  const { detail } = (await response.json()) as { detail: string };
  expect(/\p{Script=Han}/u.test(detail) ? 'zh' : 'en').toBe(language);
});
