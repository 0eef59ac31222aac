import type { DrawnLine } from './arrange-lines';
import { clipLine, offsetLine, piecesInside, smoothCurve } from './curve';
import { compass } from './compass';
import { drawCityLandmarks } from './city-landmarks';
import { drawArterials, drawLattice, drawRailway, drawRiver } from './city-lines';
import { communityOf, townWordsOf, villageNamesOf } from './city-names';
import type { DemoCounts } from './demo-counts';
import { distance, insideRing } from './frame';
import type { Metres } from './frame';
import { communityWords, join } from './name-words';
import { nearest } from './nearest';
import type { Random } from './prng';
import { fenceMetres, riversideMetres } from './town-plan';
import type { PlacedName, TownPlan } from './town-plan';
import type { DryZone } from './town-parts';
import { eastOf, nearLine } from './zones';
import { createWarp } from './warp';

/** Half the width of what is built up round 246 grids, in metres; the ground grows with the grids, density stays. */
const builtReach = 2800;
const builtGrids = 246;

/** With a number of estates asked for, they are great ones, which several grids share. */
const estateScale = 1.7;

interface Blob {
  at: Metres;
  half: Metres;
}

const inBlob = ([x, y]: Metres, { at, half }: Blob): boolean => {
  const dx = (x - at[0]) / half[0];
  const dy = (y - at[1]) / half[1];
  return dx * dx + dy * dy < 1;
};

/**
 * A town or city of any size, drawn from numbers alone: arterials in a bent lattice, ring roads, a river, a railway,
 * an old town in the middle, new districts with centres of their own, works at the edges, villages in the fields.
 */
export function drawCityPlan(counts: DemoCounts, isCity: boolean, random: Random): TownPlan {
  const reach = builtReach * Math.sqrt(counts.grids / builtGrids);
  const edgeReach = reach + 1050 + reach * 0.08;
  const warp = createWarp(edgeReach + 2000, random);
  const along = (direction: number, share: number): Metres => {
    const [x, y] = compass[direction % compass.length]!;
    return warp([x * reach * share, y * reach * share]);
  };
  const uneven = compass.map(() => random.between(0.9, 1.1));
  const outline = (base: number, roughness: number): Metres[] =>
    compass.map(([x, y], i) => {
      const r = base * (uneven[i]! + random.between(-roughness, roughness));
      return warp([x * r * 1.06, y * r * 0.95]);
    });
  const ring = smoothCurve(outline(reach, 0.03), 200, true);
  const edge = smoothCurve(outline(edgeReach, 0.06), 420, true);
  const isUrban = (at: Metres): boolean => insideRing(at, ring);

  const lattice = drawLattice(edgeReach * 1.25 + 600, random);
  const ringsAt = reach > 6000 ? [reach * 0.28, reach * 0.55, reach * 0.82] : [reach * 0.62];
  const inside = (line: DrawnLine): DrawnLine[] =>
    piecesInside(line.points, edge, 15).map((points) => ({ ...line, points }));
  const arterials = drawArterials(lattice, warp, isUrban, ringsAt, random).flatMap(inside);
  const river = drawRiver(lattice, warp, random);
  const railway = drawRailway(lattice, warp, random);
  const riverInside = clipLine(river, edge);
  const railwayInside = clipLine(railway, edge);

  const size = reach / builtReach;
  const turn = random.int(0, 23);
  const oldTown: Blob = { at: warp([0, 0]), half: [720 + 170 * size, 640 + 150 * size] };
  // Townships the city has grown to keep their own old streets.
  const townships = Array.from({ length: Math.round(size * size * 0.35) }, (_, k): Blob => ({
    at: along(turn + Math.round((k * 24) / Math.max(1, Math.round(size * size * 0.35))), random.between(0.62, 0.8)),
    half: [random.between(380, 520), random.between(340, 460)],
  }));
  const newCentres = Array.from({ length: Math.max(1, Math.round(size * 1.6)) }, (_, k) =>
    along(turn + 5 + k * Math.round(24 / Math.max(1, Math.round(size * 1.6))), random.between(0.42, 0.62)),
  );
  const works = Array.from({ length: Math.max(2, Math.round(size * 1.7)) }, (_, k): Blob => ({
    at: along(turn + 9 + k * Math.round(24 / Math.max(2, Math.round(size * 1.7))), random.between(0.86, 0.98)),
    half: [random.between(760, 1050) * (0.7 + 0.3 * size), random.between(560, 760) * (0.7 + 0.3 * size)],
  }));
  const newReach = 1250 + 420 * size;
  const characterAt = (at: Metres): DryZone => {
    if (inBlob(at, oldTown) || townships.some((blob) => inBlob(at, blob))) return 'old';
    if (works.some((blob) => inBlob(at, blob))) return 'industry';
    if (isUrban(at)) {
      const isNew =
        nearest(newCentres, at) < newReach || (eastOf(railwayInside, at) && distance(at, oldTown.at) > reach * 0.5);
      return isNew ? 'new' : 'mixed';
    }
    return nearLine(at, ring) < 330 ? 'suburb' : 'rural';
  };

  const middles = [oldTown.at, ...newCentres];
  const station = stationAt(railwayInside, oldTown.at);
  const names = townWordsOf(random, communityWords);
  const communities = arterials
    .filter(({ points }) => points.length > 8)
    .slice(0, Math.round(counts.communities * 0.3))
    .flatMap(({ name, points }): PlacedName[] => {
      const word = name && /^(..)[东西南北中]?(路|大街|街)$/.exec(name.zh)?.[1];
      const known = names.findIndex(({ zh }) => zh === word);
      if (known < 0) return [];
      const [own] = names.splice(known, 1);
      return [{ name: communityOf(own!), at: points[points.length >> 1]! }];
    });
  while (communities.length < counts.communities) communities.push({ name: communityOf(names.shift()!), at: null });
  const towns = Math.round(counts.subdistricts * 0.3);
  const subdistricts = Array.from({ length: counts.subdistricts }, (_, i): PlacedName => {
    const word = names.shift()!;
    return {
      name: i < towns ? join(word, '镇', ' Town') : join(word, '街道', ' Subdistrict'),
      at: i < towns ? along(i * 5 + turn, 1) : null,
    };
  });

  const banks: DrawnLine[] = [
    {
      class: 'collector',
      name: { zh: '滨河北路', en: 'Binhe North Road' },
      points: offsetLine(river, riversideMetres),
    },
    {
      class: 'collector',
      name: { zh: '滨河南路', en: 'Binhe South Road' },
      points: offsetLine(river, -riversideMetres),
    },
    { class: 'fence', name: null, points: offsetLine(railway, fenceMetres) },
    { class: 'fence', name: null, points: offsetLine(railway, -fenceMetres) },
  ];
  return {
    isCity,
    estateScale: counts.estates === undefined ? 1 : estateScale,
    emptyLand: 0.0002,
    // The larger the city, the more villages it has closed round.
    urbanVillages: size > 2 ? 0.23 : 0.085,
    // Without great estates no compound outgrows a grid.
    mostHomes: counts.estates === undefined ? 370 : 780,
    lines: [{ class: 'edge', name: null, points: edge }, ...arterials, ...banks.flatMap(inside)],
    river: riverInside,
    railway: railwayInside,
    ring,
    station,
    characterAt,
    middles: { shops: middles, old: [oldTown.at, ...townships.map(({ at }) => at)], all: middles },
    villages: strewVillages(edge, edgeReach, isUrban, riverInside, random),
    landmarks: drawCityLandmarks(counts, isCity, reach, warp, { middles, isUrban, river: riverInside }, random),
    subdistricts,
    communities,
    names: {
      townAt: [oldTown.at[0], oldTown.at[1] + 300],
      river: { zh: '清渠河', en: 'Qingqu River' },
      railway: { zh: '京清铁路', en: 'Jingqing Railway' },
      riverside: { north: '滨河北路', south: '滨河南路' },
    },
    footbridges: {
      arterials: Math.round(5 * size * size),
      railway: Math.round(6 * size),
      river: Math.round(4 * size),
    },
    hasPromenade: isUrban,
  };
}

/** On the town's side of the rails, where they pass nearest to the old town. */
function stationAt(railway: readonly Metres[], town: Metres): Metres {
  const at = railway.reduce((best, p) => (distance(p, town) < distance(best, town) ? p : best));
  return [at[0] - 95, at[1] + 40];
}

/** Villages about every 1.2 km of the fields, none on the border, at the water or in the town. */
function strewVillages(
  edge: readonly Metres[],
  reach: number,
  isUrban: (at: Metres) => boolean,
  river: readonly Metres[],
  random: Random,
): { name: { zh: string; en: string }; at: Metres }[] {
  const names = villageNamesOf(random);
  const out: { name: { zh: string; en: string }; at: Metres }[] = [];
  const step = 1200;
  const rows = Math.ceil((reach * 1.4) / step);
  for (let row = -rows; row <= rows; row++) {
    for (let column = -rows; column <= rows; column++) {
      const at: Metres = [
        (column + (row % 2 === 0 ? 0.5 : 0)) * step + random.between(-260, 260),
        row * step + random.between(-260, 260),
      ];
      if (!insideRing(at, edge) || isUrban(at) || nearLine(at, edge) < 320 || nearLine(at, river) < 260) continue;
      const name = names.pop();
      if (name) out.push({ name, at });
    }
  }
  return out;
}
