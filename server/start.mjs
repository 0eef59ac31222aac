// `npm start`: from a fresh clone to a running console. The Node that runs it may be too old for anything else here,
// so the check comes first and the rest is imported after it.
import './check-node.mjs';

import('./prepare.mjs')
  .then((prepare) => prepare.build())
  .then(
    () => import('../dist/server/main.js'),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
