import type { UncoveredFormat } from '../../geodata/schema/coverage';
import { fail } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { fetchUncoveredFile } from '../api/coverage';
import { useCoverage } from './coverage';
import { usePlace } from './place';

/** Everybody the question as it stands leaves out, as a file. */
export async function readUncoveredFile(format: UncoveredFormat): Promise<Result<Blob>> {
  const { kind, minutes, walker, answer } = useCoverage();
  const { current } = usePlace();
  if (!kind || !current) return fail('client.cancelled');
  return fetchUncoveredFile(current.id, { format, kind, minutes, walker, plan: answer?.plan?.id ?? '' });
}
