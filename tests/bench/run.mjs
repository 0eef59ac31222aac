// `npm run bench [name …]`: times tests/bench/*.bench.ts, all of them or those whose file name contains a name.
import '../../server/check-node.mjs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install } from '../../server/prepare.mjs';

process.chdir(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
await install();
await build();
const { register } = await import('tsx/esm/api');
register();
const { runBenches } = await import('./run-benches.ts');
await runBenches(process.argv.slice(2));
