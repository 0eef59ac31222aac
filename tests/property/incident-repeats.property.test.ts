import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateCandidates, MOST_MATCHES } from '../../geodata/incidents/duplicate-candidates';
import { duplicateReaches } from '../../geodata/incidents/duplicate-rules';
import { closeness, duplicateScore, PROPOSED_SCORE } from '../../geodata/incidents/duplicate-score';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import { NO_POINT } from '../../geodata/incidents/incident-columns';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { gatherPlaces } from '../../geodata/incidents/incident-places';
import { linkPoints } from '../../geodata/incidents/link-points';
import { localPlane, projectRows } from '../../geodata/incidents/local-plane';
import { repeatedPlaces } from '../../geodata/incidents/repeated-places';
import { gramLikeness, normalText, textGrams } from '../../geodata/incidents/text-grams';
import { typeFamilies } from '../../geodata/incidents/type-families';
import { toLattice } from '../../geodata/schema/coordinates';
import { incidentStates } from '../../geodata/schema/incident';
import type { IncidentType } from '../../geodata/schema/incident';

const full = process.env['PROVE'] === 'full';
const runs = (seeded: number) => ({ numRuns: full ? seeded * 20 : seeded });
const DAY = 86_400_000;
const t0 = Date.parse('2025-03-01T00:00:00Z');
const types: IncidentType[] = ['01', '0101', '0102', '02', '0201'].map((code) => ({
  code,
  name: { zh: code },
  parentCode: code.length > 2 ? code.slice(0, 2) : null,
}));
const reaches = duplicateReaches(types, [
  { types: ['01'], metres: 30, days: 14 },
  { types: ['0102'], metres: 100, days: 7 },
]);
const plane = localPlane(116.3, 39.4);
const words = ['垃圾桶满溢，好几天没人管', '垃圾桶满溢，好几天没人管了', '路灯不亮', ''];
const addresses = ['幸福路12号', '幸福路 12號', '人民路3号', ''];

const report = fc.record({
  // A few spots some metres apart, so that near and far both come up.
  east: fc.constantFrom(0, 4, 9, 16, 25, 40, 80),
  north: fc.constantFrom(0, 3, 11),
  hours: fc.integer({ min: 0, max: 24 * 40 }),
  type: fc.nat(types.length - 1),
  state: fc.nat(incidentStates.length - 1),
  located: fc.boolean(),
  word: fc.nat(words.length - 1),
  address: fc.nat(addresses.length - 1),
});
type Report = typeof report extends fc.Arbitrary<infer T> ? T : never;

function columnsOf(reports: readonly Report[], allLocated = false): IncidentColumns {
  return {
    count: reports.length,
    types,
    reportedAt: Float64Array.from(reports, ({ hours }) => t0 + hours * 3_600_000),
    dueAt: new Float64Array(reports.length).fill(NaN),
    closedAt: new Float64Array(reports.length).fill(NaN),
    respondedAt: new Float64Array(reports.length).fill(NaN),
    owners: [],
    owner: new Int32Array(reports.length).fill(-1),
    type: Uint16Array.from(reports, (one) => one.type),
    state: Uint8Array.from(reports, (one) => one.state),
    weekHour: new Uint8Array(reports.length),
    xy: Int32Array.from(
      reports.flatMap(({ east, north, located }) =>
        located || allLocated
          ? [toLattice(116.3 + east / plane.metresPerDegreeLng), toLattice(39.4 + north / 111_000)]
          : [NO_POINT, NO_POINT],
      ),
    ),
  };
}

describe('likely duplicates', () => {
  it('are those that comparing every pair finds', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(report, { minLength: 25, maxLength: 60 }), (reports) => {
        const columns = columnsOf(reports, true);
        const texts = reports.map(({ word, address }) => normalText(`${words[word]!}${addresses[address]!}`));
        const distinct = [...new Set(texts)];
        const { pairs, cutShort } = duplicateCandidates({
          columns,
          reaches,
          textOf: Int32Array.from(texts, (text) => distinct.indexOf(text)),
          texts: distinct,
          plane,
        });
        expect(cutShort).toBe(0);

        const families = typeFamilies(types);
        const xy = projectRows(plane, columns.xy, [...reports.keys()]);
        const isVoid = incidentStates.indexOf('void');
        const comesBefore = (a: number, b: number) =>
          columns.reportedAt[a]! < columns.reportedAt[b]! || (columns.reportedAt[a] === columns.reportedAt[b] && a < b);
        const wanted = reports.flatMap((_, later) =>
          reports
            .flatMap((__, earlier) => {
              if (!comesBefore(earlier, later)) return [];
              if (columns.state[later] === isVoid || columns.state[earlier] === isVoid) return [];
              const [own, other] = [columns.type[later]!, columns.type[earlier]!];
              if (families[own] !== families[other]) return [];
              const metres = Math.hypot(xy[2 * later]! - xy[2 * earlier]!, xy[2 * later + 1]! - xy[2 * earlier + 1]!);
              const score = duplicateScore(
                closeness(metres, Math.min(reaches[own]!.metres, reaches[other]!.metres)),
                closeness(
                  columns.reportedAt[later]! - columns.reportedAt[earlier]!,
                  Math.min(reaches[own]!.days, reaches[other]!.days) * DAY,
                ),
                gramLikeness(textGrams(texts[later]!), textGrams(texts[earlier]!)),
              );
              return score >= PROPOSED_SCORE - 1e-9 ? [{ later, earlier, score }] : [];
            })
            .sort((a, b) => b.score - a.score || (comesBefore(a.earlier, b.earlier) ? 1 : -1))
            .slice(0, MOST_MATCHES),
        );
        const key = ({ later, earlier }: { later: number; earlier: number }) => `${later} ${earlier}`;
        expect(pairs.map(key).sort()).toEqual(wanted.map(key).sort());
        found += wanted.length;
      }),
      runs(150),
    );
    expect(found).toBeGreaterThan(100);
  });
});

describe('places', () => {
  it('of points are what linking every pair makes, until a chain is too wide', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 60 })), { maxLength: 60 }),
        (points) => {
          const groups = linkPoints(Float64Array.from(points.flat()), 15, Infinity);
          const plain = points.map((_, i) => i);
          for (let changed = true; changed;) {
            changed = false;
            points.forEach(([ax, ay], a) =>
              points.forEach(([bx, by], b) => {
                if (Math.hypot(ax - bx, ay - by) > 15 || plain[a] === plain[b]) return;
                plain[a] = plain[b] = Math.min(plain[a]!, plain[b]!);
                changed = true;
              }),
            );
          }
          points.forEach((_, a) =>
            points.forEach((__, b) => expect(groups[a] === groups[b]).toBe(plain[a] === plain[b])),
          );
          const narrow = linkPoints(Float64Array.from(points.flat()), 15, 40);
          points.forEach(([ax, ay], a) =>
            points.forEach(([bx, by], b) => {
              if (narrow[a] !== narrow[b]) return;
              expect(groups[a]).toBe(groups[b]);
              expect(Math.hypot(ax - bx, ay - by)).toBeLessThanOrEqual(40);
            }),
          );
        },
      ),
      runs(100),
    );
  });

  it('repeated are those with enough reports in some window, and their rows are all of the filter', () => {
    fc.assert(
      fc.property(
        fc.array(report, { maxLength: 80 }),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        (reports, least, days, alike) => {
          const columns = columnsOf(reports);
          const none = new Int32Array(reports.length).fill(-1);
          const places = gatherPlaces(
            columns,
            {
              addressOf: Int32Array.from(reports, ({ address }) => [0, 0, 1, -1][address]!),
              addressCount: 2,
              buildingOf: none,
              buildingAddress: new Int32Array(),
            },
            plane,
          );
          const rows = filterIncidents(columns, { types: ['01'] }, t0 + 60 * DAY);
          const families = typeFamilies(types);
          const found = repeatedPlaces(columns, rows, places, { least, days, families: alike ? families : null });
          const keyOf = (i: number) => `${places.placeOf[i]} ${alike ? families[columns.type[i]!] : -1}`;
          const times = (key: string) =>
            [...rows].filter((i) => keyOf(i) === key && places.placeOf[i]! >= 0).map((i) => columns.reportedAt[i]!);
          const keys = [...new Set([...rows].filter((i) => places.placeOf[i]! >= 0).map(keyOf))];
          const most = (key: string) =>
            Math.max(
              ...times(key).map((from) => times(key).filter((at) => at >= from && at < from + days * DAY).length),
            );
          const wanted = keys.filter((key) => most(key) >= least);
          expect(found.map(({ place, family }) => `${place} ${family}`).sort()).toEqual(wanted.sort());
          for (const one of found) {
            const key = `${one.place} ${one.family}`;
            expect(one.most).toBe(most(key));
            expect(one.rows).toHaveLength(times(key).length);
            expect((one.to - one.from) / DAY).toBeLessThan(days);
          }
        },
      ),
      runs(150),
    );
  });
});
