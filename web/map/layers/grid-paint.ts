import type { ExpressionSpecification } from 'maplibre-gl';
import { classOf } from '../../../geodata/incidents/class-breaks';
import type { GridIncidents, IncidentSummaryWire } from '../../../geodata/schema/incident-summary';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useHeat } from '../../state/heat';
import { useHeatCluster } from '../../state/heat-cluster';
import { useSession } from '../../state/session';
import { changeBreaks, changeColours } from '../../ui/change-ramp';
import { emergingColour } from '../../ui/emerging-colours';
import { cornerColour, findingColour } from '../../ui/finding-colours';
import { choroplethOpacity, classColours, noRateColour, zeroColour } from '../../ui/heat-ramp';

/** How a grid is drawn. */
export interface GridPaint {
  colour: string;
  /** What stands out of what is shown: surely high, or part of the most unlikely cluster. */
  sure: boolean;
  /** What chance explains as well is hatched over a pale colour: one sees the rate, and that it may be nothing. */
  doubtful: boolean;
}

/** How strongly a grid's colour covers the map, and its hatch, by whether it is doubtful. */
export const doubtfulFill = (isDoubtful: ExpressionSpecification): ExpressionSpecification => [
  'case',
  isDoubtful,
  0.34,
  choroplethOpacity,
];
export const doubtfulHatch = (isDoubtful: ExpressionSpecification): ExpressionSpecification => [
  'case',
  isDoubtful,
  0.42,
  0,
];

/** The paint of the grids of an answer: the same for the same numbers, on whichever map they are drawn. */
export function useGridPaint(): (summary: IncidentSummaryWire) => (grid: GridIncidents) => GridPaint {
  const heat = useHeat();
  const scan = useHeatCluster();
  const session = useSession();
  const words = useIncidentWords();

  const isReal = (grid: GridIncidents): boolean => ['high', 'low'].includes(words.finding(grid) ?? '');

  function changeColour({ count, change, uncompared }: GridIncidents): string {
    if (uncompared) return noRateColour(session.isDark);
    // Compared with nothing there is nothing to say, not even that it is too little.
    if (!change) return 'rgba(0, 0, 0, 0)';
    if (change.finding === 'too-few') return noRateColour(session.isDark);
    const ratio = change.ratio ?? (count > 0 ? Infinity : 1);
    return changeColours(session.isDark)[classOf(ratio, changeBreaks)]!;
  }

  /** With its neighbours a grid is hot, cold or neither, whatever its own rate: the colour says which. */
  function verdictColour(grid: GridIncidents): string {
    const finding = words.finding(grid);
    if (finding === 'too-few') return noRateColour(session.isDark);
    if (heat.judge === 'outlier')
      return cornerColour(grid.outlier?.isReal ? grid.outlier.corner : null, session.isDark);
    return findingColour(finding, session.isDark);
  }

  function colourOf(grid: GridIncidents, breaks: readonly number[], colours: readonly string[]): string {
    if (heat.view === 'change') return changeColour(grid);
    if (heat.view === 'emerging') {
      const kind = heat.historyOf(grid.gridId)?.kind;
      if (kind) return emergingColour(kind.temperature, kind.class);
      return grid.rateKind === 'rate' ? 'rgba(0, 0, 0, 0)' : noRateColour(session.isDark);
    }
    if (grid.shrunkPerThousand === null) return noRateColour(session.isDark);
    if (heat.judge !== 'alone') return verdictColour(grid);
    if (grid.count === 0 && !isReal(grid)) return zeroColour(session.isDark);
    // So few that nobody can tell: a colour would say more than is known.
    if (words.finding(grid) === 'too-few') return noRateColour(session.isDark);
    return colours[classOf(grid.shrunkPerThousand, breaks)] ?? 'transparent';
  }

  return ({ rate: { breaks } }) => {
    const colours = classColours(breaks.length + 1, session.isDark);
    return (grid) => ({
      colour: colourOf(grid, breaks, colours),
      sure: heat.view === 'emerging' ? scan.gridIds.has(grid.gridId) : words.isSurelyHigh(grid),
      doubtful:
        heat.view !== 'emerging' &&
        words.finding(grid) === 'usual' &&
        (grid.count > 0 || heat.view === 'change' || heat.judge !== 'alone'),
    });
  };
}
