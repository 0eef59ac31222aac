import { Footprints, Gauge, LayoutGrid, Siren } from '@lucide/vue';
import { defineAsyncComponent } from 'vue';
import type { Component } from 'vue';
import PanelFailed from './panels/frame/PanelFailed.vue';
import PanelSkeleton from './panels/frame/PanelSkeleton.vue';
import type { ModeId } from './state/mode';
import type { SelectionKind } from './state/selection';

/** What a mode brings along. Each part is its own chunk, loaded when the mode is first opened. */
export interface Mode {
  id: ModeId;
  titleKey: string;
  icon: Component;
  panel: Component;
  /** Shows what is selected, of the kinds in `inspects`; the frame shows the others. */
  inspector: Component;
  inspects: readonly SelectionKind[];
  legend: Component;
  /** The one figure a phone shows while its sheet is down. */
  headline: Component;
  /** Renderless: puts the mode's layers on the map and takes them off when unmounted. */
  layers: Component;
}

/** A panel that shows its shape while its code loads, and says so when that fails. */
const panelPart = (loader: () => Promise<{ default: Component }>): Component =>
  defineAsyncComponent({ loader, loadingComponent: PanelSkeleton, errorComponent: PanelFailed, delay: 80 });

export const modes: readonly Mode[] = [
  {
    id: 'overview',
    titleKey: 'frame.mode.overview',
    icon: Gauge,
    panel: panelPart(() => import('./panels/overview/OverviewPanel.vue')),
    inspector: panelPart(() => import('./panels/overview/OverviewInspector.vue')),
    inspects: ['area', 'grid'],
    legend: defineAsyncComponent(() => import('./panels/overview/OverviewLegend.vue')),
    headline: defineAsyncComponent(() => import('./panels/overview/OverviewHeadline.vue')),
    layers: defineAsyncComponent(() => import('./map/OverviewLayers.vue')),
  },
  {
    id: 'plan',
    titleKey: 'frame.mode.plan',
    icon: LayoutGrid,
    panel: panelPart(() => import('./panels/plan/PlanPanel.vue')),
    inspector: panelPart(() => import('./panels/plan/PlanInspector.vue')),
    inspects: ['grid'],
    legend: defineAsyncComponent(() => import('./panels/plan/PlanLegend.vue')),
    headline: defineAsyncComponent(() => import('./panels/plan/PlanHeadline.vue')),
    layers: defineAsyncComponent(() => import('./map/PlanLayers.vue')),
  },
  {
    id: 'coverage',
    titleKey: 'frame.mode.coverage',
    icon: Footprints,
    panel: panelPart(() => import('./panels/coverage/CoveragePanel.vue')),
    inspector: panelPart(() => import('./panels/coverage/CoverageInspector.vue')),
    inspects: ['grid', 'area', 'station', 'base-unit', 'point'],
    legend: defineAsyncComponent(() => import('./panels/coverage/CoverageLegend.vue')),
    headline: defineAsyncComponent(() => import('./panels/coverage/CoverageHeadline.vue')),
    layers: defineAsyncComponent(() => import('./map/CoverageLayers.vue')),
  },
  {
    id: 'incidents',
    titleKey: 'frame.mode.incidents',
    icon: Siren,
    panel: panelPart(() => import('./panels/incidents/IncidentsPanel.vue')),
    inspector: panelPart(() => import('./panels/incidents/IncidentsInspector.vue')),
    inspects: ['grid', 'area', 'base-unit', 'hexagon', 'repeat', 'incident'],
    legend: defineAsyncComponent(() => import('./panels/incidents/IncidentsLegend.vue')),
    headline: defineAsyncComponent(() => import('./panels/incidents/IncidentsHeadline.vue')),
    layers: defineAsyncComponent(() => import('./map/IncidentsLayers.vue')),
  },
];
