import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { describeProblem, plainParams } from '../../../geodata/schema/problems';
import { pageFindings, readPlanContent, readPlanFindings, readPlanGeoJson } from '../../services/read-plan';
import type { PlanPeriod } from '../../../geodata/plan/plan-standing';
import type { ReadPlanPart } from '../../services/read-plan';
import { selectBaseUnitColumns } from '../../db/queries/base-unit-columns';
import { defineTask } from '../task';

const pack = promisify(gzip);

interface PlanInput {
  placeId: string;
  planId: string;
  /** Part of the cache's key: a plan changes between two imports. */
  revision: number;
  /** How it stands today, which changes without a revision. */
  period: PlanPeriod;
}

export type ReadPlanInput = PlanInput & ReadPlanPart;

/**
 * A plan, its GeoJSON or a page of its checks as gzipped JSON text; null where it is gone. Plans and findings are kept
 * until the plan or the data changes, so only the first page of checks waits for checking.
 */
export const readPlanTask = defineTask(async (context, input: ReadPlanInput): Promise<Uint8Array | null> => {
  const { placeId, planId, revision, period, part } = input;
  const key = `plan:${planId}:${revision}:${part}`;
  if (input.part !== 'checks') {
    const stands = part === 'content' ? `:${period.standing}:${period.effectiveTo}` : '';
    return context.cached(placeId, key + stands, async ({ client }) => {
      const text = await (part === 'content'
        ? readPlanContent(client, planId, period)
        : readPlanGeoJson(client, planId));
      return text === null ? null : pack(text, { level: 6 });
    });
  }
  const findings = await context.cached(placeId, key, ({ client }) =>
    readPlanFindings(client, planId, () =>
      context.cached(placeId, 'base-unit-columns', () => selectBaseUnitColumns(client)),
    ),
  );
  if (!findings) return null;
  const { language, offset, limit, nextCursor } = input;
  const page = pageFindings(findings, input);
  const described = page.findings.map((finding) => ({
    ...finding,
    params: plainParams(finding.params, language),
    detail: describeProblem(finding, language),
  }));
  const isLast = offset + limit >= page.total;
  const answer = { revision, ...page, findings: described, nextCursor: isLast ? null : nextCursor };
  return pack(JSON.stringify(answer), { level: 6 });
});
