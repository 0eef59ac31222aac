import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { hexagonId } from '../../geodata/incidents/hex-lattice';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import type { GridId, PlanId } from '../../geodata/schema/ids';
import type { Incident } from '../../geodata/schema/incident';
import { closeDatabase } from '../../server/db/open-database';
import type { Client } from '../../server/db/open-database';
import { openPlaceDatabase } from '../../server/db/place-store';
import { countHexagons } from '../../server/services/count-hexagons';
import type { IncidentSource } from '../../server/services/incident-set';
import { listIncidents } from '../../server/services/list-incidents';
import { loadDataset } from '../../server/services/load-dataset';
import { summariseIncidents } from '../../server/services/summarise-incidents';
import { seededRandom } from '../fixtures/random-plan';
import { BLOCK_HEIGHT, BLOCK_WIDTH, FIRST_DAY, smallPlace, SOUTH, WEST } from '../fixtures/small-place';
import { unwrap } from '../fixtures/test-app';

const full = process.env['PROVE'] === 'full';
/** A question opens one cell of each kind; four cells a question. */
const questions = full ? 2500 : 20;
const DAY = 86_400_000;

/** 3,000 reports of sixty days, many on borders; from the 31st day on A1 and A2 are one grid. */
function town(): PlaceDataset {
  const place = smallPlace('cells');
  const random = seededRandom(31);
  const incidents = Array.from({ length: 3000 }, (_, i): Incident => {
    const like = place.incidents[i % place.incidents.length]!;
    const spot = (count: number): number =>
      random() < 0.2 ? Math.floor(random() * (count + 1)) : random() * (count + 2) - 1;
    const point: [number, number] | null = like.point && [
      WEST + Math.round(spot(5) * BLOCK_WIDTH),
      SOUTH + Math.round(spot(2) * BLOCK_HEIGHT),
    ];
    const reportedAt = FIRST_DAY + Math.floor(random() * 60 * DAY);
    return {
      ...like,
      id: `i${i}` as Incident['id'],
      caseNumber: `i${i}`,
      channelRef: `i${i}`,
      reportedAt,
      dueAt: like.dueAt && reportedAt + 3 * DAY,
      closedAt: like.closedAt && reportedAt + Math.floor(random() * 6 * DAY),
      point,
      raw: point && { x: fromLattice(point[0]), y: fromLattice(point[1]), crs: 'WGS84' },
    };
  });
  const [first] = place.plans as [PlaceDataset['plans'][number]];
  const joined = first.grids.filter(({ id }) => ['a1', 'a2'].includes(id));
  const later = {
    plan: { ...first.plan, id: 'later' as PlanId },
    grids: [
      ...first.grids.filter((grid) => !joined.includes(grid)),
      {
        ...joined[0]!,
        id: 'joined' as GridId,
        code: null,
        polygons: dissolveFaces(joined.map(({ polygons }) => polygons)),
      },
    ],
  };
  return { ...place, incidents, plans: [...place.plans, later] };
}

let folder: string;
let client: Client;
let source: IncidentSource;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'getu-cells-'));
  client = unwrap(await openPlaceDatabase(folder, 'cells'));
  unwrap(await loadDataset(client, town()));
  await client.execute("UPDATE grid_plan SET effective_from = '2025-03-31' WHERE id = 'later'");
  const cache = new Map<string, unknown>();
  source = {
    client,
    now: FIRST_DAY + 90 * DAY,
    async cached<T>(key: string, build: () => Promise<T>): Promise<T> {
      if (!cache.has(key)) cache.set(key, await build());
      return cache.get(key) as T;
    },
  };
});
afterAll(async () => {
  await closeDatabase(client);
  rmSync(folder, { recursive: true, force: true });
});

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
const page = { sort: 'newest', limit: 1000, offset: 0 } as const;

describe('a number and its rows', () => {
  it(
    `are one: ${questions * 4} cells of grids of then and of now, areas and hexagons, under random filters`,
    async () => {
      const random = seededRandom(17);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
      const day = (n: number): string => new Date(FIRST_DAY + n * DAY + 12 * 3_600_000).toISOString().slice(0, 10);
      let opened = 0;
      for (let k = 0; k < questions; k++) {
        const from = Math.floor(random() * 55);
        const filter = {
          ...(random() < 0.7 ? { from: day(from), to: day(from + Math.floor(random() * (59 - from))) } : {}),
          ...(random() < 0.3 ? { type: pick(['facilities', 'noise', 'road-surface,noise']) } : {}),
          ...(random() < 0.3 ? { state: pick(['open', 'ended', 'closed']) } : {}),
          ...(random() < 0.2 ? { late: true } : {}),
          ...(random() < 0.2 ? { hours: pick(['1-5:8-17', '6-7:0-23']) } : {}),
        };
        const total = unwrap(await listIncidents(source, { ...filter, ...page, limit: 1 })).total;
        const kinds = [{ counted: 'then' }, { counted: 'now' }, { level: pick(['community', 'subdistrict']) }] as const;
        for (const areas of kinds) {
          const found = unwrap(await summariseIncidents(source, { ...filter, ...areas, scale: 'period' }));
          const { byGrid, outside, outsideGrids, withoutPoint } = found;
          expect(sum(byGrid.map(({ count }) => count)) + outsideGrids + withoutPoint).toBe(total);
          expect(outside.near + outside.far + outside.beforePlan).toBe(outsideGrids);
          const { gridId, count, overdue } = pick(byGrid);
          const listed = unwrap(await listIncidents(source, { ...filter, ...areas, ...page, grid: gridId }));
          expect(listed.total).toBe(count);
          const own = listed.rows.filter((row) => row.gridId === gridId);
          expect([listed.rows.length, own.length]).toEqual([Math.min(count, 1000), Math.min(count, 1000)]);
          // A page has a thousand at most.
          if (count <= 1000) expect(own.filter(({ lateness }) => lateness === 'overdue').length).toBe(overdue);
          opened++;
        }
        const size = pick([100, 200, 400]);
        const bins = unwrap(await countHexagons(source, { ...filter, size, scale: 'period' }));
        expect(sum(bins.counts) + bins.withoutPoint).toBe(total);
        const cell = Math.floor(random() * bins.counts.length);
        const hexagon = hexagonId(size, { q: bins.q[cell]!, r: bins.r[cell]! });
        const listed = unwrap(await listIncidents(source, { ...filter, ...page, limit: 1, hexagon }));
        expect(listed.total).toBe(bins.counts[cell]!);
        opened++;
      }
      expect(opened).toBe(questions * 4);
    },
    full ? 1_200_000 : undefined,
  );
});
