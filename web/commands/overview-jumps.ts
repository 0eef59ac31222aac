import type { BBox } from '../../geodata/schema/coordinates';
import type { BrokenRule } from '../../geodata/schema/overview';
import type { StationKind } from '../../geodata/schema/station';
import { useMode } from '../state/mode';
import type { ModeId } from '../state/mode';
import { useOverview } from '../state/overview';
import { usePlace } from '../state/place';
import { useTrail } from '../state/trail';
import { useView } from '../state/view';

type Query = Record<string, string>;

export interface OverviewJumps {
  toPlan: () => void;
  toCoverage: (kind?: StationKind | null) => void;
  /** Incidents of the overview's period; `ask` narrows them in the words of that mode's address. */
  toIncidents: (ask?: Query) => void;
  /** Everything that breaks a rule and nothing else, in the mode that deals with it. */
  toRule: (rule: BrokenRule) => void;
  /** A mode with this area or grid selected and in view. */
  toArea: (mode: ModeId, kind: 'area' | 'grid', id: string) => void;
}

/** From a figure to the map it comes from, with the same plan, stations, walk and period. */
export function useOverviewJumps(): OverviewJumps {
  const mode = useMode();
  const overview = useOverview();
  const place = usePlace();
  const view = useView();
  const trail = useTrail();

  const plan = (): Query => (overview.plan ? { plan: overview.plan } : {});
  const walk = (kind: StationKind | null): Query => ({
    ...(kind ? { kind } : {}),
    ...(overview.answer ? { min: String(overview.answer.minutes), walker: overview.answer.walker } : {}),
  });
  const period = (): Query => ({ period: String(overview.days) });

  /** The areas of the level of an area, so that it is one of those that are counted. */
  function levelOf(id: string): Query {
    const levels = place.current?.profile.levels ?? [];
    const key = levels[place.areasById.get(id)?.level ?? -1]?.key;
    return key ? { level: key } : {};
  }

  function open(to: ModeId, query: Query): void {
    void mode.open(to, { ...plan(), ...query });
    if (place.current) view.showBounds(place.current.bbox as unknown as BBox);
  }

  const toCoverage = (kind: StationKind | null = overview.kind): void => open('coverage', walk(kind));
  const toIncidents = (ask: Query = {}): void => open('incidents', { ...period(), ...ask });

  function toRule({ rule, kind }: BrokenRule): void {
    switch (rule) {
      case 'low-coverage': {
        const share = overview.answer?.standards.coveredShare ?? 0;
        return open('coverage', { ...walk(kind), under: String(Math.round(share * 100)) });
      }
      case 'small-station':
        return open('coverage', { ...walk(kind), small: '1' });
      case 'overdue':
        return open('incidents', { state: 'open', late: '1', heat: 'late' });
      case 'late':
        return toIncidents({ late: '1', heat: 'late' });
      default:
        return open('plan', { check: rule });
    }
  }

  return {
    toPlan: () => open('plan', {}),
    toCoverage,
    toIncidents,
    toRule,
    toArea(to, kind, id) {
      const rates = { ...period(), heat: 'rate', ...(kind === 'area' ? levelOf(id) : {}) };
      const asked = { plan: {}, overview: {}, coverage: walk(overview.kind), incidents: rates }[to];
      void mode.open(to, { ...plan(), ...asked, sel: `${kind}:${id}` });
      trail.show(kind, id);
    },
  };
}
