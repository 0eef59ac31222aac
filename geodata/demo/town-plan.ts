import { distance } from './frame';
import type { Metres } from './frame';
import { clipLine, offsetLine, smoothCurve } from './curve';
import type { DrawnLine } from './arrange-lines';
import type { LineClass } from './planar-map';
import type { Random } from './prng';

/** The lines the town grew along, drawn by hand; everything finer is grown from them. */
export interface TownPlan {
  /** Lines that cut the county into superblocks. */
  lines: DrawnLine[];
  river: Metres[];
  railway: Metres[];
  ring: Metres[];
  /** Where the railway station stands, at the end of Zhanqian Street. */
  station: Metres;
}

/** From the river's middle to the riverside roads, and from the rails to their fence. */
export const riversideMetres = 74;
export const fenceMetres = 24;

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

const closed = (points: readonly Metres[]): Metres[] => [...points, points[0]!];

/** The hand-drawn plan; another seed moves every control point a little. */
export function drawTownPlan(random: Random): TownPlan {
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
  return { lines, river: clipLine(riverLine, edge), railway: clipLine(railLine, edge), ring: ringLine, station };
}
