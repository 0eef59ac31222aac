import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFacets } from '../../geodata/incidents/count-facets';
import { dueLightAt, millisecondsLate } from '../../geodata/incidents/due-light';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { NO_POINT } from '../../geodata/incidents/incident-columns';
import { latenessAt } from '../../geodata/incidents/lateness';
import { localDays } from '../../geodata/incidents/local-days';
import { formatOwners, parseOwners } from '../../geodata/incidents/owner-list';
import { tallyLateness } from '../../geodata/incidents/tally-lateness';
import { incidentStates } from '../../geodata/schema/incident';
import { dueLights } from '../../geodata/schema/incident-lateness';

const DAY = 86_400_000;
const t0 = Date.parse('2025-03-01T00:00:00Z');
const asOf = t0 + 60 * DAY;
const owners = ['环卫中心', '市政养护所', 'Parks | Roads'];

const row = fc.record({
  reportedAt: fc.integer({ min: t0, max: asOf }),
  limit: fc.option(fc.oneof(fc.integer({ min: -DAY, max: 40 * DAY }), fc.constant(0))),
  spent: fc.option(fc.integer({ min: 0, max: 50 * DAY })),
  state: fc.nat(incidentStates.length - 1),
  owner: fc.integer({ min: -1, max: owners.length - 1 }),
  uncovered: fc.nat(1),
  group: fc.integer({ min: -1, max: 3 }),
});
const scene = fc.array(row, { maxLength: 120 }).map((rows) => {
  const columns: IncidentColumns = {
    count: rows.length,
    types: [{ code: 'A', name: { zh: '甲' }, parentCode: null }],
    owners,
    reportedAt: Float64Array.from(rows, (r) => r.reportedAt),
    dueAt: Float64Array.from(rows, (r) => (r.limit === null ? NaN : r.reportedAt + r.limit)),
    respondedAt: new Float64Array(rows.length).fill(NaN),
    closedAt: Float64Array.from(rows, (r) => (r.spent === null ? NaN : r.reportedAt + r.spent)),
    type: new Uint16Array(rows.length),
    owner: Int32Array.from(rows, (r) => r.owner),
    state: Uint8Array.from(rows, (r) => r.state),
    weekHour: new Uint8Array(rows.length),
    xy: new Int32Array(rows.length * 2).fill(NO_POINT),
  };
  return { columns, rows, uncovered: Uint8Array.from(rows, (r) => r.uncovered) };
});
const all = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('lights', () => {
  it('are one each, and red and closed late are what is called late', () => {
    fc.assert(
      fc.property(scene, ({ columns }) => {
        for (const i of all(columns.count)) {
          const light = dueLights[dueLightAt(columns, i, asOf)]!;
          const lateness = latenessAt(columns, i, asOf);
          expect(light === 'red').toBe(lateness === 'overdue');
          expect(light === 'closed-late').toBe(lateness === 'closed-late');
          expect(millisecondsLate(columns, i, asOf) > 0).toBe(lateness !== 'on-time');
        }
      }),
    );
  });

  it('filter as looking at each one does, together with agencies and cover; parts add up to the whole', () => {
    fc.assert(
      fc.property(
        scene,
        fc.subarray([...dueLights]),
        fc.subarray<string | null>([null, ...owners]),
        fc.boolean(),
        ({ columns, rows, uncovered }, lights, asked, isCover) => {
          const filter = { lights, owners: asked, ...(isCover ? { uncovered } : {}) };
          const found = Array.from(filterIncidents(columns, filter, asOf));
          const judge = rows.flatMap((r, i) => {
            const light = dueLights[dueLightAt(columns, i, asOf)]!;
            const owner = r.owner < 0 ? null : owners[r.owner]!;
            return lights.includes(light) && asked.includes(owner) && (!isCover || r.uncovered === 1) ? [i] : [];
          });
          expect(found).toEqual(judge);
          const parts = dueLights.map((light) => filterIncidents(columns, { lights: [light] }, asOf).length);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(columns.count);
          // Beside an agency stands what choosing it alone would list.
          const facets = countFacets(columns, filter, localDays(t0, asOf, 'Asia/Shanghai'), asOf);
          [null, ...owners].forEach((owner, k) =>
            expect(facets.byOwner[k]).toBe(filterIncidents(columns, { ...filter, owners: [owner] }, asOf).length),
          );
        },
      ),
    );
  });

  it('tally by group to what each group holds, with the median of those open and overdue', () => {
    fc.assert(
      fc.property(scene, ({ columns, rows }) => {
        const tallies = tallyLateness(columns, all(columns.count), asOf, (i) => rows[i]!.group, 4);
        tallies.forEach((tally, group) => {
          const own = all(columns.count).filter((i) => rows[i]!.group === group);
          const of = own.map((i) => dueLights[dueLightAt(columns, i, asOf)]!);
          expect(Array.from(tally.lights)).toEqual(dueLights.map((light) => of.filter((one) => one === light).length));
          expect(tally.late).toBe(of.filter((light) => light === 'red' || light === 'closed-late').length);
          expect(tally.judged).toBe(of.filter((light) => light !== 'unknown' && light !== 'excluded').length);
          const open = own.filter((_, k) => of[k] === 'red').map((i) => (asOf - columns.dueAt[i]!) / DAY);
          if (open.length === 0) expect(tally.medianDaysLate).toBeNull();
          else {
            const below = open.filter((days) => days <= tally.medianDaysLate! + 1e-9).length;
            const above = open.filter((days) => days >= tally.medianDaysLate! - 1e-9).length;
            expect(Math.min(below, above) * 2).toBeGreaterThanOrEqual(open.length);
          }
        });
      }),
    );
  });
});

describe('agencies in a URL', () => {
  it('come back as they went, whatever their names', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ minLength: 1, unit: 'grapheme' }))), (names) => {
        expect(parseOwners(formatOwners(names))).toEqual(names);
      }),
    );
  });
});
