import { CopyCheck, Gauge, Map as MapIcon } from '@lucide/vue';
import { defineAsyncComponent } from 'vue';
import type { Component } from 'vue';
import type { IncidentTaskId } from '../../state/incident-task';
import PanelFailed from '../frame/PanelFailed.vue';
import PanelSkeleton from '../frame/PanelSkeleton.vue';
import HeatTask from './HeatTask.vue';

/** What a task of the incidents mode brings along; the map goes on showing the view chosen in the first. */
export interface IncidentTask {
  titleKey: string;
  icon: Component;
  /** What stands below the filters, which all tasks share. */
  panel: Component;
}

/** A task whose code is loaded when it is first opened. */
export const taskPart = (loader: () => Promise<{ default: Component }>): Component =>
  defineAsyncComponent({ loader, loadingComponent: PanelSkeleton, errorComponent: PanelFailed, delay: 80 });

export const incidentTasks: Readonly<Record<IncidentTaskId, IncidentTask>> = {
  map: { titleKey: 'incidents.task.map', icon: MapIcon, panel: HeatTask },
  figures: { titleKey: 'figures.title', icon: Gauge, panel: taskPart(() => import('./figures/FiguresTask.vue')) },
  repeats: { titleKey: 'repeats.task', icon: CopyCheck, panel: taskPart(() => import('./repeats/RepeatsTask.vue')) },
};
