import type { Map as MapLibreMap } from 'maplibre-gl';
import accessibility from 'lucide-static/icons/accessibility.svg?raw';
import baby from 'lucide-static/icons/baby.svg?raw';
import bike from 'lucide-static/icons/bike.svg?raw';
import blocks from 'lucide-static/icons/blocks.svg?raw';
import grid from 'lucide-static/icons/grid-2x2-check.svg?raw';
import heartHandshake from 'lucide-static/icons/heart-handshake.svg?raw';
import hospital from 'lucide-static/icons/hospital.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import library from 'lucide-static/icons/library.svg?raw';
import mapPin from 'lucide-static/icons/map-pin.svg?raw';
import pill from 'lucide-static/icons/pill.svg?raw';
import school from 'lucide-static/icons/school.svg?raw';
import shield from 'lucide-static/icons/shield.svg?raw';
import shoppingBasket from 'lucide-static/icons/shopping-basket.svg?raw';
import stethoscope from 'lucide-static/icons/stethoscope.svg?raw';
import treePine from 'lucide-static/icons/tree-pine.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import utensils from 'lucide-static/icons/utensils.svg?raw';
import type { StationKind, StationTier } from '../../../geodata/schema/station';
import { coverageColours, tierColours } from '../../ui/coverage-colours';

/** The drawings of panels/coverage/station-kind-icon, as SVG. */
const drawings: Record<StationKind, string> = {
  'service-centre': heartHandshake,
  'grid-station': grid,
  'rest-station': bike,
  'elder-canteen': utensils,
  clinic: stethoscope,
  pharmacy: pill,
  hospital,
  library,
  'community-centre': users,
  kindergarten: blocks,
  school,
  'elder-care': house,
  'child-care': baby,
  'disability-care': accessibility,
  'police-post': shield,
  market: shoppingBasket,
  park: treePine,
  other: mapPin,
};

const SIZE = 30;
/** Drawn at three times its size, so that it stays crisp on every screen. */
const PIXEL_RATIO = 3;

export const stationImage = (kind: StationKind, tier: StationTier, isDark: boolean): string =>
  `station ${kind} ${tier} ${isDark ? 'dark' : 'light'}`;

/** Adds the image of a kind and tier to the map, if it is not there: a disc ringed in the tier's colour, the icon on it. */
export async function addStationImage(
  map: MapLibreMap,
  kind: StationKind,
  tier: StationTier,
  isDark: boolean,
): Promise<void> {
  const name = stationImage(kind, tier, isDark);
  if (map.hasImage(name)) return;
  const { surface, ink } = coverageColours(isDark);
  const inner = drawings[kind].replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE * PIXEL_RATIO}" height="${SIZE * PIXEL_RATIO}" viewBox="0 0 ${SIZE} ${SIZE}">
    <circle cx="15" cy="15" r="14.2" fill="${surface}" />
    <circle cx="15" cy="15" r="12.2" fill="${surface}" stroke="${tierColours[tier]}" stroke-width="2.6" />
    <g transform="translate(7.2 7.2) scale(0.65)" fill="none" stroke="${ink}" stroke-width="2.3" stroke-linecap="round" stroke-linejoin="round">${inner}</g>
  </svg>`;
  const image = new Image(SIZE * PIXEL_RATIO, SIZE * PIXEL_RATIO);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  // The style may have been replaced or the map removed while the drawing was read.
  if (map.getStyle() && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: PIXEL_RATIO });
}
