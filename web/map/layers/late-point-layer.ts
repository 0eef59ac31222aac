import KDBush from 'kdbush';
import { onScopeDispose, watch } from 'vue';
import type { LatePoints } from '../../../geodata/schema/incident-lateness';
import { useLateWords } from '../../locales/use-late-words';
import { useNarrowedPoints } from '../../state/narrowed-points';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { breathe } from '../../state/breathe';
import { lateLook, lateRadius, lateSizes } from '../../ui/late-colours';
import type { MapEngine } from '../map-engine';

const owner = 'late-points';
const tolerancePixels = 5;
const pointsPerTask = 30_000;
const largest = lateSizes.at(-1)!.radius;
/** From below to above: what is over, then what has time, then what is overdue. */
const stacking = ['closed-in-time', 'closed-late', 'green', 'yellow', 'red'] as const;

/**
 * Every incident with a due time as a point, or those the list is narrowed to: its colour how much of its limit has gone,
 * its size how many days it is late.
 * Binary columns straight to the GPU, what is overdue on top.
 */
export function useLatePointLayer(engine: MapEngine): void {
  const narrowed = useNarrowedPoints();
  const selection = useSelection();
  const session = useSession();
  const words = useLateWords();
  let gone = false;
  let drawing = 0;
  let indexed: LatePoints | null = null;
  let nearby: KDBush | null = null;

  const shown = (): LatePoints | null => narrowed.drawn;

  /** Positions of the rows in the order they are drawn in. */
  function stacked(points: LatePoints): Uint32Array {
    const order = new Uint32Array(points.ids.length);
    let next = 0;
    for (const light of stacking) {
      const at = points.drawn.indexOf(light);
      if (at >= 0) points.light.forEach((one, i) => one === at && (order[next++] = i));
    }
    return order;
  }

  async function draw(): Promise<void> {
    const mine = ++drawing;
    const points = shown();
    if (!points || points.ids.length === 0) {
      indexed = null;
      nearby = null;
      return engine.deck.setLayers(owner, []);
    }
    const order = stacked(points);
    const count = order.length;
    const positions = new Float64Array(count * 2);
    const radii = new Float32Array(count);
    const fills = new Uint8Array(count * 4);
    const lines = new Uint8Array(count * 4);
    const looks = points.drawn.map((light) => lateLook(light, session.isDark)!);
    const edge = session.isDark ? [16, 19, 23] : [255, 255, 255];
    for (let k = 0; k < count; k++) {
      if (k > 0 && k % pointsPerTask === 0) await breathe();
      const i = order[k]!;
      const { colour, isRing } = looks[points.light[i]!]!;
      positions[2 * k] = points.lng[i]!;
      positions[2 * k + 1] = points.lat[i]!;
      radii[k] = lateRadius(points.daysLate[i]!);
      fills.set([...colour, isRing ? 0 : 235], 4 * k);
      lines.set(isRing ? [...colour, 220] : [...edge, 255], 4 * k);
    }
    const { ScatterplotLayer } = await import('@deck.gl/layers');
    if (gone || mine !== drawing) return;
    const common = { radiusUnits: 'pixels', lineWidthUnits: 'pixels', stroked: true, beforeId: 'slot-point' } as const;
    await engine.deck.setLayers(owner, [
      new ScatterplotLayer({
        ...common,
        id: owner,
        data: {
          length: count,
          attributes: {
            getPosition: { value: positions, size: 2 },
            getRadius: { value: radii, size: 1 },
            getFillColor: { value: fills, size: 4, normalized: true },
            getLineColor: { value: lines, size: 4, normalized: true },
          },
        },
        getLineWidth: 1.4,
      } as unknown as ConstructorParameters<typeof ScatterplotLayer>[0]),
    ]);
    if (indexed === points) return;
    await breathe();
    indexed = points;
    nearby = new KDBush(count);
    for (let i = 0; i < count; i++) nearby.add(points.lng[i]!, points.lat[i]!);
    nearby.finish();
  }

  /** The point nearest to a pixel, of several at one place the latest. */
  function pointAt(pixel: { x: number; y: number }): number | null {
    const points = shown();
    if (!nearby || !points || points !== indexed) return null;
    const centre = engine.map.unproject([pixel.x, pixel.y]);
    const rim = engine.map.unproject([pixel.x + largest + tolerancePixels, pixel.y]);
    let best: number | null = null;
    let least = Infinity;
    for (const i of nearby.within(centre.lng, centre.lat, Math.abs(rim.lng - centre.lng))) {
      const screen = engine.map.project([points.lng[i]!, points.lat[i]!]);
      const away = Math.hypot(screen.x - pixel.x, screen.y - pixel.y) - lateRadius(points.daysLate[i]!);
      const isLater = best === null || points.daysLate[i]! > points.daysLate[best]!;
      if (away <= tolerancePixels && (away < least || (away === least && isLater))) [best, least] = [i, away];
    }
    return best;
  }

  engine.onceReady(() => void draw());
  watch([() => shown(), () => session.isDark], draw);
  const leave = engine.addHitTarget({
    id: owner,
    priority: 45,
    layers: [],
    pick: pointAt,
    tooltip: ({ picked }) => {
      const points = shown();
      return points && typeof picked === 'number' ? words.pointLines(points, picked) : null;
    },
    onClick: ({ picked }) => {
      const id = typeof picked === 'number' ? shown()?.ids[picked] : undefined;
      if (id === undefined) return 'pass';
      selection.select('incident', id);
      return undefined;
    },
  });
  onScopeDispose(() => {
    gone = true;
    leave();
    void engine.deck.setLayers(owner, []);
  });
}
