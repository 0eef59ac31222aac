import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { locateJsonFault } from '../locate-json-fault';

/** Characters of one piece (one feature) above which a file is refused instead of being held in memory. */
const pieceLimit = 64 * 1024 * 1024;
/** Brackets inside brackets above which a file is refused: no format nests so deep. */
const depthLimit = 500;

const LINE_FEED = 10;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;

/** Who is told of the pieces. */
export interface PieceSink {
  /** The list begins. */
  list(): void;
  /** One entry of the list, parsed and as it was written; `false` ends the reading. */
  item(value: unknown, text: string): boolean | void;
  /** Another member of the object. */
  member(name: string, value: unknown): void;
  /** The whole text, where it is no object. */
  root(value: unknown): void;
}

/** Pieces are collected in the first four; in the others only brackets, commas, colons and spaces may come. */
type State =
  'key' | 'value' | 'item' | 'root' | 'start' | 'key-or-end' | 'key-next' | 'colon' | 'list-or-value' | 'next' | 'end';

/**
 * Takes the outermost object of a JSON text apart while the text comes in: the entries of one list one by one, other
 * members whole. It only finds where a piece ends; the engine's own parser reads the piece. So no more than one piece
 * is held, it is nearly as fast as parsing at once, and a fault has its line and column in the whole text.
 */
export class JsonPieces {
  #state: State = 'start';
  #name = '';
  #parts: string[] = [];
  #length = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #isFirstItem = false;
  /** Where the piece under way began. */
  #from = { line: 1, column: 1 };
  #line = 1;
  /** Offset, in the text under way, of the beginning of the current line; negative where that was in an earlier text. */
  #lineStart = 0;

  constructor(
    private readonly file: string,
    private readonly listName: string,
    private readonly sink: PieceSink,
  ) {}

  /** Takes the next text in; `false` where the sink wants no more. */
  push(text: string): Result<boolean> {
    let at = 0;
    while (at < text.length) {
      if (!this.#isCollecting()) {
        const next = this.#step(text.charCodeAt(at), at);
        if (next === null) return this.#faultAt(at);
        at += next;
        continue;
      }
      const end = this.#scan(text, at);
      const to = end < 0 ? text.length : end;
      this.#parts.push(text.slice(at, to));
      this.#length += to - at;
      if (this.#length > pieceLimit) return fail('file.piece-too-large', { file: this.file, line: this.#from.line });
      if (this.#depth > depthLimit) return fail('file.too-deep', { file: this.file, line: this.#line });
      if (end < 0) break;
      const goesOn = this.#finish(text.charCodeAt(end), end);
      if (!goesOn.ok || !goesOn.value) return goesOn;
      at = end + 1;
    }
    this.#lineStart -= text.length;
    return ok(true);
  }

  /** Tells that no more text comes. */
  end(): Result<true> {
    if (this.#state === 'end') return ok(true);
    if (this.#state !== 'root') return this.#faultAt(0);
    const value = this.#parse(this.#parts.join(''));
    if (!value.ok) return value;
    this.sink.root(value.value);
    return ok(true);
  }

  #isCollecting(): boolean {
    return this.#state === 'key' || this.#state === 'value' || this.#state === 'item' || this.#state === 'root';
  }

  /** Goes over one character between pieces: how far to go on, or null where it cannot stand there. */
  #step(code: number, at: number): 0 | 1 | null {
    if (code === LINE_FEED) this.#feed(at);
    if (code === LINE_FEED || code === 32 || code === 9 || code === 13) return 1;
    const take = (state: State): 1 => {
      this.#state = state;
      return 1;
    };
    const collect = (state: State, from: number): 0 | 1 => {
      this.#collect(state, from);
      return from === at ? 0 : 1;
    };
    switch (this.#state) {
      case 'start':
        return code === OPEN ? take('key-or-end') : collect('root', at);
      case 'key-or-end':
        if (code === CLOSE) return take('end');
        return code === QUOTE ? collect('key', at + 1) : null;
      case 'key-next':
        return code === QUOTE ? collect('key', at + 1) : null;
      case 'colon':
        return code === COLON ? take('list-or-value') : null;
      case 'list-or-value':
        if (code !== OPEN_LIST || this.#name !== this.listName) return collect('value', at);
        this.sink.list();
        this.#isFirstItem = true;
        return collect('item', at + 1);
      case 'next':
        return code === COMMA ? take('key-next') : code === CLOSE ? take('end') : null;
      default:
        return null;
    }
  }

  #collect(state: State, from: number): void {
    this.#state = state;
    this.#parts = [];
    this.#length = 0;
    this.#depth = 0;
    this.#inString = state === 'key';
    this.#escaped = false;
    this.#from = { line: this.#line, column: from - this.#lineStart + 1 };
  }

  #feed(at: number): void {
    this.#line++;
    this.#lineStart = at + 1;
  }

  /** The offset of the character that ends the piece under way (and is no part of it), or -1. */
  #scan(text: string, from: number): number {
    const isRoot = this.#state === 'root';
    const isKey = this.#state === 'key';
    let depth = this.#depth;
    let inString = this.#inString;
    let escaped = this.#escaped;
    let at = from;
    let end = -1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (inString) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) {
          inString = false;
          if (isKey) break;
        } else if (code === LINE_FEED) this.#feed(at);
      } else if (code === QUOTE) inString = true;
      else if (code === OPEN_LIST || code === OPEN) {
        if (++depth > depthLimit) break;
      } else if (code === COMMA || code === CLOSE_LIST || code === CLOSE) {
        if (depth === 0 && !isRoot) break;
        if (code !== COMMA) depth--;
      } else if (code === LINE_FEED) this.#feed(at);
    }
    if (at < text.length) end = at;
    this.#depth = depth;
    this.#inString = inString;
    this.#escaped = escaped;
    return end;
  }

  /** Hands over the piece that ended before this character; `false` where no more is wanted. */
  #finish(code: number, at: number): Result<boolean> {
    const text = this.#parts.join('');
    if (this.#state === 'key') {
      this.#from.column--;
      const name = this.#parse(`"${text}"`);
      if (!name.ok) return name;
      this.#name = String(name.value);
      this.#state = 'colon';
      return ok(true);
    }
    const isEmptyList = this.#state === 'item' && this.#isFirstItem && code === CLOSE_LIST && text.trim() === '';
    if (isEmptyList) {
      this.#state = 'next';
      return ok(true);
    }
    const value = this.#parse(text);
    if (!value.ok) return value;
    if (this.#state === 'value') {
      if (code === CLOSE_LIST) return this.#faultAt(at);
      this.sink.member(this.#name, value.value);
      this.#state = code === COMMA ? 'key-next' : 'end';
      return ok(true);
    }
    if (code === CLOSE) return this.#faultAt(at);
    this.#isFirstItem = false;
    if (this.sink.item(value.value, text) === false) return ok(false);
    if (code === COMMA) this.#collect('item', at + 1);
    else this.#state = 'next';
    return ok(true);
  }

  #parse(text: string): Result<unknown> {
    try {
      return ok(JSON.parse(text));
    } catch {
      const { line, column } = locateJsonFault(text) ?? { line: 1, column: 1 };
      const from = this.#from;
      return this.#fault(from.line + line - 1, line === 1 ? from.column + column - 1 : column);
    }
  }

  #faultAt(at: number): Result<never> {
    return this.#fault(this.#line, at - this.#lineStart + 1);
  }

  #fault(line: number, column: number): Result<never> {
    return fail('file.not-json', { file: this.file, line, column });
  }
}
