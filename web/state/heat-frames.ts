import { fetchDensity, fetchEmerging, fetchHexagons, fetchIncidentSummary, fetchLatePoints } from '../api/incidents';
import type { IncidentSummaryQuery } from '../api/incidents';
import type {
  DensityRasterWire,
  EmergingIncidents,
  IncidentHexagons,
  IncidentSummaryWire,
} from '../../geodata/schema/incident-summary';
import type { LatePoints } from '../../geodata/schema/incident-lateness';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { decodeFloats } from './decode-floats';

/** A density raster with its values unpacked. */
export type HeatRaster = Omit<DensityRasterWire, 'values'> & { values: Float32Array };

/** All that is shown of one question; what the view does not draw is null. */
export interface HeatFrame {
  summary: IncidentSummaryWire;
  raster: HeatRaster | null;
  hexagons: IncidentHexagons | null;
  emerging: EmergingIncidents | null;
  latePoints: LatePoints | null;
}

export interface FrameQuestion {
  placeId: string;
  datasetVersion: string;
  /** Changes with what is merged, where that changes the counts. */
  merges: number;
  view: 'density' | 'hexagons' | 'rate' | 'change' | 'emerging' | 'late';
  /** In the view of what is late: its density, not only its points. */
  isLateDensity: boolean;
  /** Plan or level whose grids or areas are counted, and how much is asked about them. */
  areas: Pick<IncidentSummaryQuery, 'plan' | 'level' | 'counted' | 'outliers' | 'against'>;
  /** Metres; 0 for the place's own. */
  hexSize: number;
  params: Omit<IncidentSummaryQuery, 'plan' | 'level' | 'counted' | 'outliers' | 'against'>;
}

/** What is on its way: the figures, and all of it. */
export interface FrameAnswers {
  summary: Promise<Result<IncidentSummaryWire>>;
  whole: Promise<Result<HeatFrame>>;
}

interface Kept extends FrameAnswers {
  cancel: AbortController;
  isDone: boolean;
}

/** About a minute of playing, and a few dozen megabytes at most. */
const keptFrames = 24;

/**
 * Answers by question, the latest used kept: stepping back costs nothing, and what is fetched ahead is there when its
 * turn comes. One failed is asked again.
 */
export class HeatFrames {
  readonly #kept = new Map<string, Kept>();

  /** The whole answer to a question, fetched unless it is there or on its way. */
  fetch(question: FrameQuestion): Promise<Result<HeatFrame>> {
    return this.ask(question).whole;
  }

  /** The same, with the figures by themselves as soon as they are there. */
  ask(question: FrameQuestion): FrameAnswers {
    const key = JSON.stringify(question);
    const found = this.#kept.get(key);
    if (found) {
      this.#kept.delete(key);
      this.#kept.set(key, found);
      return found;
    }
    const cancel = new AbortController();
    const made: Kept = { ...fetchFrame(question, cancel.signal), cancel, isDone: false };
    this.#kept.set(key, made);
    void made.whole.then((answer) => {
      made.isDone = true;
      if (!answer.ok && this.#kept.get(key) === made) this.#kept.delete(key);
    });
    for (const [oldest, { isDone }] of this.#kept) {
      if (this.#kept.size <= keptFrames) break;
      if (isDone) this.#kept.delete(oldest);
    }
    return made;
  }

  /** Stops a fetch nobody waits for any more. */
  drop(question: FrameQuestion): void {
    const key = JSON.stringify(question);
    const found = this.#kept.get(key);
    if (!found || found.isDone) return;
    this.#kept.delete(key);
    found.cancel.abort();
  }
}

function fetchFrame(
  { placeId, view, isLateDensity, areas, hexSize, params }: FrameQuestion,
  signal: AbortSignal,
): FrameAnswers {
  const size = hexSize > 0 ? { size: hexSize } : {};
  const { scale: _scale, scaleDays: _scaleDays, reference: _reference, ...filter } = params;
  const { plan, level } = areas;
  // Workers are a plan's, so an answer that is narrowed by them has to name it.
  const drawn = { ...params, ...(params.cover || params.reference ? { plan } : {}) };
  const summary = fetchIncidentSummary(placeId, { ...params, ...areas }, signal);
  const picture = Promise.all([
    view === 'density'
      ? fetchDensity(placeId, drawn, signal)
      : isLateDensity
        ? fetchDensity(placeId, { ...drawn, late: 'true', lateScale: 'true' }, signal)
        : null,
    view === 'hexagons' ? fetchHexagons(placeId, { ...drawn, ...size }, signal) : null,
    view === 'emerging' ? fetchEmerging(placeId, { ...filter, plan, level }, signal) : null,
    view === 'late' ? fetchLatePoints(placeId, { ...filter, plan }, signal) : null,
  ]);
  return { summary, whole: joinFrame(summary, picture) };
}

type Picture = [
  Result<DensityRasterWire> | null,
  Result<IncidentHexagons> | null,
  Result<EmergingIncidents> | null,
  Result<LatePoints> | null,
];

async function joinFrame(
  figures: Promise<Result<IncidentSummaryWire>>,
  picture: Promise<Picture>,
): Promise<Result<HeatFrame>> {
  const [summary, [raster, hexagons, emerging, latePoints]] = await Promise.all([figures, picture]);
  if (!summary.ok) return summary;
  if (raster && !raster.ok) return raster;
  if (hexagons && !hexagons.ok) return hexagons;
  if (emerging && !emerging.ok) return emerging;
  if (latePoints && !latePoints.ok) return latePoints;
  return ok({
    summary: summary.value,
    raster: raster && { ...raster.value, values: decodeFloats(raster.value.values) },
    hexagons: hexagons && hexagons.value,
    emerging: emerging && emerging.value,
    latePoints: latePoints && latePoints.value,
  });
}
