// The two processes of `npm run dev`. PORT is the server's, WEB_PORT the page's; the page asks its own origin for /api
// and Vite passes it on.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const port = process.env.PORT ?? '8787';
const webPort = process.env.WEB_PORT ?? '5173';

await install();

const environment = { ...process.env, PORT: port, WEB_PORT: webPort };
const start = (args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: environment });
const children = [
  // Worker threads load files that tsx does not see, so what to watch is said.
  start([
    'node_modules/tsx/dist/cli.mjs',
    'watch',
    '--clear-screen=false',
    '--include=server/**/*.ts',
    '--include=server/**/*.sql',
    '--include=geodata/**/*',
    'server/main.ts',
  ]),
  start(['node_modules/vite/bin/vite.js', '--clearScreen', 'false']),
];
console.log(`开发 · development: http://localhost:${webPort} (API: http://localhost:${port}/api)`);

// The first to end ends the other: a signal, or a child that could not start. What follows from that is not a failure.
let exitCode = null;
function stop(code) {
  exitCode ??= code;
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));
for (const child of children) child.on('exit', (code) => stop(code ?? 1));

await Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))));
process.exit(exitCode);
