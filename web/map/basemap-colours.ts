/** Colours of the base map. WebGL cannot read custom properties, so the two sets live here, beside ui/tokens.css. */
export interface BasemapColours {
  land: string;
  builtUp: string;
  farmland: string;
  green: string;
  water: string;
  waterLine: string;
  building: string;
  buildingLine: string;
  streetCasing: string;
  street: string;
  arterial: string;
  arterialCasing: string;
  bridgeCasing: string;
  path: string;
  railway: string;
  railwayDash: string;
  wall: string;
  gate: string;
  gateLine: string;
  label: string;
  labelStrong: string;
  labelFaint: string;
  labelWater: string;
  labelGreen: string;
  halo: string;
}

export const lightBasemap: BasemapColours = {
  land: '#f6f4ef',
  builtUp: '#f1eee8',
  farmland: '#f2f3e7',
  green: '#dfecd5',
  water: '#bfdcec',
  waterLine: '#a9cfe4',
  building: '#e6e1d9',
  buildingLine: '#d5cec3',
  streetCasing: '#dcd7cd',
  street: '#ffffff',
  arterial: '#fffaf0',
  arterialCasing: '#d3c8b4',
  bridgeCasing: '#a9a294',
  path: '#bfb7a9',
  railway: '#b3b0ac',
  railwayDash: '#f6f4ef',
  wall: '#c3b9aa',
  gate: '#ffffff',
  gateLine: '#7d7364',
  label: '#5b6270',
  labelStrong: '#343b48',
  labelFaint: '#6f7580',
  labelWater: '#3d7699',
  labelGreen: '#4c7a45',
  halo: 'rgba(255, 255, 255, 0.92)',
};

export const darkBasemap: BasemapColours = {
  land: '#16191e',
  builtUp: '#191c22',
  farmland: '#171c1c',
  green: '#19261f',
  water: '#122835',
  waterLine: '#1a394a',
  building: '#23282f',
  buildingLine: '#2d333c',
  streetCasing: '#121519',
  street: '#2e343d',
  arterial: '#3b434e',
  arterialCasing: '#121519',
  bridgeCasing: '#0c0e11',
  path: '#3a414b',
  railway: '#454c57',
  railwayDash: '#16191e',
  wall: '#3d434c',
  gate: '#16191e',
  gateLine: '#98a1af',
  label: '#a3acba',
  labelStrong: '#d3d9e2',
  labelFaint: '#8a93a1',
  labelWater: '#6fa9c9',
  labelGreen: '#7fae7c',
  halo: 'rgba(16, 19, 23, 0.9)',
};
