import { Map as MapLibreMap } from 'maplibre-gl';
import type { LngLatLike, StyleSpecification } from 'maplibre-gl';

/** Where the twin's middle is while the first map stands as it does, and the other way round. */
export interface TwinCamera {
  middleOf(main: MapLibreMap): LngLatLike;
  /** The first map's middle for where the twin was moved to. */
  mainMiddleOf(twin: MapLibreMap): LngLatLike;
}

/** The twin lies exactly on the first map. */
const sameCamera: TwinCamera = {
  middleOf: (main) => main.getCenter(),
  mainMiddleOf: (twin) => twin.getCenter(),
};

export interface TwinOptions {
  camera?: TwinCamera;
  /** Dragged and zoomed by itself, which moves the first map too; otherwise all that is done goes to the map below. */
  interactive?: boolean;
}

/** A second map on the first one with the same ground and other data, which follows it wherever it goes. */
export function createTwinMap(
  main: MapLibreMap,
  container: HTMLElement,
  style: StyleSpecification,
  { camera = sameCamera, interactive = false }: TwinOptions = {},
): MapLibreMap {
  const twin = new MapLibreMap({
    container,
    style,
    center: camera.middleOf(main),
    zoom: main.getZoom(),
    bearing: main.getBearing(),
    minZoom: main.getMinZoom(),
    maxZoom: main.getMaxZoom(),
    maxPitch: 0,
    interactive,
    attributionControl: false,
    fadeDuration: 0,
    localIdeographFontFamily: false,
  });
  twin.touchZoomRotate.disableRotation();
  twin.dragRotate.disable();
  // Pictures are no part of a style: they are taken over as they are missed.
  twin.on('styleimagemissing', ({ id }) => {
    const image = main.getImage(id);
    if (image && !twin.hasImage(id)) twin.addImage(id, image.data, { pixelRatio: image.pixelRatio, sdf: image.sdf });
  });
  /** The map that moves the other one now: its answer to being moved must not move it back. */
  let leader: MapLibreMap | null = null;
  const lead = (one: MapLibreMap, other: MapLibreMap, center: () => LngLatLike) => (): void => {
    if (leader && leader !== one) return;
    leader = one;
    other.jumpTo({ center: center(), zoom: one.getZoom(), bearing: one.getBearing() });
    leader = null;
  };
  const follow = lead(main, twin, () => camera.middleOf(main));
  main.on('move', follow);
  main.on('resize', follow);
  if (interactive) {
    twin.on(
      'move',
      lead(twin, main, () => camera.mainMiddleOf(twin)),
    );
  }
  twin.once('remove', () => {
    main.off('move', follow);
    main.off('resize', follow);
  });
  return twin;
}
