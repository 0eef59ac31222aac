import { duplicateCandidates } from '../../geodata/incidents/duplicate-candidates';
import type { DuplicateQuestion } from '../../geodata/incidents/duplicate-candidates';
import { duplicateReaches } from '../../geodata/incidents/duplicate-rules';
import { filterIncidents } from '../../geodata/incidents/filter-incidents';
import type { IncidentColumns } from '../../geodata/incidents/incident-columns';
import { gatherPlaces } from '../../geodata/incidents/incident-places';
import type { IncidentPlaces, PlaceClues } from '../../geodata/incidents/incident-places';
import { localPlane } from '../../geodata/incidents/local-plane';
import { readMergeActs } from '../../geodata/incidents/merge-reports';
import { repeatedPlaces } from '../../geodata/incidents/repeated-places';
import { normalText } from '../../geodata/incidents/text-grams';
import { toLattice } from '../../geodata/schema/coordinates';
import type { MergeAct } from '../../geodata/schema/incident-merge';
import { benchCase, seededRandom } from './bench-case';
import type { Bench, BenchCase } from './bench-case';

const DAY = 86_400_000;
const firstDay = Date.parse('2025-01-01T00:00:00+08:00');
const plane = localPlane(116.27, 39.43);
const types = ['01', '0101', '0102', '02', '0201', '03', '0301'].map((code) => ({
  code,
  name: { zh: code },
  parentCode: code.length > 2 ? code.slice(0, 2) : null,
}));
const matters = [
  '垃圾桶满溢',
  '路灯不亮',
  '占道经营',
  '井盖松动有响声',
  '校门口车辆乱停',
  '下水道堵塞返水',
  '音响声音大',
];

interface Scene {
  columns: IncidentColumns;
  question: DuplicateQuestion;
  clues: PlaceClues;
  places: IncidentPlaces;
}

/**
 * Reports of a year at 120,000 houses in 30 × 30 km, a fifth of the houses with half of the reports; a phone is 12 m off.
 * Piled: all at one house.
 */
function scene(count: number, { piled = false, withAddresses = true } = {}): Scene {
  const random = seededRandom(17);
  const houses = piled ? 1 : 120_000;
  const houseXy = Float64Array.from({ length: houses * 2 }, () => random() * 30_000);
  const columns: IncidentColumns = {
    count,
    types,
    reportedAt: new Float64Array(count),
    dueAt: new Float64Array(count).fill(NaN),
    closedAt: new Float64Array(count).fill(NaN),
    respondedAt: new Float64Array(count).fill(NaN),
    owners: [],
    owner: new Int32Array(count).fill(-1),
    type: new Uint16Array(count),
    state: new Uint8Array(count),
    weekHour: new Uint8Array(count),
    xy: new Int32Array(count * 2),
  };
  const numbers = new Map<string, number>();
  const textOf = new Int32Array(count);
  const addressOf = new Int32Array(count).fill(-1);
  const times = Float64Array.from({ length: count }, () => firstDay + random() * 365 * DAY).sort();
  const off = () => (random() + random() - 1) * 24;
  for (let i = 0; i < count; i++) {
    const house = Math.floor(random() * (random() < 0.5 ? houses : Math.ceil(houses / 5)));
    columns.reportedAt[i] = times[i]!;
    columns.type[i] = Math.floor(random() * types.length);
    columns.xy[2 * i] = toLattice(116.1 + (houseXy[2 * house]! + off()) / plane.metresPerDegreeLng);
    columns.xy[2 * i + 1] = toLattice(39.3 + (houseXy[2 * house + 1]! + off()) / 111_000);
    const text = normalText(`${matters[Math.floor(random() * matters.length)]!}：幸福${house % 300}路${house}号`);
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    textOf[i] = number;
    if (withAddresses) addressOf[i] = house;
  }
  const clues: PlaceClues = {
    addressOf,
    addressCount: houses,
    buildingOf: new Int32Array(count).fill(-1),
    buildingAddress: new Int32Array(),
  };
  return {
    columns,
    question: { columns, reaches: duplicateReaches(types), textOf, texts: [...numbers.keys()], plane },
    clues,
    places: gatherPlaces(columns, clues, plane),
  };
}

const words = (count: number): string => `${count.toLocaleString('en')} incidents`;
const runs = 3;

const duplicates = (count: number, piled = false): BenchCase =>
  benchCase({
    group: 'likely duplicates of the whole data',
    input: piled ? `degenerate: ${words(count)} at one house` : words(count),
    size: piled ? null : count,
    runs,
    prepare: () => scene(count, { piled }),
    run: ({ question }) => duplicateCandidates(question),
  });

const places = (count: number, withAddresses: boolean): BenchCase =>
  benchCase({
    group: withAddresses ? 'places by address' : 'places by points within 15 m',
    input: words(count),
    size: count,
    runs,
    prepare: () => scene(count, { withAddresses }),
    run: ({ columns, clues }) => gatherPlaces(columns, clues, plane),
  });

const repeats = (count: number): BenchCase =>
  benchCase({
    group: 'places with 3 or more in any 90 days',
    input: words(count),
    size: count,
    runs,
    prepare: () => scene(count),
    run: ({ columns, places: known }) =>
      repeatedPlaces(columns, filterIncidents(columns, {}, firstDay), known, { least: 3, days: 90, families: null }),
  });

const merged = (count: number): BenchCase =>
  benchCase({
    group: 'what stands of so many merges',
    input: `${count.toLocaleString('en')} acts`,
    size: count,
    prepare: () =>
      Array.from({ length: count }, (_, i): MergeAct => ({
        incident: `i${i}`,
        master: `i${Math.floor(i / 3) * 3 + 3}`,
        act: 'merge',
        at: i,
        author: '',
        reason: '',
      })),
    run: (acts) => readMergeActs(acts),
  });

/** Processor time of one answer at a million, all threads and garbage counted; the median of three. */
function processorSeconds(work: () => unknown): string {
  const spent = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  }).sort((a, b) => a - b);
  return spent[1]!.toFixed(2);
}

const million = 1_000_000;
const sizes = [50_000, 200_000, million] as const;
export default {
  title: 'Repeated reports',
  cases: [
    ...sizes.map((count) => duplicates(count)),
    duplicates(200_000, true),
    ...sizes.map((count) => places(count, true)),
    ...sizes.map((count) => places(count, false)),
    ...sizes.map(repeats),
    ...[1_000, 10_000, 100_000].map(merged),
  ],
  report: () => {
    const { columns, question, clues, places: known } = scene(million);
    const found = duplicateCandidates(question);
    const all = filterIncidents(columns, {}, firstDay);
    const again = repeatedPlaces(columns, all, known, { least: 3, days: 90, families: null });
    const lines = [
      `Processor time at ${words(million)}, seconds, median of 3:`,
      '',
      `- likely duplicates: ${processorSeconds(() => duplicateCandidates(question))} (${found.pairs.length.toLocaleString('en')} pairs, ${found.cutShort} reports cut short)`,
      `- places by address: ${processorSeconds(() => gatherPlaces(columns, clues, plane))} (${known.count.toLocaleString('en')} places)`,
      `- repeated places: ${processorSeconds(() => repeatedPlaces(columns, all, known, { least: 3, days: 90, families: null }))} (${again.length.toLocaleString('en')} found)`,
    ];
    return Promise.resolve(lines.join('\n'));
  },
} satisfies Bench;
