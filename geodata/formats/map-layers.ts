import type { MapFacts } from '../schema/import-inspection';
import type { LocalName } from '../schema/place';
import type { DerivedRemark } from './derive-place';
import type { WrittenSpec } from './import-spec';

/** Fewer mapped buildings a kilometre of walkable street than this: most buildings are not on the map. */
const buildingsPerKilometre = 1;

/** Whether enough buildings are mapped to count people by them. */
export function hasBuildings({ buildings, walkableKilometres }: MapFacts): boolean {
  return buildings >= buildingsPerKilometre * walkableKilometres;
}

/** The layers of a map file: what it does not hold is left out. `countsPeople`: nothing else counts them. */
export function mapLayers(file: string, facts: MapFacts, countsPeople: boolean): WrittenSpec['layers'] {
  const { isGraph, stations } = facts;
  const layers: WrittenSpec['layers'] = [{ layer: 'streets', file, format: isGraph ? 'graphml' : 'osm' }];
  if (countsPeople && hasBuildings(facts))
    layers.push({ layer: 'base-units', file, format: 'osm', households: 'osm-buildings' });
  if (!isGraph) layers.push({ layer: 'basemap', file, format: 'osm' });
  if (stations > 0)
    layers.push({ layer: 'stations', file, format: 'osm', sameNameWithinMetres: 400, rules: 'osm-amenities' });
  return layers;
}

/** What the layers of a map that stands alone have and have not, in words. */
export function remarkOnLayers(facts: MapFacts): DerivedRemark[] {
  const { buildings, stations, walkableKilometres } = facts;
  return [
    hasBuildings(facts)
      ? { code: 'derived.buildings', params: { count: buildings } }
      : buildings === 0
        ? { code: 'derived.no-buildings', params: {} }
        : { code: 'derived.too-few-buildings', params: { count: buildings, km: Math.round(walkableKilometres) } },
    stations === 0
      ? { code: 'derived.no-stations', params: {} }
      : { code: 'derived.stations', params: { count: stations } },
  ];
}

const named = (name: LocalName, zh: string, en: string): LocalName => ({
  zh: `${name.zh}${zh}`,
  en: `${name.en ?? name.zh}${en}`,
});

/** One area: the extent of the data. */
export const extentArea = (id: string, name: LocalName): Extract<WrittenSpec['areas'], { from: 'extent' }> => ({
  from: 'extent',
  id: `${id}-extent`,
  code: '000000',
  name: named(name, '（数据范围）', ' (extent of the data)'),
});

/** A draft without a grid, to be drawn. */
export const emptyPlan = (id: string, name: LocalName): WrittenSpec['plans'][number] => ({
  from: 'nothing',
  id: `${id}-draft`,
  scheme: { id: 'general', name: { zh: '综合网格', en: 'General grids' } },
  name: named(name, '草案（待划）', ' draft (to be drawn)'),
});

/** Who made a map of OpenStreetMap, and how it may be used. */
export const osmSource = {
  name: 'OpenStreetMap contributors',
  licence: 'ODbL 1.0',
  url: 'https://www.openstreetmap.org/copyright',
};
