import { defineStore } from 'pinia';
import { computed } from 'vue';
import { coveredPart } from '../../geodata/coverage/covered-part';
import type { CoverageCountsWire } from '../../geodata/schema/coverage';
import type { LocalName } from '../../geodata/schema/place';
import { useCountedGroup } from './counted-group';
import { useCoverage } from './coverage';
import { usePlace } from './place';
import { flagParam, textParam, useQueryParam } from './url-query';

/** A row of a level: an area or a grid with its counts. */
export interface LevelRow {
  id: string;
  name: LocalName;
  counts: CoverageCountsWire;
  parentId: string | null;
}

/** A level that can be ranked and coloured: areas by the key of their level, or the grids of the plan. */
export interface CoverageLevel {
  key: string;
  /** Null for grids, whose name is everywhere the same. */
  name: LocalName | null;
  rows: readonly LevelRow[];
}

export const GRID_LEVEL = 'grid';
/** Lower ends of the classes of shares, 0…1; a last one is whole areas. */
export const shareClasses = [0, 0.25, 0.5, 0.75, 0.9, 1] as const;

/** Class of a share, index into `shareClasses`. */
export const shareClass = (share: number): number =>
  shareClasses.reduce<number>((found, from, i) => (share >= from ? i : found), 0);

/** By which areas coverage is summed up: all levels the place has, the one looked at, and whether the map is coloured by it. */
export const useCoverageLevel = defineStore('coverage-level', () => {
  const coverage = useCoverage();
  const place = usePlace();
  const counted = useCountedGroup();
  const inUrl = useQueryParam('level', textParam());
  const showsShares = useQueryParam('shares', flagParam());

  /** Outermost first; a level of one area above the communities is the place itself and is left out. */
  const levels = computed<CoverageLevel[]>(() => {
    const { answer } = coverage;
    const names = place.current?.profile.levels ?? [];
    if (!answer) return [];
    const innermost = names.length - 1;
    const areas = [...answer.byArea, ...answer.byCommunity.map((one) => ({ ...one, level: innermost }))];
    const found = names.map((one, level) => ({
      ...one,
      rows: areas
        .filter((area) => area.level === level)
        .map((area) => ({ id: area.id, name: area.name, parentId: area.parentId, counts: area })),
    }));
    const grids = answer.byGrid.map((grid) => ({
      id: grid.id,
      name: { zh: grid.name || (grid.code ?? grid.id) },
      parentId: grid.communityId,
      counts: grid,
    }));
    return [
      ...found.filter(({ rows }, level) => rows.length > (level === innermost ? 0 : 1)),
      ...(grids.length > 0 ? [{ key: GRID_LEVEL, name: null, rows: grids }] : []),
    ];
  });
  const usual = computed(() => levels.value.filter(({ key }) => key !== GRID_LEVEL).at(-1) ?? levels.value[0] ?? null);
  const current = computed(() => levels.value.find(({ key }) => key === inUrl.value) ?? usual.value);
  const key = computed({
    get: () => current.value?.key ?? '',
    set: (wanted) => (inUrl.value = wanted === usual.value?.key ? '' : wanted),
  });
  const rowsById = computed(() => new Map(current.value?.rows.map((row) => [row.id, row]) ?? []));
  /** Covered share of a row of those counted now, 0…1; null where none of them was counted. */
  function shareOf({ counts }: LevelRow): number | null {
    const part = coveredPart(counts, counted.chosen);
    return part ? part.covered / part.total : null;
  }

  return { levels, current, key, rowsById, showsShares, shareOf };
});
