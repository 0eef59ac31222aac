/** Red, green, blue 0…255. */
export type Rgb = readonly [number, number, number];

/** Colours of the coverage mode. WebGL reads no custom properties, so map and legend both take them from here. */
export interface CoverageColours {
  /** One a band, shortest walk first: dark is near. */
  bands: readonly Rgb[];
  /** Beyond the cutoff. */
  uncovered: Rgb;
  /** Without a time: off the network. */
  unknown: Rgb;
  /** In reach only after a change, and only before it. */
  gained: Rgb;
  lost: Rgb;
  /** The straight-line circle. */
  circle: string;
  /** The way that is drawn, and what lies under it. */
  path: string;
  pathCasing: string;
  surface: string;
  ink: string;
}

/*
 * Covered is a blue-green that darkens towards the station, uncovered an orange: the pair stays apart for every kind
 * of colour blindness and in grey print (the darkest band is far darker, the lightest far lighter than the orange).
 */
const light: CoverageColours = {
  bands: [
    [10, 84, 117],
    [36, 133, 152],
    [116, 184, 186],
    [172, 212, 209],
  ],
  uncovered: [217, 108, 15],
  unknown: [139, 146, 158],
  gained: [0, 104, 181],
  lost: [200, 60, 20],
  circle: '#6b4fa0',
  path: '#3353c4',
  pathCasing: '#ffffff',
  surface: '#ffffff',
  ink: '#1b212c',
};
const dark: CoverageColours = {
  bands: [
    [148, 231, 226],
    [78, 178, 190],
    [46, 118, 140],
    [38, 88, 108],
  ],
  uncovered: [245, 152, 62],
  unknown: [126, 134, 148],
  gained: [94, 186, 255],
  lost: [255, 140, 92],
  circle: '#b79cf0',
  path: '#a9baff',
  pathCasing: '#10141a',
  surface: '#1a1e25',
  ink: '#e9ecf1',
};

export const coverageColours = (isDark: boolean): CoverageColours => (isDark ? dark : light);

/** Colour of band `i` of `count`: with fewer bands the nearest keep their colours, so that 5 minutes always looks the same. */
export function bandColour(i: number, isDark: boolean): Rgb {
  const { bands } = coverageColours(isDark);
  return bands[Math.min(i, bands.length - 1)]!;
}

/** One a class of covered shares, least first: from the orange of the uncovered to the dark of the nearest. */
const shareColoursLight: readonly Rgb[] = [
  [200, 86, 8],
  [240, 160, 84],
  [247, 220, 183],
  [176, 214, 211],
  [74, 158, 172],
  [10, 84, 117],
];
const shareColoursDark: readonly Rgb[] = [
  [245, 152, 62],
  [196, 120, 56],
  [128, 100, 76],
  [46, 92, 108],
  [78, 160, 176],
  [148, 231, 226],
];
export const shareColours = (isDark: boolean): readonly Rgb[] => (isDark ? shareColoursDark : shareColoursLight);

export const cssColour = ([r, g, b]: Rgb, opacity = 1): string =>
  opacity === 1 ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${opacity})`;

/** Ring of a station by its tier. */
export const tierColours = { centre: '#0072b2', station: '#009e73', point: '#cc79a7' } as const;
