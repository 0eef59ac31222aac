import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { SitingWatch } from '../../geodata/coverage/siting/choose-sites';
import type { MipSolver } from '../../geodata/coverage/siting/mip';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { answerSiting } from '../services/answer-siting';
import type { PreparedSiting } from '../services/prepare-siting';
import type { PackedSiting } from '../services/siting-job';

const pack = promisify(gzip);

/** Solves one siting question on this thread, to texts that are ready to be sent. */
export async function runSitingJob(
  prepared: PreparedSiting,
  solve: MipSolver,
  watch: SitingWatch,
): Promise<Result<PackedSiting>> {
  const answered = answerSiting(prepared, solve, watch, () => performance.now());
  if (!answered.ok) return answered;
  const { answer, units } = answered.value;
  return ok({ answer: await pack(JSON.stringify(answer)), units: await pack(JSON.stringify(units)) });
}
