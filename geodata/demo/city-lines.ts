import { smoothCurve } from './curve';
import type { DrawnLine } from './arrange-lines';
import type { Metres } from './frame';
import type { Random } from './prng';
import { cityRoadWords } from './city-names';
import type { Warp } from './warp';

/** Offsets of the arterials in plan coordinates: columns run north, rows run east. Both hold 0 at `zero`. */
export interface CityLattice {
  columns: readonly number[];
  rows: readonly number[];
  zeroColumn: number;
  zeroRow: number;
}

/** Metres between two arterials. */
const spacing = [1040, 1330] as const;
/** Every third arterial goes on through the fields round the city. */
const throughEvery = 3;
/** The railway keeps this many columns east of the middle, the river this many rows south of it. */
const railColumn = 1;
const riverRow = -2;

export function drawLattice(reachMetres: number, random: Random): CityLattice {
  const offsets = (): { at: number[]; zero: number } => {
    const east = [0];
    while (east[east.length - 1]! < reachMetres) east.push(east[east.length - 1]! + random.between(...spacing));
    const west: number[] = [];
    for (let at = 0; at > -reachMetres;) west.unshift((at -= random.between(...spacing)));
    return { at: [...west, ...east], zero: west.length };
  };
  const columns = offsets();
  const rows = offsets();
  return { columns: columns.at, rows: rows.at, zeroColumn: columns.zero, zeroRow: rows.zero };
}

/**
 * The arterials: within the city all of them, through the fields every third. Rows and columns meet in a vertex of
 * both. Ring roads are the rows and columns nearest to where a ring belongs, as in a city laid out square.
 */
export function drawArterials(
  lattice: CityLattice,
  warp: Warp,
  isUrban: (at: Metres) => boolean,
  ringsAt: readonly number[],
  random: Random,
): DrawnLine[] {
  const { columns, rows, zeroColumn, zeroRow } = lattice;
  const words = random.shuffle(cityRoadWords);
  const nearestTo = (offsets: readonly number[], at: number): number =>
    offsets.reduce((best, offset, i) => (Math.abs(offset - at) < Math.abs(offsets[best]! - at) ? i : best), 0);
  const rings = ringsAt.map((metres) => ({
    west: nearestTo(columns, -metres),
    east: nearestTo(columns, metres),
    south: nearestTo(rows, -metres),
    north: nearestTo(rows, metres),
  }));
  const ringZh = ringsAt.length > 1 ? ['一环', '二环', '三环'] : ['环城'];
  const ringEn = ringsAt.length > 1 ? ['1st Ring', '2nd Ring', '3rd Ring'] : ['Ring'];
  const out: DrawnLine[] = [];
  const draw = (own: number, isRow: boolean): void => {
    const offsets = isRow ? rows : columns;
    const across = isRow ? columns : rows;
    const word = words.pop()!;
    const main = own === (isRow ? zeroRow : zeroColumn);
    const runs = main || Math.abs(own - (isRow ? zeroRow : zeroColumn)) % throughEvery === 0;
    const nameAt = (middle: number): { zh: string; en: string } => {
      for (const [k, ring] of rings.entries()) {
        const [low, high] = isRow ? [columns[ring.west]!, columns[ring.east]!] : [rows[ring.south]!, rows[ring.north]!];
        if (middle < low || middle > high) continue;
        const side = isRow
          ? own === ring.north
            ? ['北', 'North']
            : own === ring.south
              ? ['南', 'South']
              : null
          : own === ring.east
            ? ['东', 'East']
            : own === ring.west
              ? ['西', 'West']
              : null;
        if (side) return { zh: `${side[0]}${ringZh[k]}路`, en: `${side[1]} ${ringEn[k]} Road` };
      }
      const long = ringsAt.length > 1;
      const near = long && Math.abs(middle) < ringsAt[0]! * 1.4;
      const [partZh, partEn] = !long
        ? ['', '']
        : near
          ? ['中', ' Middle']
          : isRow
            ? middle > 0
              ? ['东', ' East']
              : ['西', ' West']
            : middle > 0
              ? ['北', ' North']
              : ['南', ' South'];
      return isRow
        ? { zh: `${word.zh}${partZh}路`, en: `${word.en}${partEn} Road` }
        : { zh: `${word.zh}${partZh}${long ? '大街' : '街'}`, en: `${word.en}${partEn} Street` };
    };
    const place = (at: number): Metres => warp(isRow ? [at, offsets[own]!] : [offsets[own]!, at]);
    let points: Metres[] = [];
    let name: { zh: string; en: string } | null = null;
    const finish = (): void => {
      if (name && points.length > 1) out.push({ class: 'arterial', name, points });
      points = [];
      name = null;
    };
    for (let k = 0; k + 1 < across.length; k++) {
      const [from, to] = [across[k]!, across[k + 1]!];
      if (!runs && !isUrban(place(from)) && !isUrban(place(to))) {
        finish();
        continue;
      }
      const here = nameAt((from + to) / 2);
      if (name && here.zh !== name.zh) finish();
      if (!name) points.push(place(from));
      name = here;
      for (let step = 1; step <= 4; step++) points.push(place(step === 4 ? to : from + ((to - from) * step) / 4));
    }
    finish();
  };
  for (let row = 0; row < rows.length; row++) draw(row, true);
  for (let column = 0; column < columns.length; column++) draw(column, false);
  return out;
}

/** The river: between two rows, over into the next ones here and there, always across the middle of a block. */
export function drawRiver(lattice: CityLattice, warp: Warp, random: Random): Metres[] {
  return drawBetween(
    lattice.columns,
    lattice.rows,
    lattice.zeroColumn + railColumn,
    lattice.zeroRow + riverRow,
    130,
    random,
  ).map(([along, off]) => warp([along, off]));
}

/** The railway: between two columns, straighter than the river; from south to north. */
export function drawRailway(lattice: CityLattice, warp: Warp, random: Random): Metres[] {
  return drawBetween(
    lattice.rows,
    lattice.columns,
    lattice.zeroRow + riverRow,
    lattice.zeroColumn + railColumn,
    40,
    random,
    5,
  ).map(([along, off]) => warp([off, along]));
}

/**
 * A line that runs along in the gap `gap` … `gap + 1` of `off`, and changes to a neighbouring gap in the middle of
 * some gaps of `along`; never near `fixed`, where the other such line crosses.
 */
function drawBetween(
  along: readonly number[],
  off: readonly number[],
  fixed: number,
  gap: number,
  meander: number,
  random: Random,
  every = 3,
): Metres[] {
  const middle = (g: number): number => (off[g]! + off[g + 1]!) / 2;
  const walk = (direction: 1 | -1): Metres[] => {
    const points: Metres[] = [];
    let at = gap;
    let since = 0;
    for (let i = direction === 1 ? fixed + 1 : fixed; i >= 0 && i < along.length; i += direction) {
      points.push([along[i]!, middle(at) + random.between(-meander, meander)]);
      const next = along[i + direction];
      if (next === undefined) break;
      since++;
      const step = random.chance(0.5) ? 1 : -1;
      const to = at + step;
      // Not back towards the middle of the town, where it would run through the oldest streets.
      if (since < every || to < 1 || to > off.length - 3 || Math.abs(to - gap) > 2 || Math.abs(middle(to)) < 900)
        continue;
      points.push([(along[i]! + next) / 2, (middle(at) + middle(to)) / 2]);
      at = to;
      since = 0;
    }
    return points;
  };
  const control = [...walk(-1).reverse(), ...walk(1)];
  return smoothCurve(control, 95);
}
