/** Land and borders that the cleaning of a layer put right: magenta, which no class of households has. */
export const repairColour = (isDark: boolean): string => (isDark ? '#ff7ad9' : '#c2188b');
