/**
 * Colours of the classes of emerging hot spots, the most urgent first: warm for what is hot now, from what has just begun
 * to what comes and goes; grey-brown for what is over. Cold spots are the same in blue. Told apart with colour blindness
 * by lightness too (Paul Tol's muted scheme, adapted).
 */
const hot: Readonly<Record<string, string>> = {
  new: '#d55e00',
  intensifying: '#8c2d04',
  consecutive: '#e6862c',
  persistent: '#b5651d',
  diminishing: '#d9a066',
  sporadic: '#f0c987',
  oscillating: '#f3dfb5',
  historical: '#a79f94',
};
const cold: Readonly<Record<string, string>> = {
  new: '#2c7fb8',
  intensifying: '#084081',
  consecutive: '#4a9bc9',
  persistent: '#225ea8',
  diminishing: '#8fbfdc',
  sporadic: '#b5d8e8',
  oscillating: '#d5e9f1',
  historical: '#98a2ab',
};

/** Colour of a class; the classes' names are those of `emergingClasses`. */
export const emergingColour = (temperature: 'hot' | 'cold', name: string): string =>
  (temperature === 'hot' ? hot : cold)[name] ?? 'transparent';
