import { Footprints, MapPinPlus } from '@lucide/vue';
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
  },
};
