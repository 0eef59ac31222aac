import { onScopeDispose, watch } from 'vue';
import { usePlanActs } from '../../commands/plan-acts';
import { usePlan } from '../../state/plan';
import { usePlanTool } from '../../state/plan-tool';
import { useSelection } from '../../state/selection';
import { useToasts } from '../../state/toasts';
import type { GridId } from '../../../geodata/schema/ids';
import type { LngLat } from '../../../geodata/schema/coordinates';
import type { SketchLayer } from '../layers/sketch-layer';
import type { MapEngine } from '../map-engine';
import { mergeMode } from './merge-mode';
import { previewDraw } from './preview-draw';
import { previewSplit } from './preview-split';
import { startSketch } from './sketch-gesture';
import type { Sketch } from './sketch-gesture';
import { snapPoint } from './snap-point';

/** Puts the chosen tool to work on the map, for as long as the caller lives. */
export function usePlanModes(engine: MapEngine, layer: SketchLayer): void {
  const plan = usePlan();
  const tool = usePlanTool();
  const selection = useSelection();
  const acts = usePlanActs();
  const toasts = useToasts();
  let stop: (() => void) | null = null;

  const snap = (at: LngLat): { at: LngLat; snapped: boolean } =>
    plan.indexed ? snapPoint(engine.map, plan.indexed, at) : { at, snapped: false };

  function begin(sketch: Sketch): void {
    tool.gesture = sketch;
    stop = () => {
      sketch.stop();
      layer.show([], null, { closed: false, snapped: false });
      tool.gesture = null;
      tool.reset();
    };
  }

  function split(): void {
    const selected = selection.selectedId('grid') as GridId | null;
    const look = (line: readonly LngLat[]): ReturnType<typeof previewSplit> =>
      plan.indexed && previewSplit(plan.indexed, plan.tally, line, selected);
    begin(
      startSketch(engine, {
        snap,
        onChange(points, pointer, snapped) {
          tool.points = points.length;
          tool.sketchPreview = points.length > 0 ? look(pointer ? [...points, pointer] : points) : null;
          layer.show(points, pointer, { closed: false, snapped });
        },
        onFinish(points) {
          const found = look(points);
          const [gridId] = found?.ok ? found.grids : [];
          if (found && !found.ok) tool.sketchPreview = found;
          if (!gridId) return false;
          tool.choose('select');
          void acts.split(gridId, points);
          return true;
        },
        onLeave: () => tool.choose('select'),
      }),
    );
  }

  function draw(): void {
    const look = (ring: readonly LngLat[]): ReturnType<typeof previewDraw> =>
      plan.indexed && previewDraw(plan.indexed, plan.tally, ring);
    begin(
      startSketch(engine, {
        snap,
        onChange(points, pointer, snapped) {
          tool.points = points.length;
          tool.sketchPreview = look(pointer ? [...points, pointer] : points)?.preview ?? null;
          layer.show(points, pointer, { closed: true, snapped });
        },
        onFinish(points) {
          const found = look(points);
          if (found && !found.preview.ok) tool.sketchPreview = found.preview;
          if (!found?.communityId) return false;
          const { communityId } = found;
          tool.choose('select');
          void acts.draw(communityId, points);
          return true;
        },
        onLeave: () => tool.choose('select'),
      }),
    );
  }

  function merge(): void {
    const mode = mergeMode({
      finish: () => {
        if (tool.preview?.ok) void acts.merge(tool.picked);
      },
      cancel: () => {
        if (tool.picked.length > 0) tool.picked = [];
        else tool.choose('select');
      },
      back: () => void (tool.picked = tool.picked.slice(0, -1)),
    });
    begin(mode);
  }

  watch(
    () => tool.current,
    (current) => {
      stop?.();
      stop = null;
      // The tool's bar stands where messages do.
      if (current !== 'select') for (const toast of toasts.list) toasts.dismiss(toast.id);
      if (current === 'split') split();
      else if (current === 'draw') draw();
      else if (current === 'merge') merge();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop?.();
    tool.choose('select');
  });
}
