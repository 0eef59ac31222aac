import type { Metres } from './frame';
import { clearIntervals, localBox, without } from './local-frame';
import type { CompoundYard, RowPath } from './lay-out-compound';
import type { Random } from './prng';
import type { Building, LandUse } from './town-parts';

/** How homes of a kind stand: metres, storeys, flats a stair and storey, share of slabs left out for a green. */
interface HomeStyle {
  depth: readonly [number, number];
  gap: readonly [number, number];
  storeys: readonly [number, number];
  stairWidth: number;
  flats: number;
  longest: number;
  left: number;
}

const styles: Partial<Record<LandUse, HomeStyle>> = {
  'homes-mixed': { depth: [11, 13], gap: [19, 24], storeys: [4, 6], stairWidth: 15, flats: 2, longest: 68, left: 0.06 },
  'homes-old': { depth: [9, 11], gap: [13, 17], storeys: [3, 4], stairWidth: 14, flats: 2, longest: 56, left: 0.03 },
  'homes-resettled': {
    depth: [11, 12],
    gap: [20, 23],
    storeys: [4, 6],
    stairWidth: 14,
    flats: 2,
    longest: 80,
    left: 0.02,
  },
};
/** Rows of slabs across a compound with a path between every two rows. */
export function placeSlabs(
  yard: CompoundYard,
  use: LandUse,
  mostHomes: number,
  random: Random,
): { buildings: Building[]; rows: RowPath[] } {
  const style = styles[use] ?? styles['homes-mixed']!;
  const depth = random.between(...style.depth);
  const gap = random.between(...style.gap);
  const { v0, v1 } = localBox(yard.wall);
  const height = v1 - v0 - 12;
  const count = Math.max(1, Math.floor((height + gap * 0.6) / (depth + gap)));
  const pitch = count > 1 ? Math.min((height - depth - 5) / (count - 1), (depth + gap) * 1.35) : 0;
  const rows: RowPath[] = [];
  const plots: Plot[] = [];
  for (let row = 0; row < count; row++) {
    const base = v0 + 9 + row * pitch;
    const top = base + depth;
    const free = clearIntervals(yard.wall, base - 2.5, top + 2.5).map(([a, b]) => [a + 5, b - 5] as const);
    let reach: [number, number] | null = null;
    for (const [a, b] of without(free, yard.spine - 5.5, yard.spine + 5.5)) {
      const length = b - a;
      const slabs = Math.max(1, Math.ceil((length + 9) / (style.longest + 9)));
      const stairs = Math.floor((length - (slabs - 1) * 9) / slabs / style.stairWidth);
      if (stairs < 1) continue;
      const slab = stairs * style.stairWidth;
      const rest = slabs > 1 ? (length - slabs * slab) / (slabs - 1) : 0;
      const start = slabs > 1 ? a : a < yard.spine ? b - slab : a;
      for (let k = 0; k < slabs; k++) {
        if (random.chance(style.left)) continue;
        const u = start + k * (slab + rest);
        plots.push({ ring: slabRing(u, base, slab, depth, random), homesPerStorey: stairs * style.flats });
        reach = reach ? [Math.min(reach[0], u), Math.max(reach[1], u + slab)] : [u, u + slab];
      }
    }
    // The path runs along the north side of its row, where the stairs are.
    const v = row + 1 < count ? top + (pitch - depth) * 0.4 : top + 3.5;
    const path = reach ?? [yard.spine - 4, yard.spine + 4];
    const clear = clearIntervals(yard.wall, v - 0.6, v + 0.6).find(
      ([a, b]) => a + 1 < yard.spine && b - 1 > yard.spine,
    );
    if (clear) {
      rows.push({
        v,
        u0: Math.max(clear[0] + 1.5, Math.min(path[0], yard.spine - 4)),
        u1: Math.min(clear[1] - 1.5, Math.max(path[1], yard.spine + 4)),
      });
    }
  }
  return { buildings: raise(yard, plots, random.int(...style.storeys), 2, mostHomes), rows };
}

/** Point towers, or shorter broad ones, in rows with greens between. */
export function placeTowers(
  yard: CompoundYard,
  mostHomes: number,
  random: Random,
): { buildings: Building[]; rows: RowPath[] } {
  const { v0, v1 } = localBox(yard.wall);
  const broad = random.chance(0.4);
  const depth = broad ? random.between(13, 14.5) : random.between(16, 18);
  const width = broad ? random.between(40, 58) : random.between(27, 33);
  const gap = broad ? random.between(27, 33) : random.between(30, 38);
  const aside = broad ? 11 : random.between(13, 19);
  const homesPerStorey = broad ? 6 : 4;
  const count = Math.max(1, Math.floor((v1 - v0 - 18 + gap * 0.7) / (depth + gap)));
  const pitch = count > 1 ? (v1 - v0 - 26 - depth) / (count - 1) : 0;
  const plots: Plot[] = [];
  const rows: RowPath[] = [];
  for (let row = 0; row < count; row++) {
    const base = v0 + 12 + row * pitch;
    const free = clearIntervals(yard.wall, base - 3, base + depth + 3).map(([a, b]) => [a + 6, b - 6] as const);
    let reach: [number, number] = [yard.spine - 5, yard.spine + 5];
    for (const [a, b] of without(free, yard.spine - 7, yard.spine + 7)) {
      const towers = Math.floor((b - a + aside) / (width + aside));
      if (towers < 1) continue;
      const rest = towers > 1 ? (b - a - towers * width) / (towers - 1) : 0;
      // Where one stands alone it keeps to the outer side in every other row.
      const lone = a < yard.spine === (row % 2 === 0) ? a : b - width;
      for (let k = 0; k < towers; k++) {
        const u = towers > 1 ? a + k * (width + rest) : lone;
        plots.push({ ring: towerRing(u, base, width, depth), homesPerStorey });
        reach = [Math.min(reach[0], u), Math.max(reach[1], u + width)];
      }
    }
    const v = row + 1 < count ? base + depth + 7 : base + depth + 4.5;
    const clear = clearIntervals(yard.wall, v - 0.6, v + 0.6).find(
      ([a, b]) => a + 1 < yard.spine && b - 1 > yard.spine,
    );
    if (clear) rows.push({ v, u0: Math.max(clear[0] + 1.5, reach[0]), u1: Math.min(clear[1] - 1.5, reach[1]) });
  }
  return { buildings: raise(yard, plots, random.pick([7, 9, 11, 11, 15, 18, 18]), 5, mostHomes), rows };
}

/** A place for one building and the homes a storey of it holds. */
interface Plot {
  ring: Metres[];
  homesPerStorey: number;
}

/** Gives all buildings of a compound their storeys: as wished, lower where the compound would have more homes than it may. */
function raise(
  yard: CompoundYard,
  plots: readonly Plot[],
  wished: number,
  least: number,
  mostHomes: number,
): Building[] {
  const perStorey = plots.reduce((sum, plot) => sum + plot.homesPerStorey, 0);
  const storeys = Math.max(least, Math.min(wished, Math.floor(mostHomes / (perStorey || 1))));
  const kept = plots.filter((_, i) => (i + 1) * storeys * (perStorey / plots.length) <= mostHomes * 1.05);
  return kept.map(({ ring, homesPerStorey }) => building(yard, ring, storeys, homesPerStorey * storeys));
}

function building(yard: CompoundYard, ring: Metres[], storeys: number, homes: number): Building {
  const { u0, u1, v0, v1 } = localBox(ring);
  return {
    use: 'home',
    ring: ring.map((p) => yard.frame.toMetres(p)),
    anchor: yard.frame.toMetres([(u0 + u1) / 2, (v0 + v1) / 2]),
    storeys,
    homes,
    compound: yard.compound,
    face: yard.face,
  };
}

/** A slab, straight or with one half set back a little. */
function slabRing(u: number, v: number, width: number, depth: number, random: Random): Metres[] {
  if (width < 40 || !random.chance(0.3))
    return [
      [u, v],
      [u + width, v],
      [u + width, v + depth],
      [u, v + depth],
    ];
  const m = u + width / 2;
  const s = 1.8;
  return [
    [u, v],
    [m, v],
    [m, v + s],
    [u + width, v + s],
    [u + width, v + depth],
    [m, v + depth],
    [m, v + depth - s],
    [u, v + depth - s],
  ];
}

/** A tower with recessed corners on its south side and a stair on its north. */
function towerRing(u: number, v: number, w: number, d: number): Metres[] {
  const a = w * 0.3;
  return [
    [u, v + 1.5],
    [u + a * 0.6, v + 1.5],
    [u + a * 0.6, v],
    [u + w - a * 0.6, v],
    [u + w - a * 0.6, v + 1.5],
    [u + w, v + 1.5],
    [u + w, v + d - 3],
    [u + w - a, v + d - 3],
    [u + w - a, v + d],
    [u + a, v + d],
    [u + a, v + d - 3],
    [u, v + d - 3],
  ];
}
