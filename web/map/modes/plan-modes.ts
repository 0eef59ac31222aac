import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { usePlanActs } from '../../commands/plan-acts';
import { useProblemText } from '../../locales/use-problem-text';
import { areaSquareMetres } from '../../../geodata/geometry/area-square-metres';
import { boundingBox } from '../../../geodata/geometry/bounding-box';
import { groundMetres, metresPerUnit } from '../../../geodata/geometry/ground-metres';
import { dissolveFaces, reverseRings } from '../../../geodata/geometry/dissolve-faces';
import { slideTarget } from '../../../geodata/plan/slide-vertex';
import { containsPoint } from '../../../geodata/geometry/point-in-polygon';
import { doubledRingArea } from '../../../geodata/geometry/ring-area';
import { fromLattice, toLattice } from '../../../geodata/schema/coordinates';
import type { LatticePoint, LngLat, MultiPolygon } from '../../../geodata/schema/coordinates';
import type { GridId } from '../../../geodata/schema/ids';
import type { Grid } from '../../../geodata/schema/plan';
import { useGuides } from '../../state/guides';
import type { AreaGuides } from '../../state/guides';
import { usePlan } from '../../state/plan';
import { usePlanTool } from '../../state/plan-tool';
import type { PlanTool, ToolPreview } from '../../state/plan-tool';
import { useSelection } from '../../state/selection';
import { useToasts } from '../../state/toasts';
import { useUnitCells } from '../../state/unit-cells';
import { useView } from '../../state/view';
import type { HandleLayer } from '../layers/handle-layer';
import type { SketchLayer } from '../layers/sketch-layer';
import type { MapEngine } from '../map-engine';
import { borderHandles } from './border-handles';
import { startBorder } from './border-mode';
import { cellsInside, cellsUnderBrush } from './cells-under';
import { mergeMode } from './merge-mode';
import { startPaint } from './paint-mode';
import { previewDraw } from './preview-draw';
import { previewOperation } from './preview-operation';
import { previewReshape } from './preview-reshape';
import { previewSplit } from './preview-split';
import { startSketch } from './sketch-gesture';
import type { Sketch } from './sketch-gesture';
import { snapPoint } from './snap-point';
import { startStreet } from './street-mode';

/** How far from a street a click may be to follow it, metres. */
const followReach = 25;

/** Puts the chosen tool to work on the map, for as long as the caller lives. */
export function usePlanModes(engine: MapEngine, layer: SketchLayer, handles: HandleLayer): void {
  const plan = usePlan();
  const tool = usePlanTool();
  const selection = useSelection();
  const guides = useGuides();
  const cells = useUnitCells();
  const { problemText } = useProblemText();
  const view = useView();
  const acts = usePlanActs();
  const toasts = useToasts();
  const { t } = useI18n();
  const { map } = engine;
  let stop: (() => void) | null = null;

  const selected = (): GridId | null => selection.selectedId('grid') as GridId | null;
  const latticePoint = ([lng, lat]: LngLat): LatticePoint => [toLattice(lng), toLattice(lat)];

  /** Guides of the communities around a point, as far as they have come. */
  function guidesAt(at: LngLat): AreaGuides[] {
    const point = latticePoint(at);
    const areas = new Set(plan.indexed?.near([...point, ...point]).map(({ communityId }) => communityId));
    return [...areas].flatMap((area) => guides.at(area) ?? []);
  }
  const snap = (at: LngLat): { at: LngLat; snapped: boolean } =>
    plan.indexed
      ? snapPoint(
          map,
          plan.indexed,
          at,
          guidesAt(at).flatMap((one) => one.guides),
        )
      : { at, snapped: false };
  function follow(from: LngLat, to: LngLat): LngLat[] | null {
    for (const { network } of guidesAt(to)) {
      const path = network.pathBetween(latticePoint(from), latticePoint(to), followReach);
      if (path) return path.map(([x, y]): LngLat => [fromLattice(x), fromLattice(y)]);
    }
    return null;
  }
  function centre(): LngLat {
    const { left, right, top, bottom } = view.insets;
    const { clientWidth, clientHeight } = map.getContainer();
    const { lng, lat } = map.unproject([(left + clientWidth - right) / 2, (top + clientHeight - bottom) / 2]);
    return [lng, lat];
  }

  function begin(sketch: Sketch): void {
    tool.gesture = sketch;
    stop = () => {
      sketch.stop();
      layer.show([], [], { closed: false, snapped: false });
      tool.gesture = null;
      tool.reset();
    };
  }

  function measure(points: readonly LngLat[], closed: boolean): void {
    const flat = points.flatMap(latticePoint);
    let metres = 0;
    for (let i = 2; i < flat.length; i += 2) metres += groundMetres(flat[i - 2]!, flat[i - 1]!, flat[i]!, flat[i + 1]!);
    const squareMetres = closed && points.length > 2 ? Math.abs(areaSquareMetres([[flat]])) : null;
    tool.drawn = points.length > 1 ? { metres, squareMetres } : null;
  }

  /**
   * A tool that draws a line, or an outline where `closed`.
   * @param look what it would come to, and how to carry that out
   */
  function sketch(
    closed: boolean,
    look: (points: readonly LngLat[]) => { preview: ToolPreview | null; run: (() => void) | null },
  ): void {
    begin(
      startSketch(engine, {
        snap,
        follow,
        centre,
        onChange(points, next, snapped) {
          const all = [...points, ...next];
          tool.points = points.length;
          tool.sketchPreview = points.length > 0 ? look(all).preview : null;
          measure(all, closed);
          layer.show(points, next, { closed, snapped });
        },
        onFinish(points) {
          const { preview, run } = look(points);
          if (preview && !preview.ok) tool.sketchPreview = preview;
          if (!run) return false;
          tool.choose('select');
          run();
          return true;
        },
        onLeave: () => tool.choose('select'),
      }),
    );
  }

  function split(): void {
    const grid = selected();
    sketch(false, (line) => {
      const preview = plan.indexed && previewSplit(plan.indexed, plan.tally, line, grid);
      const [gridId] = preview?.ok ? preview.grids : [];
      return { preview, run: gridId ? () => void acts.split(gridId, line) : null };
    });
  }

  function reshape(): void {
    const grid = selected();
    sketch(false, (line) => {
      const found = plan.indexed && previewReshape(plan.indexed, plan.tally, line, grid);
      const gridId = found?.gridId;
      return { preview: found?.preview ?? null, run: gridId ? () => void acts.reshape(gridId, line) : null };
    });
  }

  function draw(): void {
    sketch(true, (ring) => {
      const found = plan.indexed && previewDraw(plan.indexed, plan.tally, ring);
      const communityId = found?.communityId;
      return { preview: found?.preview ?? null, run: communityId ? () => void acts.draw(communityId, ring) : null };
    });
  }

  /** The cells of the selected grid's community, made when a tool that needs them is taken in hand. */
  function loadCells(): void {
    const grid = plan.gridOf(selected());
    if (grid && cells.cells?.communityId !== grid.communityId) void cells.load(grid.communityId);
  }

  /** Gives what chosen cells hold to the selected grid: shows it, and answers how to carry it out. */
  function give(chosen: readonly number[]): { preview: ToolPreview | null; run: (() => void) | null } {
    const gridId = selected();
    const made = cells.cells;
    if (!gridId || !plan.indexed || !made || chosen.length === 0) return { preview: null, run: null };
    const land = dissolveFaces(chosen.map((i) => made.cells[i]!)).map((polygon) => polygon.map((ring) => [...ring]));
    const preview = previewOperation(plan.indexed, plan.tally, { name: 'assign', gridId, land });
    return { preview, run: preview.ok ? () => void acts.assign(gridId, land) : null };
  }

  function assign(): void {
    loadCells();
    sketch(true, (ring) =>
      cells.cells && ring.length > 2 ? give(cellsInside(cells.cells, landInside(ring))) : { preview: null, run: null },
    );
  }

  function paint(): void {
    loadCells();
    let chosen = new Set<number>();
    const look = (): ReturnType<typeof give> => {
      const found = give([...chosen]);
      tool.sketchPreview = found.preview;
      tool.points = chosen.size;
      return found;
    };
    const clear = (): void => {
      chosen = new Set();
      look();
    };
    const mode = startPaint(engine, {
      onBrush(at, metres, isPressed) {
        layer.show([], brushOutline(at, metres), { closed: true, snapped: false });
        if (!isPressed || !cells.cells) return;
        const before = chosen.size;
        const target = plan.indexed?.get(selected() ?? ('' as GridId));
        for (const i of cellsUnderBrush(cells.cells, latticePoint(at), metres)) {
          if (!target || !holdsCell(target, cells.cells.cells[i]!)) chosen.add(i);
        }
        if (chosen.size > before) look();
      },
      onStroke() {
        const { preview, run } = look();
        if (preview && !preview.ok) toasts.show({ text: problemText(preview.problem), tone: 'problem' });
        clear();
        run?.();
      },
      onDrop: clear,
      onLeave: () => tool.choose('select'),
      centre,
    });
    begin(mode);
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

  /** Grids are locked through their layer; the card has the buttons. */
  function partition(): void {
    begin(
      mergeMode({
        finish: () => undefined,
        cancel: () => tool.choose('select'),
        back: () => undefined,
      }),
    );
  }

  function street(): void {
    let found: { grid: Grid; line: LngLat[] } | null = null;
    begin(
      startStreet(engine, {
        plan: () => plan.indexed,
        guidesOf: ({ communityId }) => guides.at(communityId),
        onChange(next) {
          found = next;
          tool.street = next?.guide.name ?? null;
          tool.sketchPreview =
            next && plan.indexed ? previewSplit(plan.indexed, plan.tally, next.line, next.grid.id) : null;
          layer.show(next?.line ?? [], [], { closed: false, snapped: false });
        },
        onFinish() {
          const preview = tool.sketchPreview;
          const [gridId] = preview?.ok ? preview.grids : [];
          if (!found || !gridId) return;
          const { line } = found;
          tool.choose('select');
          void acts.split(gridId, line);
        },
        onLeave: () => tool.choose('select'),
      }),
    );
  }

  function border(): void {
    const grid = (): Grid | undefined => plan.gridOf(selected());
    const shown = (): ReturnType<typeof borderHandles> => {
      const one = grid();
      return plan.indexed && one && one.kind !== 'unassigned' ? borderHandles(plan.indexed, one) : [];
    };
    let all = shown();
    const refresh = (): void => {
      all = shown();
      handles.show(all);
    };
    const mode = startBorder(engine, {
      handles: () => all,
      gridId: selected,
      snap(at, handle) {
        if (!plan.indexed) return at;
        if (handle.kind === 'sliding') {
          const slid = slideTarget(plan.indexed, handle.at, latticePoint(at), selected() ?? undefined);
          return slid ? [fromLattice(slid[0]), fromLattice(slid[1])] : at;
        }
        const lines = guidesAt(at).flatMap((one) => one.guides);
        return snapPoint(map, plan.indexed, at, lines, handle.at).at;
      },
      onChange(active, at, operation) {
        handles.hold(active ? at : null);
        tool.points = active ? 1 : 0;
        tool.sketchPreview = operation && plan.indexed ? previewOperation(plan.indexed, plan.tally, operation) : null;
      },
      onFinish: (operation) => void acts.bend(operation),
      onLocked: () => toasts.show({ text: t('plan.bar.locked'), tone: 'plain' }),
      onClick(at) {
        const point = latticePoint(at);
        const hit = plan.indexed
          ?.near([...point, ...point])
          .find(({ kind, polygons }) => kind !== 'unassigned' && containsPoint(point, polygons));
        if (hit) selection.select('grid', hit.id);
      },
      onLeave: () => tool.choose('select'),
    });
    const leave = watch([() => selected(), () => plan.version], refresh, { immediate: true });
    begin({
      ...mode,
      stop() {
        leave();
        mode.stop();
        handles.show([]);
        handles.hold(null);
      },
    });
  }

  const starters: Record<PlanTool, (() => void) | null> = {
    select: null,
    split,
    merge,
    draw,
    border,
    reshape,
    assign,
    street,
    paint,
    partition,
  };
  watch(
    () => tool.current,
    (current) => {
      stop?.();
      stop = null;
      // The tool's bar stands where messages do.
      if (current !== 'select') for (const toast of toasts.list) toasts.dismiss(toast.id);
      starters[current]?.();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop?.();
    tool.choose('select');
  });
}

/** A ring of degrees around a point. */
function brushOutline([lng, lat]: LngLat, metres: number): LngLat[] {
  const { east, north } = metresPerUnit(toLattice(lat));
  return Array.from({ length: 24 }, (_, i): LngLat => {
    const angle = (i / 24) * 2 * Math.PI;
    return [
      lng + fromLattice((Math.cos(angle) * metres) / east),
      lat + fromLattice((Math.sin(angle) * metres) / north),
    ];
  });
}

/** True where a cell lies in a face already: by a point just inside its first edge. */
function holdsCell(face: Grid, cell: MultiPolygon): boolean {
  const ring = cell[0]?.[0] ?? [];
  const middle: LatticePoint = [Math.round((ring[0]! + ring[2]!) / 2), Math.round((ring[1]! + ring[3]!) / 2)];
  const box = boundingBox(cell);
  const inner: LatticePoint = [Math.round((box[0] + box[2]) / 2), Math.round((box[1] + box[3]) / 2)];
  return containsPoint(containsPoint(inner, cell) ? inner : middle, face.polygons);
}

/** The land an outline holds, as rings run: counter-clockwise. */
function landInside(ring: readonly LngLat[]): MultiPolygon {
  const flat: number[] = [];
  for (const [lng, lat] of ring) {
    const [x, y] = [toLattice(lng), toLattice(lat)];
    if (flat.at(-2) !== x || flat.at(-1) !== y) flat.push(x, y);
  }
  if (flat.length > 2 && flat[0] === flat.at(-2) && flat[1] === flat.at(-1)) flat.length -= 2;
  return doubledRingArea(flat) < 0 ? reverseRings([[flat]]) : [[flat]];
}
