import type { IncidentReports } from '../../geodata/schema/incident-merge';
import type { IncidentRow } from '../../geodata/schema/incident-summary';
import { fetchReports } from '../api/incident-repeats';
import { useAskedAnswer } from './asked-answer';
import type { AskedAnswer } from './asked-answer';
import { useHeat } from './heat';
import { useMerges } from './merges';
import { usePlace } from './place';

/** All reports of the problem that the row belongs to, asked again after every merge and undo. */
export function useIncidentReports(row: () => IncidentRow): AskedAnswer<IncidentReports> {
  const heat = useHeat();
  const merges = useMerges();
  const place = usePlace();
  return useAskedAnswer(
    () => {
      const placeId = place.current?.id;
      const { id, reports } = row();
      return placeId ? { placeId, id, areas: heat.planParams, revision: merges.revision, reports } : null;
    },
    ({ placeId, id, areas }) => fetchReports(placeId, id, areas),
  );
}
