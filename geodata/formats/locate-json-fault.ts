/** Where a text stops being JSON, 1-based. */
export interface JsonFault {
  line: number;
  column: number;
}

/**
 * The place at which `text` stops being JSON (RFC 8259), or null where it is JSON. Engines word this differently and
 * often name no place at all, so it is looked up by a small scanner once `JSON.parse` has failed.
 */
export function locateJsonFault(text: string): JsonFault | null {
  const at = findFault(text);
  if (at === null) return null;
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { line, column: at - before.lastIndexOf('\n') };
}

const whitespace = /[ \t\n\r]*/y;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** Offset of the first character that cannot be there. Iterative, so that deep nesting cannot exhaust the stack. */
function findFault(text: string): number | null {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const open: ('[' | '{')[] = [];
  let expect: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'comma-or-end' = 'value';
  for (;;) {
    take(whitespace);
    const character = text[at];
    if (expect === 'value' || expect === 'value-or-end') {
      if (expect === 'value-or-end' && character === ']') {
        open.pop();
        at++;
      } else if (character === '[' || character === '{') {
        open.push(character);
        at++;
        expect = character === '[' ? 'value-or-end' : 'key-or-end';
        continue;
      } else if (!take(string) && !take(literal)) return at;
    } else if (expect === 'key' || expect === 'key-or-end') {
      if (expect === 'key-or-end' && character === '}') {
        open.pop();
        at++;
      } else {
        if (!take(string)) return at;
        take(whitespace);
        if (text[at] !== ':') return at;
        at++;
        expect = 'value';
        continue;
      }
    } else {
      const inside = open[open.length - 1];
      if (character === ',') {
        at++;
        expect = inside === '{' ? 'key' : 'value';
        continue;
      }
      if (character !== (inside === '{' ? '}' : ']')) return at;
      open.pop();
      at++;
    }
    if (open.length === 0) {
      take(whitespace);
      return at === text.length ? null : at;
    }
    expect = 'comma-or-end';
  }
}
