import KDBush from 'kdbush';
import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { fromLattice } from '../../../geodata/schema/coordinates';
import type { CoverageUnits } from '../../../geodata/schema/coverage';
import type { BaseUnitColumns } from '../../../geodata/schema/settlement';
import { useCoverageWords } from '../../locales/use-coverage-words';
import { useLocalFormat } from '../../locales/use-local-format';
import { breathe } from '../../state/breathe';
import { useCoverage } from '../../state/coverage';
import { usePlace } from '../../state/place';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { uncoveredReason } from '../../state/timed-units';
import { bandColour, coverageColours } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';

const layerId = 'coverage-dots';
/** A dot is as wide as a house, but never too small to see nor too large to tell apart. */
const radiusMetres = 8;
const smallestPixels = 1.35;
const largestPixels = 6.5;
const tolerancePixels = 5;
/** More than the dots of a county. */
const dotsPerTask = 30_000;

/**
 * Every base unit as a dot in the colour of its walk, uncovered ones on top. Binary columns straight to the GPU:
 * ninety thousand dots are one draw call.
 */
export function useCoverageDotsLayer(engine: MapEngine): void {
  const coverage = useCoverage();
  const place = usePlace();
  const session = useSession();
  const selection = useSelection();
  const format = useLocalFormat();
  const words = useCoverageWords();
  const { t } = useI18n();
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

  /** The unit a dot is for is its place in `order`: covered ones first, so that what is missing lies on top. */
  async function paint(times: CoverageUnits, order: Uint32Array, colours: Uint8Array): Promise<void> {
    const { minutes, bands } = coverage;
    const { uncovered, unknown } = coverageColours(session.isDark);
    const bandColours = bands.map((_, band) => bandColour(band, session.isDark));
    let first = 0;
    let last = order.length;
    for (let i = 0; i < order.length; i++) {
      if (i > 0 && i % dotsPerTask === 0) await breathe();
      const milliseconds = times.milliseconds[i]!;
      const reason = uncoveredReason(milliseconds, times.connection[i]!, minutes);
      let at: number;
      let colour = unknown;
      let alpha = 220;
      if (reason) {
        at = --last;
        if (reason !== 'off-network') [colour, alpha] = [uncovered, 235];
      } else {
        at = first++;
        let band = 0;
        while (milliseconds > bands[band]! * 60_000) band++;
        [colour, alpha] = [bandColours[band]!, 225];
      }
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
    const times = coverage.units;
    if (!columns || !times || times.milliseconds.length !== columns.ids.length) {
      await engine.deck.setLayers(layerId, []);
      return;
    }
    readPositions(columns);
    await breathe();
    const count = columns.ids.length;
    const order = new Uint32Array(count);
    const colours = new Uint8Array(count * 4);
    await paint(times, order, colours);
    await breathe();
    const at = new Float64Array(count * 2);
    for (let k = 0; k < count; k++) {
      at[2 * k] = positions[2 * order[k]!]!;
      at[2 * k + 1] = positions[2 * order[k]! + 1]!;
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
    () => [place.baseUnits, coverage.units, coverage.minutes, session.isDark],
    () => void draw(),
    { immediate: true },
  );

  function unitAt(point: { x: number; y: number }): number | null {
    if (!nearby || !coverage.units) return null;
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

  function describe(i: number): string[] {
    const columns = place.baseUnits!;
    const times = coverage.units!;
    const milliseconds = times.milliseconds[i]!;
    const reason = uncoveredReason(milliseconds, times.connection[i]!, coverage.minutes);
    const households = columns.households[i]!;
    const walk =
      milliseconds >= 0 && reason !== 'off-network'
        ? t('coverage.tip.nearest', { kind: t(`stationKind.${times.kind}`), minutes: words.minutes(milliseconds) })
        : t(`coverage.reason.${reason ?? 'not-reached'}`);
    return [
      columns.names[i]!,
      walk,
      t(reason ? 'coverage.tip.uncovered' : 'coverage.tip.covered', { cutoff: coverage.minutes }),
      ...(households >= 0 ? [t('coverage.tip.households', { n: format.number(households) })] : []),
    ];
  }

  const leaveDots = engine.addHitTarget({
    id: layerId,
    priority: 45,
    layers: [],
    pick: unitAt,
    tooltip: ({ picked }) => (typeof picked === 'number' ? describe(picked) : null),
    onClick: ({ picked }) => {
      const id = typeof picked === 'number' ? place.baseUnits?.ids[picked] : undefined;
      if (id) selection.select('base-unit', id);
    },
  });
  const leaveAnywhere = engine.addHitTarget({
    id: 'coverage-anywhere',
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
    void engine.deck.setLayers(layerId, []);
  });
}
