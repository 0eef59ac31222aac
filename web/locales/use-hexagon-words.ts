import { useI18n } from 'vue-i18n';
import { weeklyDensity } from '../../geodata/incidents/days-counted';
import { densityDigits } from '../../geodata/incidents/density-scale';
import { parseHexagonId } from '../../geodata/incidents/hex-lattice';
import type { IncidentHexagons } from '../../geodata/schema/incident-summary';
import { usePlace } from '../state/place';
import { numberHexagons } from './number-hexagons';
import { useLocalFormat } from './use-local-format';

export interface HexagonWords {
  /** Name of the community at the centre, or that there is none, and the hexagon's number in it. */
  where: (hexagons: IncidentHexagons, cell: number) => string;
  /** Tooltip: where, how many, how many of them late. */
  lines: (hexagons: IncidentHexagons, cell: number) => string[] | null;
  /** Incidents per km² and week in it. */
  density: (hexagons: IncidentHexagons, cell: number) => number;
  densityText: (value: number) => string;
  /** The counts of each class: `1`, `2–4`, `5 及以上`. */
  classes: (breaks: readonly number[]) => string[];
  /** `200 米六边形`. */
  size: (sizeMetres: number) => string;
  /** Index of the hexagon of an id in an answer; -1 where it is not in it. */
  indexOf: (hexagons: IncidentHexagons | null, id: string) => number;
}

/** What map, table and inspector say about a hexagon. */
export function useHexagonWords(): HexagonWords {
  const { t } = useI18n();
  const place = usePlace();
  const format = useLocalFormat();

  /** Of one size and data once: a table asks for every row, and the cells are the same in every answer. */
  let numbered: { of: string; numbers: readonly (number | null)[] } = { of: '', numbers: [] };

  function numberOf(hexagons: IncidentHexagons, cell: number): number | null {
    const of = `${place.current?.id} ${hexagons.datasetVersion} ${hexagons.sizeMetres}`;
    if (numbered.of !== of) numbered = { of, numbers: numberHexagons(hexagons) };
    return numbered.numbers[cell] ?? null;
  }

  function where(hexagons: IncidentHexagons, cell: number): string {
    const area = place.areasById.get(hexagons.areaIds[hexagons.areaOf[cell] ?? -1] ?? '');
    const name = area ? format.name(area.name) : t('incidents.hexagon.outside');
    const n = numberOf(hexagons, cell);
    return n === null ? name : t('incidents.hexagon.numbered', { name, n });
  }

  const density = (hexagons: IncidentHexagons, cell: number): number =>
    weeklyDensity(hexagons.counts[cell] ?? 0, hexagons.areaSquareKilometres, hexagons.days);
  function classes(breaks: readonly number[]): string[] {
    return [1, ...breaks].map((from, k) => {
      const next = breaks[k];
      if (next === undefined) return t('incidents.hexagon.atLeast', { n: format.number(from) });
      const last = next - 1;
      return last === from ? format.number(from) : `${format.number(from)}–${format.number(last)}`;
    });
  }
  const densityText = (value: number): string => format.number(value, densityDigits(value));

  return {
    classes,
    where,
    density,
    densityText,
    lines(hexagons, cell) {
      const count = hexagons.counts[cell];
      if (count === undefined) return null;
      return [
        where(hexagons, cell),
        t('incidents.hexagon.tip', {
          n: format.number(count),
          late: format.number(hexagons.late[cell]),
          density: densityText(density(hexagons, cell)),
        }),
      ];
    },
    size: (sizeMetres) => t('incidents.hexagon.size', { size: format.distance(sizeMetres) }),
    indexOf(hexagons, id) {
      const asked = parseHexagonId(id);
      if (!asked || hexagons?.sizeMetres !== asked.sizeMetres) return -1;
      return hexagons.q.findIndex((q, cell) => q === asked.q && hexagons.r[cell] === asked.r);
    },
  };
}
