import type { ErrorEvent, Map as MapLibreMap, MapSourceDataEvent } from 'maplibre-gl';
import type { BasemapOutcome } from '../../state/basemap';

/** What happened to the tiles of a source since the map last came to rest. */
export interface TileCounts {
  asked: number;
  /** Came with something on them. */
  drawn: number;
  /** Did not come, other than by 404: no network, no right, no picture. */
  failed: number;
}

/** What the counts mean; null where they say nothing new, because no tile was asked for. */
export function judgeTiles({ asked, drawn, failed }: TileCounts): BasemapOutcome | null {
  if (drawn > 0) return failed > 0 ? 'partly' : 'shown';
  if (failed > 0) return 'unreachable';
  return asked > 0 ? 'empty' : null;
}

/** The parts of a tile that tell whether anything is on it. */
interface LoadedTile {
  texture?: { size?: readonly [number, number] } | null;
  buckets?: Record<string, unknown>;
}

/** A tile that exists and is empty has a see-through texture of one pixel, or not one feature of the style. */
function isDrawn({ texture, buckets }: LoadedTile): boolean {
  if (texture) return (texture.size?.[0] ?? 0) > 1;
  return Object.keys(buckets ?? {}).length > 0;
}

/** Reports how it goes with the tiles of a source whenever the map comes to rest; returns the way to leave. */
export function followTiles(map: MapLibreMap, sourceId: string, report: (outcome: BasemapOutcome) => void): () => void {
  let counts: TileCounts = { asked: 0, drawn: 0, failed: 0 };
  let timer = 0;
  const onAsk = (event: MapSourceDataEvent): void => {
    if (event.sourceId !== sourceId || !event.tile) return;
    counts.asked++;
    // A tile that is 404 asks for those above it and draws nothing: without a nudge the map would never come to rest.
    timer ||= window.setInterval(() => map.triggerRepaint(), 250);
  };
  const onData = (event: MapSourceDataEvent): void => {
    if (event.sourceId === sourceId && event.tile && isDrawn(event.tile as LoadedTile)) counts.drawn++;
  };
  const onError = (event: ErrorEvent & { sourceId?: string }): void => {
    if (event.sourceId === sourceId) counts.failed++;
    // Whoever listens keeps MapLibre from saying it: errors of anything else still have to be seen.
    else if (event.sourceId === undefined || !event.sourceId.startsWith(sourceId)) reportError(event.error);
  };
  const rest = (): void => {
    window.clearInterval(timer);
    timer = 0;
  };
  const onIdle = (): void => {
    rest();
    const outcome = judgeTiles(counts);
    counts = { asked: 0, drawn: 0, failed: 0 };
    if (outcome) report(outcome);
  };
  map.on('sourcedataloading', onAsk);
  map.on('sourcedata', onData);
  map.on('error', onError);
  map.on('idle', onIdle);
  return () => {
    rest();
    map.off('sourcedataloading', onAsk);
    map.off('sourcedata', onData);
    map.off('error', onError);
    map.off('idle', onIdle);
  };
}
