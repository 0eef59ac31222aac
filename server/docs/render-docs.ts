import { problemCatalogue } from '../../geodata/schema/problems';
import type { ProblemEntry } from '../../geodata/schema/problems';
import { docsStyle } from './docs-style';
import { docsTexts } from './docs-texts';
import type { DocsTexts } from './docs-texts';
import { Html, html } from './html';
import type { ApiDocument, Operation } from './open-api';
import { renderProperties, renderType } from './render-schema';
import { summariesZh } from './summaries-zh';

/** Stands in examples for the address of the server, which is known when the page is asked for. */
export const EXAMPLE_ORIGIN = 'http://getu.invalid';

interface Entry {
  method: string;
  path: string;
  operation: Operation;
  summary: string;
}

/** The page at /api/docs: operations by subject, schemas, problem codes. Needs no script. */
export function renderDocs(document: ApiDocument, language: 'zh' | 'en'): string {
  const texts = docsTexts[language];
  const entries = listEntries(document, language);
  const tags = [...new Set(entries.map(({ operation }) => operation.tags?.[0] ?? ''))];
  const other = language === 'zh' ? 'en' : 'zh';
  const page = html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${texts.title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(docsStyle)}
        </style>
      </head>
      <body>
        <nav aria-label="${texts.contents}">
          <p class="brand"><a href="/">格图 Getu</a> <span>API</span></p>
          <p class="tools">
            <a href="?lang=${other}" lang="${other}">${docsTexts[other].ownName}</a>
            <a href="/api/openapi.json">OpenAPI 3.1</a>
          </p>
          ${tags.map((tag) => renderMenu(tag, entries, texts))}
          <h2><a href="#schemas">${texts.schemas}</a></h2>
          <h2><a href="#problems">${texts.problems}</a></h2>
        </nav>
        <main>
          <h1>${texts.title}</h1>
          ${texts.introduction.map((line) => html`<p>${line}</p>`)}
          <pre><code>curl '${EXAMPLE_ORIGIN}/api/places/guan/coverage?kind=elder-canteen&amp;minutes=15'</code></pre>
          ${tags.map(
            (tag) =>
              html`<section>
                <h2 id="tag-${tag}">${texts.tags[tag] ?? tag}</h2>
                ${entries.filter(({ operation }) => operation.tags?.[0] === tag).map((entry) => renderEntry(entry, texts))}
              </section>`,
          )}
          ${renderSchemas(document, texts)} ${renderProblems(texts, language)}
        </main>
      </body>
    </html>`;
  return page.text;
}

function listEntries(document: ApiDocument, language: 'zh' | 'en'): Entry[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const chinese = summariesZh[`${method} ${path.replace(/^\/api/, '')}`];
      return { method, path, operation, summary: (language === 'zh' && chinese) || (operation.summary ?? '') };
    }),
  );
}

function renderMenu(tag: string, entries: readonly Entry[], texts: DocsTexts): Html {
  const own = entries.filter(({ operation }) => operation.tags?.[0] === tag);
  return html`<h2><a href="#tag-${tag}">${texts.tags[tag] ?? tag}</a></h2>
    <ul>
      ${own.map(
        ({ method, path, operation, summary }) =>
          html`<li>
            <a href="#${operation.operationId}" title="${summary}"
              ><i class="${method}">${method}</i>${shortPath(path)}</a
            >
          </li>`,
      )}
    </ul>`;
}

function shortPath(path: string): string {
  return path.replace('/api', '').replace('/places/{place}/', '…/');
}

function renderEntry({ method, path, operation, summary }: Entry, texts: DocsTexts): Html {
  const parameters = operation.parameters ?? [];
  return html`<article id="${operation.operationId}">
    <h3><a href="#${operation.operationId}">${summary}</a></h3>
    <p class="address"><i class="${method}">${method}</i><code>${path}</code></p>
    ${operation.description && html`<p>${operation.description}</p>`}
    ${
      parameters.length > 0 &&
      html`<table>
        <thead>
          <tr>
            <th>${texts.parameter}</th>
            <th>${texts.type}</th>
            <th>${texts.meaning}</th>
          </tr>
        </thead>
        <tbody>
          ${parameters.map(
            (parameter) =>
              html`<tr>
                <td><code>${parameter.name}</code>${parameter.required && html`<b title="${texts.required}">*</b>`}</td>
                <td>${renderType(parameter.schema)} <small>${texts.places[parameter.in] ?? parameter.in}</small></td>
                <td>${parameter.description}</td>
              </tr>`,
          )}
        </tbody>
      </table>`
    }
    ${
      operation.requestBody &&
      html`<h4>${texts.body}</h4>
        ${renderContent(operation.requestBody.content)}`
    }
    <h4>${texts.answers}</h4>
    ${Object.entries(operation.responses).map(
      ([status, response]) =>
        html`<p><b class="status">${status === 'default' ? '4xx' : status}</b> ${response.description}</p>
          ${renderContent(response.content)}`,
    )}
  </article>`;
}

function renderContent(content: Operation['responses'][string]['content']): Html {
  return html`<ul class="content">
    ${Object.entries(content ?? {}).map(
      ([type, { schema }]) => html`<li><code>${type}</code> ${renderType(schema)}</li>`,
    )}
  </ul>`;
}

function renderSchemas(document: ApiDocument, texts: DocsTexts): Html {
  const schemas = Object.entries(document.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  return html`<section>
    <h2 id="schemas">${texts.schemas}</h2>
    ${schemas.map(([name, schema]) => {
      const rows = renderProperties(schema, texts.required);
      return html`<article id="schema-${name}">
        <h3><a href="#schema-${name}">${name}</a></h3>
        ${schema.description && html`<p>${schema.description}</p>`}
        ${
          rows.length > 0
            ? html`<table>
                <thead>
                  <tr>
                    <th>${texts.field}</th>
                    <th>${texts.type}</th>
                    <th>${texts.meaning}</th>
                  </tr>
                </thead>
                <tbody>
                  ${rows}
                </tbody>
              </table>`
            : html`<p>${renderType(schema)}</p>`
        }
      </article>`;
    })}
  </section>`;
}

function renderProblems(texts: DocsTexts, language: 'zh' | 'en'): Html {
  const problems: [string, ProblemEntry][] = Object.entries(problemCatalogue);
  return html`<section>
    <h2 id="problems">${texts.problems}</h2>
    <p>${texts.problemsIntroduction}</p>
    <table>
      <thead>
        <tr>
          <th>${texts.code}</th>
          <th>${texts.status}</th>
          <th>${texts.meaning}</th>
        </tr>
      </thead>
      <tbody>
        ${problems
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(
            ([code, entry]) =>
              html`<tr id="${code}">
                <td><code>${code}</code></td>
                <td>${entry.status}</td>
                <td>${entry[language]}</td>
              </tr>`,
          )}
      </tbody>
    </table>
  </section>`;
}
