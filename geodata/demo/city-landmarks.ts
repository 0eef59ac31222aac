import type { DemoCounts } from './demo-counts';
import { distance } from './frame';
import type { Metres } from './frame';
import { streetWords } from './name-words';
import type { Word } from './name-words';
import { townWordsOf } from './city-names';
import type { Random } from './prng';
import type { Landmark } from './town-plan';
import type { LandUse } from './town-parts';
import type { Warp } from './warp';
import { nearLine } from './zones';

/** What the landmarks are set out over. */
export interface CityGround {
  middles: readonly Metres[];
  isUrban: (at: Metres) => boolean;
  river: readonly Metres[];
}

/** A kind of landmark: its use, grids to one of it, smallest block in m², and how its name ends. */
const kinds: readonly [LandUse, number, number, string, string][] = [
  ['park', 60, 16_000, '公园', 'Park'],
  ['hospital', 90, 15_000, '医院', 'Hospital'],
  ['commerce', 70, 14_000, '广场', 'Plaza'],
  ['market', 36, 9_000, '农贸市场', 'Market'],
  ['culture', 130, 9_000, '文化馆', 'Culture Centre'],
  ['school', 24, 14_000, '小学', 'Primary School'],
  ['school', 48, 16_000, '中学', 'Middle School'],
];

/** The seat's own landmarks near its middle, then schools, parks and markets spread over what is built up. */
export function drawCityLandmarks(
  counts: DemoCounts,
  isCity: boolean,
  reach: number,
  warp: Warp,
  ground: CityGround,
  random: Random,
): Landmark[] {
  const [heart] = ground.middles;
  const seat = isCity ? '市' : '县';
  const seatEn = isCity ? 'City' : 'County';
  const near = (dx: number, dy: number): Metres => [heart![0] + dx, heart![1] + dy];
  const out: Landmark[] = [];
  const add = (use: LandUse, at: Metres, leastSquareMetres: number, zh: string, en: string): void => {
    out.push({ use, at, leastSquareMetres, name: { zh, en } });
  };
  const newHeart = ground.middles[1]!;
  add('government', newHeart, 16_000, `${seat}人民政府`, `${seatEn} Government`);
  add('hospital', near(1350, 700), 15_000, `${seat}人民医院`, `${seatEn} People’s Hospital`);
  add('hospital', near(-1300, -500), 14_000, `${seat}中医院`, `${seatEn} Hospital of Chinese Medicine`);
  add('park', near(300, 1250), 16_000, '人民公园', 'People’s Park');
  add('culture', [newHeart[0] + 450, newHeart[1]], 12_000, `${seat}图书馆`, `${seatEn} Library`);
  add('culture', [newHeart[0] - 450, newHeart[1] + 200], 14_000, '体育馆', 'Sports Hall');
  add('commerce', near(250, -150), 5_000, '百货大楼', 'Department Store');
  add('market', near(-350, 350), 4_500, '老城农贸市场', 'Old Town Market');
  add('school', near(-950, 900), 14_000, '实验小学', 'Experimental Primary School');
  add('school', near(950, -950), 14_000, `${seat}第一中学`, 'No. 1 Middle School');
  for (const [use, gridsToOne, least, zh, en] of kinds) {
    const words = townWordsOf(random, streetWords);
    for (const at of strew(Math.round(counts.grids / gridsToOne), reach, warp, ground, random)) {
      const word: Word = words.shift()!;
      add(use, at, least, word.zh + zh, `${word.en} ${en}`);
    }
  }
  return out;
}

/** Places well apart from one another over what is built up: each the farthest of a few drawn ones. */
function strew(count: number, reach: number, warp: Warp, ground: CityGround, random: Random): Metres[] {
  const out: Metres[] = [];
  while (out.length < count) {
    let best: Metres | null = null;
    let farthest = -1;
    for (let k = 0; k < 8; k++) {
      const at = warp([random.between(-reach, reach), random.between(-reach, reach)]);
      if (!ground.isUrban(at) || nearLine(at, ground.river) < 150) continue;
      const away = out.reduce((least, p) => Math.min(least, distance(p, at)), reach);
      if (away > farthest) {
        farthest = away;
        best = at;
      }
    }
    if (best) out.push(best);
  }
  return out;
}
