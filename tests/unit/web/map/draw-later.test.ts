import { effectScope } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useDrawLater } from '../../../../web/map/draw-later';
import { markBusy } from '../../../../web/map/mark-busy';
import type { MapEngine } from '../../../../web/map/map-engine';

let frames: (() => void)[] = [];
const frame = async (): Promise<void> => {
  for (const run of frames.splice(0)) run();
  // A task of its own, as the page takes one after a frame.
  await new Promise((resolve) => setTimeout(resolve, 5));
};

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
});
afterEach(() => void vi.unstubAllGlobals());

function aMap() {
  const listeners = new Map<string, () => void>();
  const attributes = new Map<string, string>();
  const holdBusy = markBusy(
    { on: (event: string, run: () => void) => listeners.set(event, run) } as never,
    { setAttribute: (name: string, value: string) => attributes.set(name, value) } as never,
  );
  listeners.get('idle')!();
  return { engine: { holdBusy } as MapEngine, isBusy: () => attributes.get('aria-busy') === 'true', listeners };
}

describe('what is drawn later', () => {
  it('is drawn once, after the frame that shows the figures, and the map is busy until it knows of it', async () => {
    const { engine, isBusy, listeners } = aMap();
    const draw = vi.fn();
    const scope = effectScope();
    const later = scope.run(() => useDrawLater(engine, draw))!;
    expect(isBusy()).toBe(false);
    later();
    later();
    expect([draw.mock.calls.length, isBusy()]).toEqual([0, true]);
    await frame();
    expect([draw.mock.calls.length, isBusy()]).toEqual([1, true]);
    listeners.get('render')!();
    await frame();
    expect(isBusy()).toBe(true);
    listeners.get('idle')!();
    expect(isBusy()).toBe(false);
    later();
    await frame();
    expect(draw).toHaveBeenCalledTimes(2);
    scope.stop();
  });

  it('is not drawn on a map one has left', async () => {
    const { engine, isBusy } = aMap();
    const draw = vi.fn();
    const scope = effectScope();
    scope.run(() => useDrawLater(engine, draw))!();
    scope.stop();
    await frame();
    await frame();
    expect([draw.mock.calls.length, isBusy()]).toEqual([0, false]);
  });
});
