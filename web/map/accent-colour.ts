/** The console's accent on the map, which knows no tokens: the same two colours as in `ui/tokens.css`. */
export const accentColour = (isDark: boolean): string => (isDark ? '#92a8ff' : '#3353c4');
