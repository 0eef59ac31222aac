import type { Component } from 'vue';
import type { CoverageTaskId } from '../state/coverage-task';
import ChecksLayers from './ChecksLayers.vue';
import LifeCircleLayers from './LifeCircleLayers.vue';
import ReachLayers from './ReachLayers.vue';
import SitingLayers from './SitingLayers.vue';

/** Renderless components that put a task's own layers on the map; stations and the walk looked at are always there. */
export const coverageTaskLayers: Readonly<Record<CoverageTaskId, Component>> = {
  reach: ReachLayers,
  siting: SitingLayers,
  'life-circle': LifeCircleLayers,
  checks: ChecksLayers,
};
