import type { Context } from 'hono';

export type Language = 'zh' | 'en';

/** Language of texts in the answer: `?lang=`, else the best of Accept-Language, else Chinese. */
export function languageOf(c: Context): Language {
  const asked = c.req.query('lang');
  if (asked) return asked.toLowerCase().startsWith('en') ? 'en' : 'zh';
  const ranked = (c.req.header('Accept-Language') ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag, weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter(({ tag, weight }) => weight > 0 && (tag.startsWith('zh') || tag.startsWith('en')))
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.tag.startsWith('en') ? 'en' : 'zh';
}
