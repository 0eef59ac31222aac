import type { Result } from '../../../geodata/schema/problems';
import { exportIncidents } from '../../services/export-incidents';
import type { WorkbookOrder } from '../../services/export-incidents';
import type { IncidentWalks } from '../../services/walk-incidents';
import { defineTask } from '../task';

/** Incidents as an Excel workbook, from the columns and sums this thread has in memory. */
export const exportIncidentsTask = defineTask(
  async (
    context,
    {
      placeId,
      order,
      now,
      walks,
    }: { placeId: string; order: WorkbookOrder; now: number; walks?: Result<IncidentWalks> },
  ): Promise<Result<Uint8Array>> => {
    const { client } = await context.place(placeId);
    const cached = <T>(key: string, build: () => Promise<T>) => context.cached(placeId, key, build);
    return exportIncidents({ client, cached, now, ...(walks ? { walks } : {}) }, order);
  },
);
