import type { Component } from 'vue';
import type { CoverageTaskId } from '../state/coverage-task';
import ReachLayers from './ReachLayers.vue';
import SitingLayers from './SitingLayers.vue';

/** Renderless components that put a task's own layers on the map; stations and the walk looked at are always there. */
export const coverageTaskLayers: Readonly<Record<CoverageTaskId, Component>> = {
  reach: ReachLayers,
  siting: SitingLayers,
};
