/**
 * Colours of what is high and low beyond chance: orange and blue, the pair that every kind of colour blindness tells apart
 * (Okabe and Ito 2008), and each of another lightness for grey print; strong where the surroundings are the same, light where
 * they are the opposite.
 */
const corners: Readonly<Record<string, string>> = {
  'high-high': '#c04a00',
  'low-low': '#5aa9dd',
  'high-low': '#f2ab52',
  'low-high': '#b4def6',
};

/** What chance explains as well, under a hatch: neither warm nor cold. */
export const chanceColour = (dark: boolean): string => (dark ? '#3a404a' : '#eef0f2');

/** Colour of `high` and `low`; of anything else that of chance. */
export function findingColour(finding: string | null, dark: boolean): string {
  if (finding === 'high') return corners['high-high']!;
  return finding === 'low' ? corners['low-low']! : chanceColour(dark);
}

/** Colour of a corner of Moran's scatter plot, `high-low` being high among low ones; null is chance. */
export const cornerColour = (corner: string | null, dark: boolean): string =>
  (corner && corners[corner]) || chanceColour(dark);
