const hole = /\{([^{}]+)\}/g;

/** The columns a template names. */
export function templateColumns(template: string): string[] {
  return [...template.matchAll(hole)].map((match) => match[1]!);
}

/** The template with each `{column}` replaced; a column without a value leaves nothing behind. */
export function fillTemplate(template: string, valueOf: (column: string) => string): string {
  return template
    .replace(hole, (_, column: string) => valueOf(column))
    .replace(/\s+/g, ' ')
    .trim();
}
