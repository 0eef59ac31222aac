import { html } from './html';
import type { Html } from './html';
import type { SchemaNode } from './open-api';

/** A type in one line: `Grid[]`, `string | null`, `'draft' | 'published'`; names link to their table. */
export function renderType(schema: SchemaNode | undefined): Html {
  if (!schema) return html`–`;
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum) return union(schema.enum.map((value) => html`<code>${JSON.stringify(value)}</code>`));
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return union(alternatives.map(renderType));
  if (schema.allOf) return join(schema.allOf.map(renderType), ' & ');
  const types = [schema.type ?? []].flat();
  return types.length === 0 ? html`any` : union(types.map((type) => renderPlain(type, schema)));
}

/** Properties of an object as rows of a table; nested objects follow indented. */
export function renderProperties(schema: SchemaNode, requiredMark: string, depth = 0): Html[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const inner = property.type === 'array' ? property.items : property;
    const nested = depth < 3 && inner?.properties ? renderProperties(inner, requiredMark, depth + 1) : [];
    const isRequired = schema.required?.includes(name);
    return [
      html`<tr>
        <td class="d${depth}"><code>${name}</code>${isRequired && html`<b title="${requiredMark}">*</b>`}</td>
        <td>${renderType(property)}</td>
        <td>${property.description ?? inner?.description}</td>
      </tr>`,
      ...nested,
    ];
  });
}

function renderPlain(type: string, schema: SchemaNode): Html {
  if (type === 'array') {
    if (schema.prefixItems) return html`[${join(schema.prefixItems.map(renderType), ', ')}]`;
    return html`${renderType(schema.items)}[]`;
  }
  if (type !== 'object') return html`${schema.format === 'binary' ? 'binary' : type}`;
  if (schema.properties) return html`{ ${Object.keys(schema.properties).join(', ')} }`;
  if (typeof schema.additionalProperties === 'object')
    return html`{ [key]: ${renderType(schema.additionalProperties)} }`;
  return html`object`;
}

function union(parts: Html[]): Html {
  return join(parts, ' | ');
}

function join(parts: readonly Html[], separator: string): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${separator}${part}`))}`;
}
