import { LATTICE_PER_DEGREE } from '../schema/coordinates';
import type { MultiPolygon, Ring } from '../schema/coordinates';

const [COMMA, DOT, MINUS, ZERO, OPEN, CLOSE] = [44, 46, 45, 48, 91, 93] as const;
/** A coordinate takes at most so many bytes: `-180.1234567` and a comma. */
const MOST_BYTES = 13;

/** JSON text in the making, as UTF-8, for answers that are mostly coordinates. */
export interface JsonBytes {
  /** Adds text that holds no character above U+007F as it is. */
  addText(text: string): void;
  /** Adds what `multiPolygonToGeoJson` makes: equal when it is read, without the objects in between. */
  addGeometry(polygons: MultiPolygon): void;
  /** All of it so far. */
  bytes(): Uint8Array;
}

/** Begins an empty text. */
export function createJsonBytes(): JsonBytes {
  let buffer = new Uint8Array(65_536);
  let length = 0;

  function reserve(more: number): void {
    if (length + more <= buffer.length) return;
    const wider = new Uint8Array(2 * (length + more));
    wider.set(buffer);
    buffer = wider;
  }

  function addText(text: string): void {
    reserve(text.length);
    for (let i = 0; i < text.length; i++) buffer[length++] = text.charCodeAt(i);
  }

  /** Degrees of lattice units, without the zeros at the end. */
  function addDegrees(units: number): void {
    let rest = units;
    if (rest < 0) {
      buffer[length++] = MINUS;
      rest = -rest;
    }
    const whole = Math.floor(rest / LATTICE_PER_DEGREE);
    rest -= whole * LATTICE_PER_DEGREE;
    if (whole >= 100) buffer[length++] = ZERO + Math.floor(whole / 100);
    if (whole >= 10) buffer[length++] = ZERO + (Math.floor(whole / 10) % 10);
    buffer[length++] = ZERO + (whole % 10);
    if (rest === 0) return;
    buffer[length++] = DOT;
    for (let unit = LATTICE_PER_DEGREE / 10; rest > 0; unit /= 10) {
      const digit = Math.floor(rest / unit);
      buffer[length++] = ZERO + digit;
      rest -= digit * unit;
    }
  }

  function addPosition(x: number, y: number): void {
    buffer[length++] = OPEN;
    addDegrees(x);
    buffer[length++] = COMMA;
    addDegrees(y);
    buffer[length++] = CLOSE;
  }

  function addRing(ring: Ring): void {
    reserve((ring.length + 2) * (MOST_BYTES + 2) + 2);
    buffer[length++] = OPEN;
    for (let i = 0; i < ring.length; i += 2) {
      addPosition(ring[i]!, ring[i + 1]!);
      buffer[length++] = COMMA;
    }
    addPosition(ring[0]!, ring[1]!);
    buffer[length++] = CLOSE;
  }

  function addList<T>(items: readonly T[], add: (item: T) => void): void {
    addText('[');
    items.forEach((item, i) => {
      if (i > 0) addText(',');
      add(item);
    });
    addText(']');
  }

  return {
    addText,
    addGeometry(polygons) {
      const [only] = polygons;
      addText(`{"type":"${polygons.length === 1 ? 'Polygon' : 'MultiPolygon'}","coordinates":`);
      if (only && polygons.length === 1) addList(only, addRing);
      else addList(polygons, (polygon) => addList(polygon, addRing));
      addText('}');
    },
    bytes: () => buffer.subarray(0, length),
  };
}
