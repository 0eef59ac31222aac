import { answerCoverageTask } from './answer-coverage';
import { askWhatIfTask } from './ask-what-if';
import { answerIncidentsTask } from './answer-incidents';
import { searchPlaceTask } from './search-place';
import { compareIncidentsTask } from './compare-incidents';
import { comparePlansTask } from './compare-plans';
import { drawPostedGridsTask } from './draw-posted-grids';
import { drawElevationTileTask } from './draw-elevation-tile';
import { drawTile } from './draw-tile';
import { measureOverviewTask } from './measure-overview';
import { listStationsTask } from './list-stations';
import { inspectImportTask } from './inspect-import';
import { exportIncidentsTask } from './export-incidents';
import { exportPlanTask } from './export-plan';
import { exportUncoveredTask } from './export-uncovered';
import {
  previewLayerTask,
  readLayerIntoTask,
  readLayerTask,
  writeLayerDraftTask,
  writeLayerIntoTask,
} from './plan-layer';
import { prepareAreasTask } from './prepare-areas';
import { walkIncidentsTask } from './walk-incidents';
import { prepareSitingTask } from './prepare-siting';
import { findStretchesTask } from './find-stretches';
import { previewImportTask } from './preview-import';
import { readCollectionTask } from './read-collection';
import { readGuideLinesTask } from './read-guide-lines';
import { preparePublicationTask, prepareRebaseTask } from './prepare-publication';
import { readHistoryTask } from './read-history';
import { readPlanTask } from './read-plan';

/** Every task by name: add yours here and call it with `deps.compute.call('name', input)`. */
export const tasks = {
  'answer-coverage': answerCoverageTask,
  'ask-what-if': askWhatIfTask,
  'answer-incidents': answerIncidentsTask,
  'search-place': searchPlaceTask,
  'compare-incidents': compareIncidentsTask,
  'compare-plans': comparePlansTask,
  'draw-posted-grids': drawPostedGridsTask,
  'draw-elevation-tile': drawElevationTileTask,
  'draw-tile': drawTile,
  'find-stretches': findStretchesTask,
  'list-stations': listStationsTask,
  'inspect-import': inspectImportTask,
  'preview-import': previewImportTask,
  'measure-overview': measureOverviewTask,
  'read-collection': readCollectionTask,
  'read-guide-lines': readGuideLinesTask,
  'prepare-publication': preparePublicationTask,
  'prepare-areas': prepareAreasTask,
  'prepare-siting': prepareSitingTask,
  'prepare-rebase': prepareRebaseTask,
  'read-history': readHistoryTask,
  'read-plan': readPlanTask,
  'export-incidents': exportIncidentsTask,
  'export-plan': exportPlanTask,
  'export-uncovered': exportUncoveredTask,
  'preview-layer': previewLayerTask,
  'read-layer': readLayerTask,
  'read-layer-into': readLayerIntoTask,
  'walk-incidents': walkIncidentsTask,
  'write-layer-draft': writeLayerDraftTask,
  'write-layer-into': writeLayerIntoTask,
};

export type TaskName = keyof typeof tasks;
export type TaskInput<K extends TaskName> = Parameters<(typeof tasks)[K]['run']>[1];
export type TaskOutput<K extends TaskName> = Awaited<ReturnType<(typeof tasks)[K]['run']>>;
