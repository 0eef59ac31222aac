import type { MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { LngLat } from '../../../geodata/schema/coordinates';
import { useView } from '../../state/view';
import { useWhatIf } from '../../state/what-if';
import { WHAT_IF_GATE, WHAT_IF_STATION } from '../layers/what-if-layer';
import type { MapEngine } from '../map-engine';
import { holdPointer } from './hold-pointer';
import { isTouch } from './hold-press';

/** How far beside a station or gate still counts, pixels; a finger is wider than a pointer. */
const REACH_PIXELS = 8;
const TOUCH_PIXELS = 18;

/** Dragging stations, and the tools of a scenario: by click or tap, or by the keyboard at the middle of the map. */
export function useWhatIfMode(engine: MapEngine): void {
  const whatIf = useWhatIf();
  const view = useView();
  const { t } = useI18n();
  const { map } = engine;
  let letToolGo: (() => void) | null = null;
  let dragging: { id: string; at: LngLat; hasMoved: boolean; resume: () => void } | null = null;

  function idAt(point: { x: number; y: number }, layer: string, reach = REACH_PIXELS): string | null {
    if (!map.getLayer(layer)) return null;
    const found = map.queryRenderedFeatures(
      [
        [point.x - reach, point.y - reach],
        [point.x + reach, point.y + reach],
      ],
      { layers: [layer] },
    );
    const away = (one: (typeof found)[number]) => {
      const at = map.project((one.geometry as GeoJSON.Point).coordinates as [number, number]);
      return Math.hypot(at.x - point.x, at.y - point.y);
    };
    const [nearest] = [...found].sort((p, q) => away(p) - away(q));
    return nearest ? String(nearest.properties['id']) : null;
  }

  function act(at: LngLat): void {
    const point = map.project([at[0], at[1]]);
    switch (whatIf.tool) {
      case 'add-station':
        return whatIf.addStation(at, t('whatIf.newStation'));
      case 'close-station': {
        const id = idAt(point, WHAT_IF_STATION);
        return id === null ? undefined : whatIf.closeStation(id);
      }
      case 'resize-station':
        whatIf.resizing = idAt(point, WHAT_IF_STATION) ?? whatIf.resizing;
        return;
      case 'set-gate': {
        const id = idAt(point, WHAT_IF_GATE);
        return id === null ? undefined : whatIf.toggleGate(id);
      }
      case 'close-street':
        return whatIf.closeStreet(at);
      case 'add-way':
        return whatIf.addWayEnd(at);
      case 'select':
    }
  }

  watch(
    () => whatIf.tool,
    (tool) => {
      letToolGo?.();
      letToolGo = null;
      if (tool === 'select') return;
      letToolGo = holdPointer(engine, {
        place: (event) => [event.lngLat.lng, event.lngLat.lat],
        lastPoint: () => undefined,
        onMove: () => undefined,
        onClick: (at) => act(at),
        onDoubleClick: () => undefined,
        actOf: (event) => (event.key === 'Escape' ? () => (whatIf.tool = 'select') : undefined),
      });
    },
    { immediate: true },
  );
  watch(
    () => view.centreAsked,
    () => {
      const { left, right, top, bottom } = view.insets;
      const { clientWidth, clientHeight } = map.getContainer();
      const { lng, lat } = map.unproject([(left + clientWidth - right) / 2, (top + clientHeight - bottom) / 2]);
      act([lng, lat]);
    },
  );

  type Press = MapMouseEvent | MapTouchEvent;
  function onDown(press: Press): void {
    if (whatIf.tool !== 'select' || dragging) return;
    if (isTouch(press) ? press.points.length !== 1 : press.originalEvent.button !== 0) return;
    const id = idAt(press.point, WHAT_IF_STATION, isTouch(press) ? TOUCH_PIXELS : REACH_PIXELS);
    if (id === null) return;
    press.preventDefault();
    dragging = { id, at: [press.lngLat.lng, press.lngLat.lat], hasMoved: false, resume: () => undefined };
  }
  function onMove(press: Press): void {
    if (!dragging) {
      if (whatIf.tool === 'select' && !isTouch(press)) {
        engine.setCursor(idAt(press.point, WHAT_IF_STATION) === null ? null : 'grab');
      }
      return;
    }
    if (!dragging.hasMoved) {
      dragging.hasMoved = true;
      dragging.resume = engine.hits.pause();
      engine.setCursor('grabbing');
    }
    dragging.at = [press.lngLat.lng, press.lngLat.lat];
    whatIf.drag(dragging.id, dragging.at);
  }
  function onUp(): void {
    if (!dragging) return;
    const { id, at, hasMoved, resume } = dragging;
    dragging = null;
    if (!hasMoved) return;
    engine.setCursor(null);
    // A task later: the click that ends a drag is not a click on what lies there.
    setTimeout(resume);
    whatIf.moveStation(id, at);
  }
  const events = [
    ['mousedown', onDown],
    ['touchstart', onDown],
    ['mousemove', onMove],
    ['touchmove', onMove],
    ['mouseup', onUp],
    ['touchend', onUp],
  ] as const;
  for (const [name, listener] of events) map.on(name as 'mousemove', listener as (event: MapMouseEvent) => void);
  onScopeDispose(() => {
    letToolGo?.();
    for (const [name, listener] of events) map.off(name as 'mousemove', listener as (event: MapMouseEvent) => void);
    dragging?.resume();
    engine.setCursor(null);
  });
}
