// `npm run dev`: the web on its own port with hot reload, the server restarted on every change, one Ctrl-C for both.
import './check-node.mjs';

import('./run-dev.mjs').catch((error) => {
  console.error(error.message);
  process.exit(1);
});
