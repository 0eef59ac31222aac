import { useI18n } from 'vue-i18n';
import type { IncidentDetail } from '../../geodata/schema/incident-summary';
import type { IncidentWalk } from '../state/incident-walk';
import { useGridNames } from './use-grid-names';
import { useIncidentWords } from './use-incident-words';
import { useLocalFormat } from './use-local-format';

const MINUTE = 60_000;

export interface IncidentPlaceWords {
  /** Why it has no place on the map. */
  noPoint: (incident: Pick<IncidentDetail, 'whyNoPoint' | 'address'>) => string;
  /** Why it is counted in no grid or area. */
  inNone: (incident: Pick<IncidentDetail, 'whyNoPoint' | 'outside' | 'assignments'>) => string;
  /** `步行约 22 分钟到东城党群服务中心`. */
  walk: (walk: IncidentWalk) => string;
}

/** Where an incident is, where it is not and why, and how far it is to a station. */
export function useIncidentPlaceWords(): IncidentPlaceWords {
  const { t } = useI18n();
  const format = useLocalFormat();
  const { gridName } = useGridNames();
  const words = useIncidentWords();
  return {
    noPoint: ({ whyNoPoint, address }) => {
      if (whyNoPoint === 'bad-coordinate') return t('incidentPlace.noPoint.bad');
      return t(address ? 'incidentPlace.noPoint.addressOnly' : 'incidentPlace.noPoint.none');
    },
    inNone: ({ whyNoPoint, outside, assignments }) => {
      const area = words.areaNoun();
      if (whyNoPoint !== null) return t('incidentPlace.inNone.noPoint', { area });
      if (outside?.reason === 'before-plan') return t('incidentPlace.inNone.beforePlan', { area });
      if (outside?.nearest) {
        const { name, metres } = outside.nearest;
        return t('incidentPlace.inNone.near', { area, name: gridName(name), distance: format.distance(metres) });
      }
      const away = assignments.flatMap(({ now }) => (now?.gridId === null ? (now.borderMetres ?? []) : []));
      return away.length > 0
        ? t('incidentPlace.inNone.far', { area, distance: format.distance(Math.min(...away)) })
        : t('incidents.fact.inNone', { area });
    },
    walk: ({ kind, station, isOffPaths }) => {
      if (isOffPaths) return t('incidentPlace.walk.offPaths');
      if (!station) return t('incidentPlace.walk.none', { kind: t(`stationKind.${kind}`) });
      // Never rounded down: what takes 15 minutes and a bit is out of reach of 15.
      const n = format.number(Math.max(1, Math.ceil(station.milliseconds / MINUTE)));
      return t('incidentPlace.walk.to', { n, name: format.name(station.name) });
    },
  };
}
