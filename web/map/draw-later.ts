import { onScopeDispose } from 'vue';
import { breathe } from '../state/breathe';
import type { MapEngine } from './map-engine';

const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/**
 * Puts off what has to be done on the map for a new answer until the page has shown the figures of it: those are read first,
 * and drawing can take longer than all the rest. Asked several times before a frame it is done once, with what holds then.
 */
export function useDrawLater(engine: MapEngine, draw: () => void): () => void {
  let isAsked = false;
  let isGone = false;
  onScopeDispose(() => (isGone = true));

  async function drawWhenShown(): Promise<void> {
    const letGo = engine.holdBusy();
    // The frame calls back before it is painted, and the task after it begins when it has been.
    await nextFrame();
    await breathe();
    isAsked = false;
    if (!isGone) draw();
    // By then MapLibre has begun with what it was told.
    await nextFrame();
    letGo();
  }

  return () => {
    if (isAsked) return;
    isAsked = true;
    void drawWhenShown();
  };
}
