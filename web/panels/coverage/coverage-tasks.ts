import { ClipboardCheck, Footprints, MapPinPlus, Orbit } from '@lucide/vue';
import { defineAsyncComponent } from 'vue';
import type { Component } from 'vue';
import type { CoverageTaskId } from '../../state/coverage-task';
import PanelFailed from '../frame/PanelFailed.vue';
import PanelSkeleton from '../frame/PanelSkeleton.vue';

/** What a task of the coverage mode brings along, beside its layers (`map/coverage-task-layers`). */
export interface CoverageTask {
  titleKey: string;
  icon: Component;
  panel: Component;
  legend: Component;
  /** The task in one line for the folded sheet of a phone; that of walks without it. */
  headline?: Component;
}

const panelPart = (loader: () => Promise<{ default: Component }>): Component =>
  defineAsyncComponent({ loader, loadingComponent: PanelSkeleton, errorComponent: PanelFailed, delay: 80 });

export const coverageTasks: Readonly<Record<CoverageTaskId, CoverageTask>> = {
  reach: {
    titleKey: 'coverage.task.reach',
    icon: Footprints,
    panel: panelPart(() => import('./ReachTask.vue')),
    legend: defineAsyncComponent(() => import('./ReachLegend.vue')),
  },
  siting: {
    titleKey: 'coverage.task.siting',
    icon: MapPinPlus,
    panel: panelPart(() => import('./siting/SitingTask.vue')),
    legend: defineAsyncComponent(() => import('./siting/SitingLegend.vue')),
    headline: defineAsyncComponent(() => import('./siting/SitingHeadline.vue')),
  },
  'life-circle': {
    titleKey: 'services.task.circle',
    icon: Orbit,
    panel: panelPart(() => import('./LifeCircleTask.vue')),
    legend: defineAsyncComponent(() => import('./LifeCircleLegend.vue')),
    headline: defineAsyncComponent(() => import('./LifeCircleHeadline.vue')),
  },
  checks: {
    titleKey: 'services.task.checks',
    icon: ClipboardCheck,
    panel: panelPart(() => import('./ChecksTask.vue')),
    legend: defineAsyncComponent(() => import('./ChecksLegend.vue')),
    headline: defineAsyncComponent(() => import('./ChecksHeadline.vue')),
  },
};
