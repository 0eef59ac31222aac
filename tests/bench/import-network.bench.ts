import { readGraphml } from '../../geodata/formats/read-graphml';
import { readOsm } from '../../geodata/formats/read-osm';
import { nodeInflate } from '../../server/services/import-files';
import { writeOsmPbf } from '../fixtures/write-osm-pbf';
import type { OsmSource } from '../fixtures/write-osm-pbf';
import { writeOsmXml } from '../fixtures/write-osm-xml';
import { benchCase, seededRandom } from './bench-case';
import type { Bench, BenchCase } from './bench-case';

/** A square town of `side` × `side` crossings, streets both ways, each with a name out of fifty. */
function town(side: number): OsmSource {
  const random = seededRandom(11);
  const wander = () => (random() - 0.5) * 2e-4;
  const nodes = Array.from({ length: side * side }, (_, i) => ({
    id: i + 1,
    lng: 113 + (i % side) * 1e-3 + wander(),
    lat: 22 + Math.floor(i / side) * 1e-3 + wander(),
  }));
  const line = (start: number, step: number) => Array.from({ length: side }, (_, i) => start + i * step);
  const tags = (i: number) => ({ highway: i % 5 === 0 ? 'primary' : 'residential', name: `第${i % 50}路` });
  const ways = Array.from({ length: side }, (_, i) => [
    { id: 2 * i + 1, refs: line(i * side + 1, 1), tags: tags(i) },
    { id: 2 * i + 2, refs: line(i + 1, side), tags: tags(i) },
  ]).flat();
  return { nodes, ways };
}

/** The same streets as a graph, each stretch in both directions as OSMnx writes them. */
function graphml({ nodes, ways = [] }: OsmSource): string {
  const parts = [
    '<graphml><key id="x" attr.name="x"/><key id="y" attr.name="y"/><key id="h" attr.name="highway"/><graph>',
    ...nodes.map(
      ({ id, lng, lat }) => `<node id="${id}"><data key="x">${lng}</data><data key="y">${lat}</data></node>`,
    ),
  ];
  for (const { refs, tags } of ways)
    for (let i = 1; i < refs.length; i++)
      for (const [from, to] of [
        [refs[i - 1], refs[i]],
        [refs[i], refs[i - 1]],
      ])
        parts.push(`<edge source="${from}" target="${to}"><data key="h">${tags?.['highway'] ?? ''}</data></edge>`);
  return [...parts, '</graph></graphml>'].join('\n');
}

const sides = [50, 100, 200];
const inputOf = (bytes: Uint8Array): string => `${(bytes.length / 1e6).toFixed(2)} MB`;

function casesOf(
  group: string,
  write: (source: OsmSource) => Uint8Array,
  read: (bytes: Uint8Array) => unknown,
): BenchCase[] {
  return sides.map((side) => {
    const bytes = write(town(side));
    return benchCase<Uint8Array>({
      group,
      input: `${(side * side).toLocaleString('en-US')} nodes, ${inputOf(bytes)}`,
      size: side * side,
      megabytes: bytes.length / 1e6,
      runs: 7,
      prepare: () => bytes,
      run: read,
    });
  });
}

/** How long it takes to read a network; MB/s is the size of the input over its time. */
export default {
  title: 'Reading street networks',
  cases: [
    ...casesOf('read OSM PBF', writeOsmPbf, (bytes) => readOsm(bytes, 'a.osm.pbf', nodeInflate)),
    ...casesOf(
      'read OSM XML',
      (source) => Buffer.from(writeOsmXml(source)),
      (bytes) => readOsm(bytes, 'a.osm', nodeInflate),
    ),
    ...casesOf(
      'read GraphML',
      (source) => Buffer.from(graphml(source)),
      (bytes) => readGraphml(bytes, 'a.graphml'),
    ),
  ],
} satisfies Bench;
