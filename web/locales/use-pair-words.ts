import { useI18n } from 'vue-i18n';
import { localPlane } from '../../geodata/incidents/local-plane';
import { cellAt } from '../../geodata/incidents/raster-frame';
import type { LngLat } from '../../geodata/schema/coordinates';
import { useHeat } from '../state/heat';
import type { HeatRaster } from '../state/heat';
import { useHeatPair } from '../state/heat-pair';
import { usePairCounts } from '../state/pair-counts';
import { useHexagonWords } from './use-hexagon-words';
import { useIncidentWords } from './use-incident-words';
import { useLocalFormat } from './use-local-format';

export type PairSide = 'left' | 'right';

export interface PairWords {
  /** What a half of the map shows: its days or its place, and how many incidents in it. */
  name: (side: PairSide) => string;
  /** `此处密度 1.2 件/平方千米·周` of the raster's cell: the very number its picture was coloured by. */
  density: (raster: HeatRaster | null, at: LngLat) => string | null;
  /** What the period on the left says of a grid; none while there is only one period. */
  gridLines: (id: string, at: LngLat) => (string | null)[];
  /** Tooltip of what is under the pointer on the left map, by its properties. */
  leftLines: (properties: Record<string, unknown>, at: LngLat) => string[] | null;
  /** The same of a hexagon. */
  hexagonLines: (cell: number) => string[];
}

/** What map, tooltip and panel say about two periods or two places beside each other. */
export function usePairWords(): PairWords {
  const { t } = useI18n();
  const heat = useHeat();
  const pair = useHeatPair();
  const counts = usePairCounts();
  const words = useIncidentWords();
  const hexagonWords = useHexagonWords();
  const format = useLocalFormat();

  const daysOf = (side: PairSide): string => {
    const days = pair.days[side];
    if (!days) return '';
    return days.from === days.to ? days.from : t('incidentsCompare.days', { ...days });
  };
  const daysNamed = (side: PairSide, said: string): string =>
    pair.isOfPeriods ? t('incidentsCompare.other', { days: daysOf(side), said }) : said;

  function density(raster: HeatRaster | null, [lng, lat]: LngLat): string | null {
    if (!raster) return null;
    const { lng0, lat0, east0, north0 } = raster.plane;
    const cell = cellAt({ ...raster, plane: localPlane(lng0, lat0), east0, north0 }, lng, lat);
    const key = heat.isLateDensity ? 'incidentLate.tip.density' : 'incidents.tip.density';
    return cell < 0 ? null : t(key, { density: words.density(raster.values[cell]!) });
  }

  function leftLines(properties: Record<string, unknown>, at: LngLat): string[] | null {
    const { frame } = pair;
    if (!frame) return null;
    if (frame.hexagons && heat.view === 'hexagons') {
      const cell = Number(properties.cell);
      const lines = hexagonWords.lines(frame.hexagons, cell);
      const [, now] = (pair.isOfPeriods && heat.hexagons && hexagonWords.lines(heat.hexagons, cell)) || [];
      if (!lines) return null;
      return [lines[0]!, daysNamed('left', lines[1]!), ...(now ? [daysNamed('right', now)] : [])];
    }
    const grid = pair.gridOf(String(properties.id));
    if (!grid) return null;
    const now = pair.isOfPeriods ? heat.gridOf(grid.gridId) : null;
    const here = heat.view === 'density' ? density(frame.raster, at) : null;
    const nowHere = now && heat.view === 'density' ? density(heat.shownRaster, at) : null;
    return [
      words.areaName(grid),
      daysNamed('left', words.gridLine(grid)),
      here && daysNamed('left', here),
      now && daysNamed('right', words.gridLine(now)),
      nowHere && daysNamed('right', nowHere),
    ].filter((line) => line !== null);
  }

  return {
    leftLines,
    name(side) {
      const place = pair.isOfPeriods ? null : pair.places[side];
      if (place) {
        const count = counts.counts?.get(place.properties.id);
        const name = format.name(place.properties.name);
        return count === undefined ? name : t('incidentsCompare.name', { days: name, n: format.number(count) });
      }
      if (side === 'left' && pair.isWithoutPeriod) return t('incidentsPair.none');
      const total = side === 'left' ? pair.frame?.summary.total : heat.summary?.total;
      return total === undefined
        ? daysOf(side)
        : t('incidentsCompare.name', { days: daysOf(side), count: words.counted(total) });
    },
    density,
    gridLines(id, at) {
      const grid = pair.isOfPeriods ? pair.gridOf(id) : null;
      if (!grid) return [];
      const here = heat.view === 'density' ? density(pair.frame?.raster ?? null, at) : null;
      return [daysNamed('left', words.gridLine(grid)), here && daysNamed('left', here)];
    },
    hexagonLines(cell) {
      const hexagons = pair.isOfPeriods ? pair.frame?.hexagons : null;
      const [, said] = (hexagons && hexagonWords.lines(hexagons, cell)) ?? [];
      return said === undefined ? [] : [daysNamed('left', said)];
    },
  };
}
