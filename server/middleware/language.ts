import type { Context } from 'hono';

export type Language = 'zh' | 'en';

/**
 * Language of texts in the answer: `?lang=`, else the best of Accept-Language. Chinese where it is asked for or nothing
 * is; English for every other language, which we do not speak.
 */
export function languageOf(c: Context): Language {
  const asked = c.req.query('lang');
  if (asked) return asked.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  const ranked = (c.req.header('Accept-Language') ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag, weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter(({ tag, weight }) => weight > 0 && tag !== '' && tag !== '*')
    .sort((a, b) => b.weight - a.weight);
  const spoken = ranked.find(({ tag }) => tag.startsWith('zh') || tag.startsWith('en')) ?? ranked[0];
  return !spoken || spoken.tag.startsWith('zh') ? 'zh' : 'en';
}
