// What has to be true before the product can run: the locked dependencies are installed and dist/ is built from the
// sources as they are. Each is checked by content, so that a second start does nothing. Plain Node: this runs before
// there is a node_modules.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist/source-hash');

/**
 * Whether node_modules holds what package-lock.json says. npm writes its own account of what it installed last, after
 * everything else, so an interrupted installation has none. Packages for other systems are optional and not counted.
 *
 * @param {boolean} withDevelopment whether what builds and tests is needed too
 */
function isInstalled(withDevelopment) {
  const account = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(account)) return false;
  const installed = JSON.parse(readFileSync(account, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '' || (entry.dev && !withDevelopment)) return true;
    const found = installed[path];
    return found ? found.version === entry.version : Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}

/** SHA-256 of everything dist/ is made of: names and bytes. */
function hashSources() {
  const files = ['package.json', 'package-lock.json', 'vite.config.ts'];
  for (const folder of ['geodata', 'server', 'web']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !entry.name.endsWith('.md'))
        files.push(join(entry.parentPath, entry.name).slice(root.length + 1));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file.replaceAll('\\', '/')}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** Runs a program quietly; what it said is shown when it fails. */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Tests build too, and their NODE_ENV would make a development build of it.
      env: { ...process.env, NODE_ENV: 'production' },
      shell: process.platform === 'win32' && command === 'npm',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(said.trim() || `${command} ended with ${code}`)),
    );
  });
}

async function step(zh, en, work) {
  const start = performance.now();
  process.stdout.write(`${zh} · ${en} … `);
  try {
    await work();
  } catch (error) {
    process.stdout.write('失败 · failed\n');
    throw error;
  }
  process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

/** `npm ci`, when node_modules is missing or older than the lock file. */
export async function install({ withDevelopment = true } = {}) {
  if (isInstalled(withDevelopment)) return;
  await step('安装依赖（首次约一分钟）', 'Installing dependencies (about a minute the first time)', async () => {
    const npm = process.env.npm_execpath;
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    // The npm that runs this script, where one does: it may not be the one on the path.
    await (npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args));
  });
}

/** Both halves of dist/, when a source file changed since they were built. */
export async function build() {
  const wanted = hashSources();
  const outputs = ['dist/server/main.js', 'dist/web/index.html'];
  const isFresh =
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted &&
    outputs.every((file) => existsSync(join(root, file)));
  if (isFresh) return await install({ withDevelopment: false });
  await install();
  await step('构建', 'Building', async () => {
    rmSync(stamp, { force: true });
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const args = [vite, 'build', '--logLevel', 'warn'];
    await Promise.all([run(process.execPath, args), run(process.execPath, [...args, '--mode', 'server'])]);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  });
}
