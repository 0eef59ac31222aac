import KDBush from 'kdbush';
import { onScopeDispose, watch } from 'vue';
import { fromLattice } from '../../../geodata/schema/coordinates';
import type { BaseUnitColumns } from '../../../geodata/schema/settlement';
import { breathe } from '../../state/breathe';
import { useCoverage } from '../../state/coverage';
import { usePlace } from '../../state/place';
import { useSelection } from '../../state/selection';
import type { Rgb } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';

/** A dot is as wide as a house, but never too small to see nor too large to tell apart. */
const radiusMetres = 8;
const smallestPixels = 1.35;
const largestPixels = 6.5;
const tolerancePixels = 5;
/** More than the dots of a county. */
const dotsPerTask = 30_000;

/** How the dot of one base unit looks. */
export interface DotLook {
  colour: Rgb;
  alpha: number;
  /** True for what must lie above the others: what is missing. */
  isOnTop: boolean;
}

export interface UnitDots {
  id: string;
  /** What the dots hang on, beside the base units; they are drawn anew where it changes. */
  depends: () => unknown[];
  /** How many base units the values are of and how the dot of each looks; null while there is nothing to draw. */
  look: () => { count: number; of: (i: number) => DotLook } | null;
  tooltip: (i: number) => string[];
}

/**
 * Every base unit as a dot. Binary columns straight to the GPU: ninety thousand dots are one draw call. A click takes
 * the dot, or the place beside it, as where walks start.
 */
export function useUnitDots(engine: MapEngine, { id, depends, look, tooltip }: UnitDots): void {
  const coverage = useCoverage();
  const place = usePlace();
  const selection = useSelection();
  let gone = false;
  let drawing = 0;
  let positionsOf: BaseUnitColumns | null = null;
  let positions = new Float64Array(0);
  let nearby: KDBush | null = null;

  function readPositions(columns: BaseUnitColumns): void {
    if (positionsOf === columns) return;
    positionsOf = columns;
    positions = Float64Array.from(columns.xy, fromLattice);
    nearby = null;
  }

  /** After the dots stand: a city's take a task of their own. */
  function indexPositions(): void {
    if (nearby || positions.length === 0) return;
    nearby = new KDBush(positions.length / 2);
    for (let i = 0; i < positions.length; i += 2) nearby.add(positions[i]!, positions[i + 1]!);
    nearby.finish();
  }

  /** The unit a dot is for is its place in `order`: what lies on top comes last. */
  async function paint(of: (i: number) => DotLook, order: Uint32Array, colours: Uint8Array): Promise<void> {
    let first = 0;
    let last = order.length;
    for (let i = 0; i < order.length; i++) {
      if (i > 0 && i % dotsPerTask === 0) await breathe();
      const { colour, alpha, isOnTop } = of(i);
      const at = isOnTop ? --last : first++;
      order[at] = i;
      colours[4 * at] = colour[0];
      colours[4 * at + 1] = colour[1];
      colours[4 * at + 2] = colour[2];
      colours[4 * at + 3] = alpha;
    }
  }

  async function draw(): Promise<void> {
    const mine = ++drawing;
    const columns = place.baseUnits;
    const looks = look();
    if (!columns || !looks || looks.count !== columns.ids.length) {
      await engine.deck.setLayers(id, []);
      return;
    }
    readPositions(columns);
    await breathe();
    const count = columns.ids.length;
    const order = new Uint32Array(count);
    const colours = new Uint8Array(count * 4);
    await paint(looks.of, order, colours);
    await breathe();
    const at = new Float64Array(count * 2);
    for (let k = 0; k < count; k++) {
      at[2 * k] = positions[2 * order[k]!]!;
      at[2 * k + 1] = positions[2 * order[k]! + 1]!;
    }
    const { ScatterplotLayer } = await import('@deck.gl/layers');
    if (gone || mine !== drawing) return;
    await engine.deck.setLayers(id, [
      new ScatterplotLayer({
        id,
        data: {
          length: count,
          attributes: {
            getPosition: { value: at, size: 2 },
            getFillColor: { value: colours, size: 4, normalized: true },
          },
        },
        getRadius: radiusMetres,
        radiusUnits: 'meters',
        radiusMinPixels: smallestPixels,
        radiusMaxPixels: largestPixels,
        beforeId: 'slot-line',
      } as ConstructorParameters<typeof ScatterplotLayer>[0]),
    ]);
    await breathe();
    indexPositions();
  }

  watch(
    () => [place.baseUnits, ...depends()],
    () => void draw(),
    { immediate: true },
  );

  function unitAt(point: { x: number; y: number }): number | null {
    if (!nearby || !look()) return null;
    const centre = engine.map.unproject([point.x, point.y]);
    const metresPerPixel = (40075016.7 * Math.cos((centre.lat * Math.PI) / 180)) / (512 * 2 ** engine.map.getZoom());
    const pixels = Math.min(largestPixels, Math.max(smallestPixels, radiusMetres / metresPerPixel)) + tolerancePixels;
    const edge = engine.map.unproject([point.x + pixels * 1.5, point.y]);
    let best: number | null = null;
    let least = pixels;
    for (const i of nearby.within(centre.lng, centre.lat, Math.abs(edge.lng - centre.lng))) {
      const screen = engine.map.project([positions[2 * i]!, positions[2 * i + 1]!]);
      const away = Math.hypot(screen.x - point.x, screen.y - point.y);
      if (away < least) [best, least] = [i, away];
    }
    return best;
  }

  const leaveDots = engine.addHitTarget({
    id,
    priority: 45,
    layers: [],
    pick: unitAt,
    tooltip: ({ picked }) => (typeof picked === 'number' ? tooltip(picked) : null),
    onClick: ({ picked }) => {
      const unit = typeof picked === 'number' ? place.baseUnits?.ids[picked] : undefined;
      if (unit) selection.select('base-unit', unit);
    },
  });
  const leaveAnywhere = engine.addHitTarget({
    id: `${id}-anywhere`,
    priority: 0,
    layers: [],
    onClick: ({ at: [lng, lat] }) => {
      if (coverage.answer) selection.select('point', `${lng.toFixed(6)},${lat.toFixed(6)}`);
      else selection.clear();
    },
  });
  onScopeDispose(() => {
    gone = true;
    leaveDots();
    leaveAnywhere();
    void engine.deck.setLayers(id, []);
  });
}
