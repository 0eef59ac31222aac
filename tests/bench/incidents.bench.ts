import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { densitySurface } from '../../geodata/incidents/density-surface';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { localDays } from '../../geodata/incidents/local-days';
import type { LocalDays } from '../../geodata/incidents/local-days';
import { projectRows } from '../../geodata/incidents/local-plane';
import { rasterFrame } from '../../geodata/incidents/raster-frame';
import type { RasterFrame } from '../../geodata/incidents/raster-frame';
import { countFacets } from '../../geodata/incidents/count-facets';
import { assignHexagons, hexBins } from '../../geodata/incidents/hex-bins';
import { hexLattice } from '../../geodata/incidents/hex-lattice';
import { summariseIncidents } from '../../geodata/incidents/summarise-incidents';
import { weekHourFlags, weekHoursOf } from '../../geodata/incidents/week-hours';
import { toLattice } from '../../geodata/schema/coordinates';
import type { BBox } from '../../geodata/schema/coordinates';
import { incidentStates } from '../../geodata/schema/incident';
import type { Incident } from '../../geodata/schema/incident';
import { closeDatabase } from '../../server/db/open-database';
import { openPlaceDatabase } from '../../server/db/place-store';
import { searchIncidentSeqs } from '../../server/db/queries/incidents';
import { countHexagons } from '../../server/services/count-hexagons';
import type { IncidentSource } from '../../server/services/incident-set';
import { listIncidents } from '../../server/services/list-incidents';
import { loadDataset } from '../../server/services/load-dataset';
import { measureDensity } from '../../server/services/measure-density';
import { searchPlace } from '../../server/services/search-place';
import { summariseIncidents as summarisePlace } from '../../server/services/summarise-incidents';
import { FIRST_DAY, smallPlace } from '../fixtures/small-place';
import { benchCase, seededRandom } from './bench-case';
import type { Bench, BenchCase } from './bench-case';
import { nobodyResponsible } from '../fixtures/nobody-responsible';

const DAY = 86_400_000;
/** About 30 × 30 km, the size of a county: 761 × 761 cells of 40 m. */
const county: BBox = [116.1, 39.3, 116.448, 39.57];
const gridCount = 2500;
const types = ['01', '0101', '0102', '02', '0201'].map((code) => ({
  code,
  name: { zh: code },
  parentCode: code.length > 2 ? code.slice(0, 2) : null,
}));

interface Scene {
  columns: IncidentColumns;
  gridOf: Int32Array;
  days: LocalDays;
  frame: RasterFrame;
  asOf: number;
}

/** Incidents of a year; half of them near one of forty hot spots, or all at one place. */
function scene(count: number, piled = false): Scene {
  const random = seededRandom(11);
  const spots = Array.from({ length: 40 }, () => [random(), random()] as const);
  const between = (low: number, high: number, share: number): number => low + (high - low) * share;
  const near = (centre: number): number => Math.min(1, Math.max(0, centre + (random() + random() - 1) * 0.02));
  const columns: IncidentColumns = {
    count,
    types,
    ...nobodyResponsible(count),
    reportedAt: new Float64Array(count),
    dueAt: new Float64Array(count),
    closedAt: new Float64Array(count),
    type: new Uint16Array(count),
    state: new Uint8Array(count),
    weekHour: new Uint8Array(count),
    xy: new Int32Array(count * 2),
  };
  const gridOf = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const [sx, sy] = spots[Math.floor(random() * spots.length)]!;
    const [u, v] = random() < 0.5 ? [near(sx), near(sy)] : [random(), random()];
    columns.xy[2 * i] = toLattice(between(county[0], county[2], piled ? 0.5 : u));
    columns.xy[2 * i + 1] = toLattice(between(county[1], county[3], piled ? 0.5 : v));
    columns.reportedAt[i] = FIRST_DAY + random() * 365 * DAY;
    columns.dueAt[i] = columns.reportedAt[i]! + 3 * DAY;
    columns.closedAt[i] = columns.reportedAt[i]! + random() * 5 * DAY;
    columns.type[i] = Math.floor(random() * types.length);
    columns.state[i] = Math.floor(random() * incidentStates.length);
    gridOf[i] = Math.floor(random() * (gridCount + 1)) - 1;
  }
  columns.weekHour.set(weekHoursOf(columns.reportedAt, 'Asia/Shanghai'));
  const frame = rasterFrame(county, 200);
  if (!frame.ok) throw new Error(frame.problem.code);
  const asOf = FIRST_DAY + 365 * DAY;
  return { columns, gridOf, days: localDays(FIRST_DAY, asOf, 'Asia/Shanghai'), frame: frame.value, asOf };
}

const runsFor = (count: number): number => (count >= 1_000_000 ? 7 : 20);
const words = (count: number): string => `${count.toLocaleString('en')} incidents`;

const density = (count: number, piled = false): BenchCase =>
  benchCase({
    group: 'density surface, h 200 m, 30 × 30 km',
    input: piled ? `degenerate: ${words(count)} at one place` : words(count),
    size: piled ? null : count,
    runs: runsFor(count),
    prepare: () => scene(count, piled),
    run: ({ columns, frame, asOf }) =>
      densitySurface(frame, projectRows(frame.plane, columns.xy, filterIncidents(columns, {}, asOf))),
  });

const summary = (count: number): BenchCase =>
  benchCase({
    group: 'filter and sum by grid, day, type, state',
    input: `${words(count)}, ${gridCount.toLocaleString('en')} grids`,
    size: count,
    runs: runsFor(count),
    prepare: () => scene(count),
    run: ({ columns, gridOf, days, asOf }) =>
      summariseIncidents(columns, filterIncidents(columns, { types: ['01'] }, asOf), gridOf, gridCount, days, asOf),
  });

const hexagons = (count: number): BenchCase =>
  benchCase({
    group: 'hexagons of 200 m: place every point, and count',
    input: words(count),
    size: count,
    runs: runsFor(count),
    prepare: () => scene(count),
    run: ({ columns, asOf }) => {
      const cells = assignHexagons(hexLattice(county, 200), columns);
      return hexBins(cells, columns, filterIncidents(columns, {}, asOf), asOf);
    },
  });

/** Office hours: what a brush over the matrix asks for. */
const office = weekHourFlags([{ firstDay: 1, lastDay: 5, firstHour: 8, lastHour: 17 }]);

const matrix = (count: number): BenchCase =>
  benchCase({
    group: 'hour of the week of every report, by the clock of New York',
    input: words(count),
    size: count,
    runs: runsFor(count),
    prepare: () => scene(count),
    run: ({ columns }) => weekHoursOf(columns.reportedAt, 'America/New_York'),
  });

const facets = (count: number): BenchCase =>
  benchCase({
    group: 'four facets under a brush of the matrix, in one pass',
    input: words(count),
    size: count,
    runs: runsFor(count),
    prepare: () => scene(count),
    run: ({ columns, days, asOf }) => countFacets(columns, { types: ['01'], weekHours: office }, days, asOf),
  });

interface Loaded {
  source: IncidentSource;
  close(): Promise<void>;
}

/** The test town with so many incidents, in a database of its own, its columns read once. */
async function loaded(count: number): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'getu-bench-'));
  const town = smallPlace('bench');
  const random = seededRandom(5);
  const incidents = Array.from({ length: count }, (_, i): Incident => {
    const like = town.incidents[i % town.incidents.length]!;
    const shift = Math.floor(random() * 330) * DAY;
    return {
      ...like,
      id: `i${i}` as Incident['id'],
      channelRef: `r${i}`,
      reportedAt: like.reportedAt + shift,
      dueAt: like.dueAt && like.dueAt + shift,
      closedAt: like.closedAt && like.closedAt + shift,
    };
  });
  const client = await openPlaceDatabase(folder, 'bench');
  if (!client.ok) throw new Error(client.problem.code);
  const stored = await loadDataset(client.value, { ...town, incidents });
  if (!stored.ok) throw new Error(stored.problem.code);
  const cache = new Map<string, unknown>();
  const source: IncidentSource = {
    client: client.value,
    now: FIRST_DAY + 400 * DAY,
    async cached<T>(key: string, build: () => Promise<T>): Promise<T> {
      if (!cache.has(key)) cache.set(key, await build());
      return cache.get(key) as T;
    },
  };
  await summarisePlace(source, { scale: 'full' });
  return {
    source,
    async close() {
      await closeDatabase(client.value);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const service =
  (group: string, run: (source: IncidentSource) => unknown) =>
  (count: number): BenchCase =>
    benchCase<Loaded>({
      group,
      input: words(count),
      size: count,
      prepare: () => loaded(count),
      run: ({ source }) => run(source),
      dispose: ({ close }) => close(),
    });

const page = { sort: 'newest', limit: 200, offset: 0 } as const;
const rows = service('rows of one grid, a page of 200, from the database', (source) =>
  listIncidents(source, { ...page, grid: 'a2' }),
);
const answer = service('whole summary with its facets', (source) =>
  summarisePlace(source, { scale: 'full', type: 'order', from: '2025-04-01' }),
);
const brushed = service('whole summary with a brush of the matrix', (source) =>
  summarisePlace(source, { scale: 'window', from: '2025-04-01', to: '2025-04-30', hours: '1-5:8-17' }),
);
const found = service('search in numbers, titles and addresses, not kept', (source) =>
  searchIncidentSeqs(source.client, 'A2', []),
);
const hexes = service('hexagons of a town with their fixed classes', (source) =>
  countHexagons(source, { scale: 'window', from: '2025-04-01', to: '2025-04-07' }),
);
const heat = service('density of a town with its fixed domain', (source) => measureDensity(source, { scale: 'full' }));
const find = service('search by name', (source) => searchPlace(source, { q: 'A2', limit: 12, language: 'zh' }));

const sizes = [2_000, 50_000, 200_000] as const;
export default {
  title: 'Incidents',
  cases: [
    ...[...sizes, 1_000_000].map((count) => density(count)),
    density(200_000, true),
    ...[...sizes, 1_000_000].map(summary),
    ...[...sizes, 1_000_000].map(hexagons),
    ...[...sizes, 1_000_000].map(matrix),
    ...[...sizes, 1_000_000].map(facets),
    ...sizes.map(rows),
    ...sizes.map(answer),
    ...sizes.map(brushed),
    ...sizes.map(found),
    ...sizes.map(hexes),
    ...sizes.map(heat),
    find(2_000),
  ],
} satisfies Bench;
