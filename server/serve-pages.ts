import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { App } from './app';

const immutable = 'public, max-age=31536000, immutable';

/**
 * Serves the built console beside the API. Files under /assets have their content's hash in the name and are kept for
 * a year; the page itself is asked for again each time. Any other address is the page, whose router takes it from there.
 * With `opensOn`, the bare address leads to that place. Goes on after the API, which has answered everything below /api.
 */
export function servePages(app: App, webDir: string, opensOn: string | null): void {
  const page = join(webDir, 'index.html');
  const files = serveStatic({
    root: webDir,
    onFound: (_path, c) => {
      c.header('Cache-Control', c.req.path.startsWith('/assets/') ? immutable : 'no-cache');
    },
  });
  if (opensOn !== null) {
    app.get('/', (c) => {
      c.header('Cache-Control', 'no-store');
      return c.redirect(`/${opensOn}`);
    });
  }
  app.get('*', async (c, next) => {
    if (c.req.path === '/' || c.req.path === '/index.html') return next();
    return files(c, next);
  });
  app.get('*', async (c, next) => {
    // A file that is missing is missing; only addresses without an extension are places in the console.
    const isFile = /\.[a-z0-9]{1,8}$/i.test(c.req.path) && c.req.path !== '/index.html' && !c.req.path.includes('@');
    if (isFile || !existsSync(page)) return next();
    c.header('Cache-Control', 'no-cache');
    return c.html(await readFile(page, 'utf8'));
  });
}
