import type { AppDeps } from '../app-deps';
import { createRoutes } from '../app-env';
import { authorise } from '../middleware/authorise';
import { entityTag, notModified } from '../middleware/entity-tag';
import { languageOf } from '../middleware/language';
import { EXAMPLE_ORIGIN, renderDocs } from '../docs/render-docs';
import type { ApiDocument } from '../docs/open-api';

/** `/openapi.json` and `/docs`, the API described for programs and for people. Made once, when first asked for. */
export function createDocsRoutes({ config }: AppDeps, describe: () => ApiDocument) {
  let document: ApiDocument | null = null;
  const pages = new Map<string, string>();
  const middleware = authorise('service.read');
  return createRoutes()
    .get('/openapi.json', middleware, (c) => {
      const known = notModified(c, entityTag(config.build));
      if (known) return known;
      document ??= describe();
      return c.json(document);
    })
    .get('/docs', middleware, (c) => {
      const language = languageOf(c);
      c.header('Vary', 'Accept-Language', { append: true });
      const { origin } = new URL(c.req.url);
      const known = notModified(c, entityTag(config.build, language, origin));
      if (known) return known;
      document ??= describe();
      const page = pages.get(language) ?? renderDocs(document, language);
      pages.set(language, page);
      // The address the reader came by, so that the example can be pasted as it is.
      return c.html(page.replaceAll(EXAMPLE_ORIGIN, () => origin.replaceAll(/[^\w.:/[\]-]/g, '')));
    });
}
