// `npm run import -- <spec.json> --data <folder>`: like `npm start`, installs and builds what is missing, then imports.
import './check-node.mjs';

import('./prepare.mjs')
  .then((prepare) => prepare.build())
  .then(
    () => import('../dist/server/import-main.js'),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
