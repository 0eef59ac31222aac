import { onScopeDispose, watch } from 'vue';
import { fromLattice } from '../../../geodata/schema/coordinates';
import { breathe } from '../../state/breathe';
import { useCoverage } from '../../state/coverage';
import { usePlace } from '../../state/place';
import { useSession } from '../../state/session';
import { useSiting } from '../../state/siting';
import { uncoveredReason } from '../../state/timed-units';
import { sitingColours } from '../../ui/siting-colours';
import type { MapEngine } from '../map-engine';

const layerId = 'siting-dots';
const dotsPerTask = 30_000;

/**
 * Every base unit as a dot: covered before, newly covered, still not. Without an answer, or with the picture of before
 * asked for, nobody is newly covered. What changes lies on top.
 */
export function useSitingDotsLayer(engine: MapEngine): void {
  const siting = useSiting();
  const coverage = useCoverage();
  const place = usePlace();
  const session = useSession();
  let gone = false;
  let drawing = 0;

  async function draw(): Promise<void> {
    const mine = ++drawing;
    const columns = place.baseUnits;
    const times = siting.units;
    const before = times?.before ?? coverage.units?.milliseconds;
    const connection = times?.connection ?? coverage.units?.connection;
    if (!columns || !before || !connection || before.length !== columns.ids.length) {
      await engine.deck.setLayers(layerId, []);
      return;
    }
    const after = times && !siting.showsBefore ? times.after : before;
    const cutoff = siting.answer?.question.minutes ?? coverage.minutes;
    const colours = sitingColours(session.isDark);
    const count = columns.ids.length;
    // Three passes, so that what matters is painted last.
    const at = new Float64Array(count * 2);
    const fill = new Uint8Array(count * 4);
    let next = 0;
    for (const pass of ['before', 'unknown', 'missing', 'gained'] as const) {
      for (let i = 0; i < count; i++) {
        if (i > 0 && i % dotsPerTask === 0) await breathe();
        if (classOf(before[i], after[i], connection[i], cutoff) !== pass) continue;
        at[2 * next] = fromLattice(columns.xy[2 * i]);
        at[2 * next + 1] = fromLattice(columns.xy[2 * i + 1]);
        fill.set([...colours[pass], pass === 'before' ? 190 : 235], 4 * next++);
      }
    }
    const { ScatterplotLayer } = await import('@deck.gl/layers');
    if (gone || mine !== drawing) return;
    await engine.deck.setLayers(layerId, [
      new ScatterplotLayer({
        id: layerId,
        data: {
          length: count,
          attributes: {
            getPosition: { value: at, size: 2 },
            getFillColor: { value: fill, size: 4, normalized: true },
          },
        },
        getRadius: 8,
        radiusUnits: 'meters',
        radiusMinPixels: 1.35,
        radiusMaxPixels: 6.5,
        beforeId: 'slot-line',
      } as ConstructorParameters<typeof ScatterplotLayer>[0]),
    ]);
  }

  watch(
    [
      () => place.baseUnits,
      () => coverage.units,
      () => coverage.minutes,
      () => siting.units,
      () => siting.showsBefore,
      () => session.isDark,
    ],
    () => void draw(),
    { immediate: true },
  );
  onScopeDispose(() => {
    gone = true;
    void engine.deck.setLayers(layerId, []);
  });
}

function classOf(before: number, after: number, connection: number, minutes: number) {
  const reason = uncoveredReason(after, connection, minutes);
  if (reason === 'off-network') return 'unknown';
  if (reason) return 'missing';
  return uncoveredReason(before, connection, minutes) ? 'gained' : 'before';
}
