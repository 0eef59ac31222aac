import type { LatticeBox, LatticePoint } from '../../schema/coordinates';
import type { PlaceDataset } from '../../schema/dataset';
import type { AreaId } from '../../schema/ids';
import type { Area } from '../../schema/place';
import { fail, ok, problemCatalogue } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { boundingBox } from '../../geometry/bounding-box';
import { assignPoints } from '../../geometry/assign-points';
import type { ImportedBaseUnit } from '../import-base-units';
import { ImportLog } from '../import-log';
import type { LayerLog } from '../import-log';
import { ImportProgressMeter } from '../import-progress';
import type { ImportProgressListener } from '../import-progress';
import type { ImportSpec, LayerSpec } from '../import-spec';
import type { Inflate } from '../inflate';
import type { OsmExtract } from '../osm-extract';
import { readOsm } from '../read-osm';
import type { RowImporter } from '../row-importer';
import type { RowSource } from '../row-source-spec';
import { readRows } from '../rows/read-rows';
import type { FileChunks, SourceFiles } from '../rows/source-row';

/** What an import needs of the machine it runs on. */
export interface ImportTools extends SourceFiles {
  /** The bytes of a file named in the spec, or null where there is none. */
  readFile: (file: string) => Promise<Uint8Array | null>;
  inflate: Inflate;
  /** UTC milliseconds: reports from after it are refused. */
  now: number;
  /** Map files that were read before, by name: they are not read again. */
  extracts?: ReadonlyMap<string, OsmExtract>;
  /** Told how far the import has come. */
  progress?: ImportProgressListener;
  /** Milliseconds from any start, by which the time left is told. */
  clock?: () => number;
}

/** One import under way: its spec and tools, and what its steps have come to so far. */
export class ImportRun {
  readonly log = new ImportLog();
  readonly meter: ImportProgressMeter;
  readonly dataset: PlaceDataset;
  /** Base units with the rows they came from, in the order of `dataset.baseUnits`. */
  readonly imported: ImportedBaseUnit[] = [];
  /** For each of `imported` its innermost area. */
  communityOf: AreaId[] = [];
  /** What the place covers; set with its areas. */
  box: LatticeBox = [0, 0, 0, 0];
  /** Extracts that were read so far, by file: several layers read the same one. */
  readonly extracts = new Map<string, OsmExtract>();
  #isInside: ((point: LatticePoint) => boolean) | null = null;

  constructor(
    readonly spec: ImportSpec,
    readonly tools: ImportTools,
  ) {
    for (const [file, extract] of tools.extracts ?? []) {
      this.extracts.set(file, extract);
      this.#reportFaults(extract, file);
    }
    this.meter = new ImportProgressMeter(tools.progress, tools.clock);
    this.dataset = {
      place: { ...spec.place, synthetic: false, bbox: [0, 0, 0, 0] } as PlaceDataset['place'],
      areas: [],
      compounds: [],
      gates: [],
      baseUnits: [],
      streets: [],
      stations: [],
      incidentTypes: [],
      incidents: [],
      basemap: [],
      schemes: [],
      plans: [],
    };
  }

  /** The layers of one kind, in the order of the spec. */
  layers<L extends LayerSpec['layer']>(name: L): Extract<LayerSpec, { layer: L }>[] {
    return this.spec.layers.filter((layer): layer is Extract<LayerSpec, { layer: L }> => layer.layer === name);
  }

  async openFile(file: string): Promise<Result<Uint8Array>> {
    const bytes = await this.tools.readFile(file);
    return bytes ? ok(bytes) : fail('file.missing', { file });
  }

  /** Passes on how many bytes of a file have been read. */
  readingOf(file: string): (done: number, total: number) => Promise<void> {
    return (done, total) => this.meter.report('reading', file, done, total, 'bytes');
  }

  /** A map file of any format, read once. Objects that could not be taken as they are come into the report. */
  async openOsm(file: string): Promise<Result<OsmExtract>> {
    const known = this.extracts.get(file);
    if (known) return ok(known);
    const bytes = await this.openFile(file);
    if (!bytes.ok) return bytes;
    const extract = await readOsm(bytes.value, file, this.tools.inflate, this.readingOf(file));
    if (!extract.ok) return extract;
    this.extracts.set(file, extract.value);
    this.#reportFaults(extract.value, file);
    return extract;
  }

  #reportFaults({ faults, nodeIds, ways, relations }: OsmExtract, file: string): void {
    if (faults.length === 0) return;
    const log = this.log.layer(file, 'objects');
    log.kept(nodeIds.length + ways.length + relations.length);
    for (const { code, params } of faults) {
      if (problemCatalogue[code].status === 200) log.repair(code, null, params);
      else log.refuse(code, null, params);
    }
    log.read(nodeIds.length + ways.length + relations.length + faults.length);
  }

  /** What an importer makes of the rows of a file. */
  async readInto<T>(
    source: RowSource,
    importer: RowImporter<T>,
    log: LayerLog,
    fingerprints = false,
  ): Promise<Result<T>> {
    const { columns, take } = importer;
    const files = { ...this.tools, readChunks: (file: string) => this.#openChunks(file) };
    const read = await readRows(source, files, { columns, fingerprints, take }, log);
    return read.ok ? ok(importer.finish()) : read;
  }

  /** A file piece by piece, each of which is told as progress. */
  async #openChunks(file: string): Promise<FileChunks | null> {
    const opened = await this.tools.readChunks(file);
    if (!opened) return null;
    const { size, chunks } = opened;
    const tell = this.readingOf(file);
    const told = async function* (): AsyncGenerator<Uint8Array> {
      let done = 0;
      for await (const chunk of chunks) {
        yield chunk;
        await tell((done += chunk.length), size);
      }
    };
    return { size, chunks: told() };
  }

  /** The areas that hold grids. */
  get communities(): Area[] {
    const innermost = this.spec.place.profile.levels.length - 1;
    return this.dataset.areas.filter((area) => area.level === innermost);
  }

  /** Whether a point lies in one of the communities; to be asked once the areas are there. */
  get isInside(): (point: LatticePoint) => boolean {
    return (this.#isInside ??= placeIn(this.communities));
  }
}

function placeIn(areas: readonly Area[]): (point: LatticePoint) => boolean {
  const faces = areas.map((area) => area.geometry);
  const boxes = faces.map(boundingBox);
  return ([x, y]) => {
    const near = faces.filter((_, i) => {
      const [west, south, east, north] = boxes[i]!;
      return x >= west && x <= east && y >= south && y <= north;
    });
    return near.length > 0 && assignPoints([x, y], near)[0] !== -1;
  };
}
