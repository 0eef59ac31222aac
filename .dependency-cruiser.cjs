// Who may import whom. `npm run layers` cruises web, server, geodata and tests with these rules and fails when it
// finds a violation, or nothing to cruise.

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', 'A cycle has no first file to read.', {}, { circular: true }),
    forbid('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true, pathNot: '/dist/server/' }),
    forbid(
      'nothing-imports-tests',
      'The product does not know its tests.',
      { pathNot: '^tests/' },
      { path: '^tests/' },
    ),
    forbid(
      'no-development-packages',
      'What runs at a customer is installed at a customer.',
      { path: '^(web|server|geodata)/', pathNot: '^server/(dev\\.mjs|workers/start-worker\\.mjs)$' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    ),

    forbid('geodata-stands-alone', 'geodata runs on both sides.', { path: '^geodata/' }, { path: '^(web|server)/' }),
    forbid(
      'geodata-has-no-node',
      'geodata runs in a browser too.',
      { path: '^geodata/' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'schema-at-the-bottom',
      'Shapes know no algorithm.',
      { path: '^geodata/schema/' },
      { path: '^geodata/', pathNot: '^geodata/schema/' },
    ),
    forbid(
      'numerics-alone',
      'Numbers know no shapes.',
      { path: '^geodata/numerics/' },
      { path: '^geodata/', pathNot: '^geodata/numerics/' },
    ),
    forbid(
      'geometry-on-schema',
      'Geometry knows points and rings, no grids.',
      { path: '^geodata/geometry/' },
      { path: '^geodata/', pathNot: '^geodata/(schema|numerics|geometry)/' },
    ),
    forbid(
      'subjects-apart',
      'Planning, coverage and incidents do not know each other.',
      { path: '^geodata/(plan|coverage|incidents)/' },
      { path: '^geodata/', pathNot: ['^geodata/(schema|numerics|geometry)/', '^geodata/$1/'] },
    ),
    forbid(
      'makers-apart',
      'The readers of files and the demo generator do not know each other.',
      { path: '^geodata/(formats|demo)/' },
      { path: '^geodata/(formats|demo)/', pathNot: '^geodata/$1/' },
    ),

    forbid('server-without-web', 'The server serves files it does not know.', { path: '^server/' }, { path: '^web/' }),
    forbid(
      'routes-through-services',
      'A route is a contract and a thin handler: use cases are services, contracts are schema.',
      { path: '^server/routes/' },
      { path: ['^server/(db|workers/tasks)/', '^geodata/(?!schema/)'] },
    ),
    forbid(
      'services-below-routes',
      'A use case knows nothing of HTTP.',
      { path: '^server/services/' },
      {
        path: ['^server/(routes|middleware|workers/tasks)/', '^server/(app|main)\\.ts$', 'node_modules/(hono|@hono)/'],
      },
    ),
    forbid(
      'database-at-the-bottom',
      'The database knows rows and packed shapes.',
      { path: '^server/db/' },
      {
        path: ['^server/', '^geodata/'],
        pathNot: ['^server/db/', '^server/package-root\\.ts$', '^geodata/schema/', '^geodata/geometry/pack\\.ts$'],
      },
    ),
    forbid(
      'only-db-speaks-sql',
      'One folder has the SQL.',
      { path: '^(server|web|geodata)/', pathNot: '^server/db/' },
      { path: 'node_modules/(@libsql|libsql)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'workers-without-http',
      'A computation knows nothing of HTTP.',
      { path: '^server/workers/' },
      { path: ['^server/(routes|middleware)/', '^server/(app|main)\\.ts$', 'node_modules/(hono|@hono)/'] },
    ),

    forbid(
      'server-types-through-api',
      'Only web/api sees the server, and only its types.',
      { path: '^web/', pathNot: '^web/api/' },
      { path: '^server/' },
    ),
    forbid(
      'api-sees-app-types',
      'The client is typed by the application, not built of it.',
      { path: '^web/api/' },
      { path: '^server/', dependencyTypesNot: ['type-only'] },
    ),
    forbid('api-sees-app-only', 'One door.', { path: '^web/api/' }, { path: '^server/', pathNot: '^server/app\\.ts$' }),
    forbid(
      'ui-is-ours-alone',
      'Presentational pieces get texts and values as props.',
      { path: '^web/ui/' },
      { path: '^(web|server|geodata)/', pathNot: '^web/ui/' },
    ),
    forbid(
      'map-libraries-in-map',
      'One folder knows the map libraries.',
      { path: '^(web|geodata|server)/', pathNot: '^web/map/' },
      { path: 'node_modules/(maplibre-gl|@deck\\.gl|@luma\\.gl)', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'panels-through-commands',
      'A panel shows state and runs commands; only the frame puts the map in its place.',
      { path: '^web/panels/', pathNot: '^web/panels/frame/' },
      { path: '^web/(map|api)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'map-shows-state',
      'The map reads state and runs commands.',
      { path: '^web/map/' },
      { path: '^web/(panels|api)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'commands-below-views',
      'A command is run from anywhere, so it knows no view.',
      { path: '^web/commands/' },
      { path: '^web/(panels|map|ui)/', pathNot: '^web/ui/format\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'state-at-the-bottom',
      'A store knows the server and the shapes, nobody who watches it.',
      { path: '^web/state/' },
      { path: '^web/(panels|map|commands|ui)/', dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.d.ts', '.mjs', '.js', '.vue', '.json', '.css'],
    },
  },
};
