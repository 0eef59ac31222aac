import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../request-variables';

/** Which methods an address of the API takes, read from the routes when first asked. HEAD comes with GET. */
export function routeMethods(app: OpenAPIHono<AppEnv>): (path: string) => readonly string[] {
  let patterns: { method: string; pattern: RegExp }[] | null = null;
  return (path) => {
    patterns ??= app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map((route) => ({ method: route.method, pattern: toPattern(route.path) }));
    const methods = new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
    if (methods.has('GET')) methods.add('HEAD');
    return [...methods].sort();
  };
}

/** `/places/:place/tiles/:y{[0-9]+\.mvt}` as a regular expression. */
function toPattern(path: string): RegExp {
  const source = path
    .split('/')
    .map((part) => {
      const parameter = /^:[^{]+(?:\{(.+)\})?$/.exec(part);
      if (parameter) return `(?:${parameter[1] ?? '[^/]+'})`;
      return part === '*' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('/');
  return new RegExp(`^${source}$`);
}
