import { sumFigures } from '../../geodata/incidents/figures/figure-cells';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { courseOfIncidents } from '../../geodata/incidents/figures/incident-outcomes';
import { localDays } from '../../geodata/incidents/local-days';
import { weekHoursOf } from '../../geodata/incidents/week-hours';
import { incidentStates } from '../../geodata/schema/incident';
import { figureIds } from '../../geodata/schema/incident-figures';
import type { FigureId } from '../../geodata/schema/incident-figures';
import type { Place } from '../../geodata/schema/place';
import type { PlanId } from '../../geodata/schema/ids';
import type { FigureGroups } from '../../server/services/figure-groups';
import { measureFiguresOf } from '../../server/services/measure-figures';
import type { FigureQuery } from '../../server/services/measure-figures';
import type { IncidentSet, IncidentSource } from '../../server/services/incident-set';
import { FIRST_DAY, smallPlace } from '../fixtures/small-place';
import { benchCase, seededRandom } from './bench-case';
import type { Bench, BenchCase } from './bench-case';

const DAY = 86_400_000;
const ZONE = 'Asia/Shanghai';
/** As many as the city of Baoding has. */
const GRIDS = 2459;
const TYPES = 24;
/** Two years, so that a year has one before it. */
const DAYS = 730;

interface City {
  source: IncidentSource;
  set: IncidentSet;
  groups: FigureGroups;
}

/** A city of incidents over two years: two thirds closed, most within three days; or everything in one grid on one day. */
function city(count: number, piled = false): City {
  const random = seededRandom(23);
  const types = Array.from({ length: TYPES }, (_, i) => ({
    code: String(i).padStart(2, '0'),
    name: { zh: `类型${i}` },
    parentCode: null,
  }));
  const columns: IncidentColumns = {
    count,
    types,
    owners: ['城管执法队', '环卫中心', '市政处'],
    reportedAt: new Float64Array(count),
    dueAt: new Float64Array(count),
    respondedAt: new Float64Array(count),
    closedAt: new Float64Array(count),
    type: new Uint16Array(count),
    owner: new Int32Array(count),
    state: new Uint8Array(count),
    weekHour: new Uint8Array(count),
    xy: new Int32Array(count * 2),
  };
  const memberOf = new Int32Array(count);
  const closed = incidentStates.indexOf('closed');
  for (let i = 0; i < count; i++) {
    const at = FIRST_DAY + (piled ? 400 * DAY : random() * DAYS * DAY);
    const isClosed = random() < 0.9;
    columns.reportedAt[i] = at;
    columns.dueAt[i] = at + [8, 48, 120][Math.floor(random() * 3)]! * 3_600_000;
    columns.respondedAt[i] = random() < 0.95 ? at + Math.round(random() ** 3 * 1440) * 60_000 : NaN;
    columns.closedAt[i] = isClosed ? at + random() ** 2 * 8 * DAY : NaN;
    columns.state[i] = isClosed ? closed : Math.floor(random() * incidentStates.length);
    columns.type[i] = Math.floor(random() * TYPES);
    columns.owner[i] = Math.floor(random() * 4) - 1;
    memberOf[i] = piled ? 7 : Math.floor(random() ** 1.5 * GRIDS);
  }
  columns.weekHour.set(weekHoursOf(columns.reportedAt, ZONE));
  const days = localDays(FIRST_DAY, FIRST_DAY + DAYS * DAY - 1, ZONE);
  const town = smallPlace('bench').place;
  const set: IncidentSet = {
    place: { ...(town as Place), datasetVersion: '1' },
    columns,
    seqs: new Int32Array(count),
    sigmas: new Float32Array(count).fill(10),
    days,
    asOf: days.starts.at(-1)!,
  };
  const members = Array.from({ length: GRIDS }, (_, i) => ({
    id: `g${i}`,
    name: `${i}`,
    code: null,
    communityId: null,
  }));
  const groups: FigureGroups = {
    key: 'bench',
    kind: 'grids',
    level: null,
    plan: { id: 'bench' as PlanId, revision: 0 },
    members,
    memberOf,
    basis: 'households',
    people: members.map(() => 200 + Math.floor(random() * 300)),
    tooFew: 20,
    posts: { of: members.map(() => 1), days: null, unrecorded: [] },
    then: null,
    counted: 'now',
    assumedShare: 0,
  };
  const cache = new Map<string, unknown>();
  const source = {
    client: null as never,
    now: set.asOf,
    async cached<T>(key: string, build: () => Promise<T>): Promise<T> {
      if (!cache.has(key)) cache.set(key, await build());
      return cache.get(key) as T;
    },
  };
  return { source, set, groups };
}

const dayOf = (day: number): string => new Date(FIRST_DAY + 8 * 3_600_000 + day * DAY).toISOString().slice(0, 10);
const year = { from: dayOf(365), to: dayOf(DAYS - 1) };
const month = { from: dayOf(DAYS - 30), to: dayOf(DAYS - 1) };

async function warm(count: number, piled = false): Promise<City> {
  const scene = city(count, piled);
  await measureFiguresOf(scene.source, scene.set, scene.groups, {});
  return scene;
}

const runsFor = (count: number): number => (count >= 1_000_000 ? 9 : 20);
const words = (count: number): string => `${count.toLocaleString('en')} incidents, 2,459 grids`;
const measure = (group: string, query: FigureQuery, count: number, piled = false, alwaysByRows = false): BenchCase =>
  benchCase<City>({
    group,
    input: piled ? `degenerate: ${count.toLocaleString('en')} in one grid on one day` : words(count),
    size: piled ? null : count,
    runs: runsFor(count),
    prepare: () => warm(count, piled),
    run: ({ source, set, groups }) => measureFiguresOf(source, set, groups, query, alwaysByRows),
  });

const sizes = [50_000, 200_000, 1_000_000] as const;
const largest = 1_000_000;
/** One figure of the whole and of every grid, over two years. */
const single = (figure: FigureId): BenchCase => measure(`${figure}, two years`, { figure }, largest);

export default {
  title: 'Figures of incidents',
  cases: [
    ...sizes.map((count) =>
      benchCase<City>({
        group: 'make the sums by day, grid, type and outcome',
        input: words(count),
        size: count,
        runs: runsFor(count),
        prepare: () => city(count),
        run: ({ set, groups }) =>
          sumFigures(courseOfIncidents(set.columns, set.days!), set.columns.type, groups.memberOf, GRIDS),
      }),
    ),
    ...figureIds.map(single),
    ...sizes.map((count) => measure('board and one figure of every grid, two years', { rows: 'sameDay' }, count)),
    measure('board and one figure of every grid, two years', { rows: 'sameDay' }, largest, true),
    ...sizes.map((count) =>
      measure('the same, a month against the one before', { ...month, rows: 'sameDay', against: 'previous' }, count),
    ),
    measure('the same, a year against the one before', { ...year, rows: 'sameDay', against: 'previous' }, largest),
    ...sizes.map((count) => measure('all figures of every grid, two years', {}, count)),
    measure('all figures of every grid, a year against the one before', { ...year, against: 'previous' }, largest),
    ...sizes.map((count) => measure('board and one figure, from the rows', { rows: 'sameDay' }, count, false, true)),
  ],
} satisfies Bench;
