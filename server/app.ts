import { compress } from 'hono/compress';
import type { AppDeps } from './app-deps';
import { createRoutes } from './app-env';
import { describeApi } from './docs/open-api';
import { exceptUploads } from './middleware/except-uploads';
import { identifyRequest } from './middleware/identify-request';
import { limitBody } from './middleware/limit-body';
import { limitNesting } from './middleware/limit-nesting';
import { answerError, answerUnknown } from './middleware/problems';
import { routeMethods } from './middleware/route-methods';
import { securityHeaders } from './middleware/security-headers';
import { createBasemapRoutes } from './routes/basemaps';
import { createCollectionRoutes } from './routes/collections';
import { createCoverageRoutes } from './routes/coverage';
import { createCoverageExportRoutes } from './routes/coverage-export';
import { createCoverageServiceRoutes } from './routes/coverage-services';
import { createDocsRoutes } from './routes/docs';
import { createElevationTileRoutes } from './routes/elevation-tiles';
import { createGuideLineRoutes } from './routes/guide-lines';
import { createClosureRoutes } from './routes/closures';
import { createCoverageCompareRoutes } from './routes/coverage-compare';
import { createHealthRoutes } from './routes/health';
import { createImportReportRoutes } from './routes/import-report';
import { createImportRoutes } from './routes/imports';
import { createIncidentMergeRoutes } from './routes/incident-merges';
import { createIncidentRepeatRoutes } from './routes/incident-repeats';
import { createIncidentExportRoutes } from './routes/incident-export';
import { createIncidentFigureRoutes } from './routes/incident-figures';
import { createIncidentRoutes } from './routes/incidents';
import { createOverviewRoutes } from './routes/overview';
import { createPlaceRoutes } from './routes/places';
import { createPlanRoutes } from './routes/plans';
import { createPublicationRoutes } from './routes/publications';
import { createScenarioRoutes } from './routes/scenarios';
import { createSchemeRoutes } from './routes/schemes';
import { createPlanExportRoutes } from './routes/plan-export';
import { createPlanLayerRoutes } from './routes/plan-layers';
import { createSearchRoutes } from './routes/search';
import { createSitingRoutes } from './routes/siting';
import { createStationRoutes } from './routes/stations';
import { createStreetRoutes } from './routes/streets';
import { createTileRoutes } from './routes/tiles';

/** Every route under `/api`, chained so that the typed client knows them. A new route file is one line here. */
function createApiRoutes(deps: AppDeps) {
  return createRoutes()
    .route('/', createHealthRoutes(deps))
    .route('/', createBasemapRoutes(deps))
    .route('/', createPlaceRoutes(deps))
    .route('/', createOverviewRoutes(deps))
    .route('/', createPlanRoutes(deps))
    .route('/', createPublicationRoutes(deps))
    .route('/', createSchemeRoutes(deps))
    .route('/', createPlanLayerRoutes(deps))
    .route('/', createPlanExportRoutes(deps))
    .route('/', createCollectionRoutes(deps))
    .route('/', createImportReportRoutes(deps))
    .route('/', createImportRoutes(deps))
    .route('/', createStreetRoutes(deps))
    .route('/', createGuideLineRoutes(deps))
    .route('/', createTileRoutes(deps))
    .route('/', createElevationTileRoutes(deps))
    .route('/', createStationRoutes(deps))
    .route('/', createCoverageRoutes(deps))
    .route('/', createClosureRoutes(deps))
    .route('/', createCoverageCompareRoutes(deps))
    .route('/', createScenarioRoutes(deps))
    .route('/', createCoverageExportRoutes(deps))
    .route('/', createSitingRoutes(deps))
    .route('/', createCoverageServiceRoutes(deps))
    .route('/', createIncidentRepeatRoutes(deps))
    .route('/', createIncidentMergeRoutes(deps))
    .route('/', createIncidentFigureRoutes(deps))
    .route('/', createIncidentExportRoutes(deps))
    .route('/', createIncidentRoutes(deps))
    .route('/', createSearchRoutes(deps));
}

/** The whole API. The pages are served beside it by main.ts; nothing below /api falls through to them. */
export function createApp(deps: AppDeps) {
  const app = createRoutes();
  app.use(identifyRequest(deps));
  app.use(securityHeaders([...new Set(deps.config.basemaps.flatMap(({ origins }) => origins))]));
  app.use(compress());
  app.use('/api/*', exceptUploads(limitBody(deps.config.bodyLimitMegabytes)));
  app.use('/api/*', exceptUploads(limitNesting()));
  app.onError(answerError(deps.log));
  const api = app.route('/api', createApiRoutes(deps));
  app.route(
    '/api',
    createDocsRoutes(deps, () => describeApi(app, deps.config.bodyLimitMegabytes)),
  );
  const unknown = answerUnknown(routeMethods(app));
  app.all('/api', unknown);
  app.all('/api/*', unknown);
  app.notFound(unknown);
  return api;
}

export type App = ReturnType<typeof createApp>;
/** For `hc<AppType>` in web/api, which imports nothing else of the server. */
export type AppType = App;
