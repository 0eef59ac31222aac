import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { describeProblem } from '../../../geodata/schema/problems';
import { readPlanContent, readPlanFindings, readPlanGeoJson } from '../../services/read-plan';
import { defineTask } from '../task';

const pack = promisify(gzip);

export interface ReadPlanInput {
  placeId: string;
  planId: string;
  /** Part of the cache's key: a plan changes between two imports. */
  revision: number;
  part: 'content' | 'grids' | 'checks';
  language: 'zh' | 'en';
}

/** A plan, its GeoJSON or its checks as gzipped JSON text, kept until the plan or the data changes; null where it is gone. */
export const readPlanTask = defineTask(
  (context, { placeId, planId, revision, part, language }: ReadPlanInput): Promise<Uint8Array | null> => {
    const key = `plan:${planId}:${revision}:${part}${part === 'checks' ? `:${language}` : ''}`;
    return context.cached(placeId, key, async ({ client }) => {
      if (part !== 'checks') {
        const text = await (part === 'content' ? readPlanContent : readPlanGeoJson)(client, planId);
        return text === null ? null : pack(text, { level: 6 });
      }
      const findings = await readPlanFindings(client, planId);
      if (!findings) return null;
      const described = findings.map((finding) => ({ ...finding, detail: describeProblem(finding, language) }));
      return pack(JSON.stringify({ revision, findings: described }), { level: 6 });
    });
  },
);
