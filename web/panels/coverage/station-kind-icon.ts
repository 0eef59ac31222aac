import {
  Accessibility,
  Baby,
  Bike,
  Blocks,
  Grid2x2Check,
  HeartHandshake,
  Hospital,
  House,
  Library,
  MapPin,
  Pill,
  School,
  Shield,
  ShoppingBasket,
  Stethoscope,
  TreePine,
  Users,
  Utensils,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { StationKind } from '../../../geodata/schema/station';

const icons: Record<StationKind, Component> = {
  'service-centre': HeartHandshake,
  'grid-station': Grid2x2Check,
  'rest-station': Bike,
  'elder-canteen': Utensils,
  clinic: Stethoscope,
  pharmacy: Pill,
  hospital: Hospital,
  library: Library,
  'community-centre': Users,
  kindergarten: Blocks,
  school: School,
  'elder-care': House,
  'child-care': Baby,
  'disability-care': Accessibility,
  'police-post': Shield,
  market: ShoppingBasket,
  park: TreePine,
  other: MapPin,
};

/** One icon a kind, the same as on the map. */
export const stationKindIcon = (kind: StationKind): Component => icons[kind];
