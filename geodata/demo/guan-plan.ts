import { distance, insideRing } from './frame';
import type { Metres } from './frame';
import type { LocalName } from '../schema/place';
import { guanLandmarks } from './guan-landmarks';
import { communityNames, subdistrictNames, villageNames } from './name-words';
import { fenceMetres, riversideMetres } from './town-plan';
import type { PlacedName, TownPlan } from './town-plan';
import type { DryZone } from './town-parts';
import { eastOf, nearLine } from './zones';
import { clipLine, offsetLine, smoothCurve } from './curve';
import type { DrawnLine } from './arrange-lines';
import type { LineClass } from './planar-map';
import type { Random } from './prng';

const outline: Metres[] = [
  [-4080, -980],
  [-4230, -300],
  [-4120, 480],
  [-4330, 1080],
  [-4050, 1560],
  [-3960, 2080],
  [-3480, 2560],
  [-3390, 3020],
  [-2700, 3080],
  [-2050, 3330],
  [-1350, 3230],
  [-820, 3040],
  [-80, 3320],
  [640, 3290],
  [1050, 3560],
  [1820, 3480],
  [2480, 3300],
  [3260, 3120],
  [3480, 2640],
  [4010, 2380],
  [3920, 1700],
  [4260, 1130],
  [4190, 420],
  [3990, -160],
  [4180, -760],
  [4060, -1310],
  [4330, -1900],
  [3960, -2380],
  [3420, -2560],
  [3180, -3050],
  [2420, -3180],
  [1930, -3420],
  [1020, -3210],
  [420, -3290],
  [-240, -3520],
  [-960, -3340],
  [-1650, -3440],
  [-2280, -3080],
  [-3060, -2960],
  [-3420, -2360],
  [-3890, -2060],
  [-3800, -1440],
];
const river: Metres[] = [
  [-4900, 1180],
  [-3600, 1350],
  [-2700, 950],
  [-2080, 250],
  [-1350, -440],
  [-500, -770],
  [350, -640],
  [1050, -900],
  [1700, -1560],
  [2500, -2050],
  [3400, -2150],
  [4900, -2750],
];
const railway: Metres[] = [
  [-2700, -4300],
  [-1750, -2900],
  [-1100, -1900],
  [-350, -1010],
  [420, -330],
  [1150, 540],
  [1800, 1420],
  [2400, 2350],
  [3050, 3900],
];
const ring: Metres[] = [
  [3050, 150],
  [2980, 1150],
  [2480, 2050],
  [1500, 2500],
  [200, 2640],
  [-1100, 2480],
  [-2200, 2020],
  [-2830, 1200],
  [-2960, 200],
  [-2830, -750],
  [-2450, -1600],
  [-1800, -2180],
  [-900, -2520],
  [300, -2620],
  [1400, -2420],
  [2300, -1800],
  [2880, -880],
];
const roads: [zh: string, en: string, LineClass, Metres[]][] = [
  [
    '人民路',
    'Renmin Road',
    'arterial',
    [
      [-4700, 120],
      [-3200, 190],
      [-1900, 330],
      [-600, 440],
      [400, 340],
      [1300, 300],
      [2600, 430],
      [4700, 300],
    ],
  ],
  [
    '迎宾大道',
    'Yingbin Avenue',
    'arterial',
    [
      [-4700, 2250],
      [-3000, 1900],
      [-1500, 1500],
      [-300, 1370],
      [900, 1450],
      [2200, 1350],
      [4700, 1650],
    ],
  ],
  [
    '新兴路',
    'Xinxing Road',
    'arterial',
    [
      [-4700, -1250],
      [-2900, -1300],
      [-1600, -1230],
      [-300, -1440],
      [900, -1400],
      [1650, -1330],
      [2600, -1050],
      [4700, -900],
    ],
  ],
  [
    '文昌街',
    'Wenchang Street',
    'arterial',
    [
      [-1760, 3800],
      [-1640, 2400],
      [-1500, 1400],
      [-1480, 300],
      [-1720, -700],
      [-1900, -1800],
      [-1880, -3700],
    ],
  ],
  [
    '解放街',
    'Jiefang Street',
    'arterial',
    [
      [-330, 3900],
      [-390, 2300],
      [-330, 1300],
      [-440, 300],
      [-450, -760],
      [-490, -1500],
      [-340, -3900],
    ],
  ],
  [
    '东方大道',
    'Dongfang Avenue',
    'arterial',
    [
      [1350, -3900],
      [1300, -2400],
      [1270, -1250],
      [1400, -300],
      [1650, 400],
      [2300, 1400],
      [2850, 2300],
      [3400, 3700],
    ],
  ],
  [
    '北关街',
    'Beiguan Street',
    'collector',
    [
      [-1500, 880],
      [-950, 940],
      [-380, 850],
    ],
  ],
  [
    '朝阳路',
    'Chaoyang Road',
    'collector',
    [
      [1050, -320],
      [1900, -260],
      [2950, -330],
      [4600, -200],
    ],
  ],
  [
    '育才路',
    'Yucai Road',
    'collector',
    [
      [-2800, -560],
      [-2100, -480],
      [-1700, -610],
      [-1150, -820],
      [-450, -1090],
    ],
  ],
];

/** The middle of the walled old town and its half axes in metres. */
const oldTown: Metres = [-830, 330];
const oldHalf: Metres = [760, 700];
const villages: readonly Metres[] = [
  [-3550, 2350],
  [-2550, 2750],
  [-1150, 2930],
  [250, 3080],
  [1650, 3020],
  [3300, 2350],
  [3720, 1050],
  [3600, -420],
  [3450, -1550],
  [2700, -2750],
  [600, -2950],
  [-1050, -3000],
  [-2400, -2550],
  [-3350, -1750],
  [-3700, -350],
  [-3560, 720],
];
/** Where names belong that speak of a place; other communities take the rest in order. */
const communityPlaces: Record<string, Metres> = {
  迎宾社区: [-300, 1500],
  文昌社区: [-1600, 1200],
  滨河社区: [-700, -650],
  朝阳社区: [1900, -260],
  站前社区: [450, 100],
  东方社区: [2000, 900],
  北关社区: [-900, 950],
  解放社区: [-400, -1400],
  人民社区: [-300, 430],
  育才社区: [-2000, -500],
  鼓楼社区: [-900, 300],
  稻香社区: [-3300, -2000],
  桃园社区: [3400, 2400],
  石桥社区: [-2500, 600],
  安澜社区: [1500, -1700],
  学府社区: [2600, 500],
  康宁社区: [200, 1900],
  金穗社区: [-2300, 2500],
};
const subdistrictPlaces: Record<string, Metres> = {
  永安街道: [-700, 300],
  新城街道: [2300, 400],
  城北街道: [200, 2100],
  河西街道: [-2300, -900],
  清渠镇: [-2600, 1500],
  柳林镇: [1500, -2300],
};

const placed = (names: readonly LocalName[], places: Record<string, Metres>): PlacedName[] =>
  names.map((name) => ({ name, at: places[name.zh] ?? null }));

const closed = (points: readonly Metres[]): Metres[] => [...points, points[0]!];

/** The hand-drawn plan of a county town; another seed moves every control point a little. */
export function drawGuanPlan(random: Random): TownPlan {
  const shift = (points: readonly Metres[]): Metres[] =>
    points.map(([x, y]) => [x + random.between(-18, 18), y + random.between(-18, 18)]);
  const riverLine = smoothCurve(shift(river), 90);
  const railLine = smoothCurve(shift(railway), 120);
  const ringLine = smoothCurve(shift(ring), 110, true);
  const edge = closed(shift(outline));
  const lines: DrawnLine[] = [
    { class: 'edge', name: null, points: edge },
    { class: 'arterial', name: { zh: '环城路', en: 'Huancheng Road' }, points: ringLine },
  ];
  for (const [zh, en, lineClass, points] of roads) {
    lines.push({ class: lineClass, name: { zh, en }, points: smoothCurve(shift(points), 110) });
  }
  // Zhanqian Street runs to the railway and stops at its fence, where the station is.
  const end = railLine.reduce((best, p) => (distance(p, [520, -200]) < distance(best, [520, -200]) ? p : best));
  const station: Metres = [end[0] - 60, end[1] + 70];
  lines.push({
    class: 'collector',
    name: { zh: '站前街', en: 'Zhanqian Street' },
    points: smoothCurve(
      [
        ...shift([
          [720, 3900],
          [690, 2600],
          [600, 1450],
          [480, 400],
        ]),
        end,
      ],
      110,
    ),
  });
  lines.push(
    {
      class: 'collector',
      name: { zh: '滨河北路', en: 'Binhe North Road' },
      points: offsetLine(riverLine, riversideMetres),
    },
    {
      class: 'collector',
      name: { zh: '滨河南路', en: 'Binhe South Road' },
      points: offsetLine(riverLine, -riversideMetres),
    },
    { class: 'fence', name: null, points: offsetLine(railLine, fenceMetres) },
    { class: 'fence', name: null, points: offsetLine(railLine, -fenceMetres) },
  );
  const railwayInside = clipLine(railLine, edge);
  return {
    isCity: false,
    estateScale: 1,
    mostHomes: 370,
    emptyLand: 0.0005,
    urbanVillages: 0,
    lines,
    river: clipLine(riverLine, edge),
    railway: railwayInside,
    ring: ringLine,
    station,
    characterAt: (at) => characterAt(at, ringLine, railwayInside),
    middles: { shops: [[-400, 400]], old: [[-700, 300]], all: [[-300, 300]] },
    villages: villages.map((at, i) => ({ name: villageNames[i]!, at })),
    landmarks: guanLandmarks,
    subdistricts: placed(subdistrictNames, subdistrictPlaces),
    communities: placed(communityNames, communityPlaces),
    names: {
      townAt: [-330, 620],
      river: { zh: '清渠河', en: 'Qingqu River' },
      railway: { zh: '京固铁路', en: 'Jinggu Railway' },
      riverside: { north: '滨河北路', south: '滨河南路' },
    },
    footbridges: { arterials: 5, railway: 6, river: 4 },
    hasPromenade: ([x, y]) => x > -2650 && x < 1900 && y > -1750 && y < 1000,
  };
}

function characterAt(at: Metres, ring: readonly Metres[], railway: readonly Metres[]): DryZone {
  const [x, y] = at;
  const ox = (x - oldTown[0]) / oldHalf[0];
  const oy = (y - oldTown[1]) / oldHalf[1];
  if (ox * ox + oy * oy < 1) return 'old';
  if (x > -620 && x < 1250 && y < -1480 && y > -2700) return 'industry';
  if (x > 2950 && y > -1900 && y < -150 && x < 3900) return 'industry';
  if (insideRing(at, ring)) return eastOf(railway, at) && y > -1500 ? 'new' : 'mixed';
  return nearLine(at, ring) < 330 ? 'suburb' : 'rural';
}
