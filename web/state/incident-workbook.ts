import { fail } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { fetchIncidentWorkbook } from '../api/incident-figures';
import type { IncidentQuery } from '../api/incidents';
import { useFigures } from './figures';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import { scaleParams } from './heat-scale';
import { usePlace } from './place';

/**
 * The incidents under the filter as they stand, as an Excel file.
 * @param withFigures by what and against what the board says
 * @param list which of them its last sheet lists, and in which order
 */
export async function readIncidentWorkbook(
  withFigures: boolean,
  list: Pick<IncidentQuery, 'grid' | 'hexagon' | 'located' | 'figure' | 'part' | 'owner' | 'sort' | 'reverse'>,
): Promise<Result<Blob>> {
  const { current } = usePlace();
  if (!current) return fail('client.cancelled');
  const asked = withFigures ? useFigures().question : { ...useHeatFilter().filter, ...useHeat().planParams };
  const { scale, reference } = useHeat();
  return fetchIncidentWorkbook(current.id, { ...asked, ...list, ...scaleParams(scale), reference });
}
