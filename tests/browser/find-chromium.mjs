// Which Chromium the browser tests and the pictures use: the one CHROMIUM_PATH names, an installed one, Playwright's own
// if it can be had, or Debian's package where this process may install it.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

function canExecute(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** One that starts: a downloaded Chromium may miss the libraries of its system. */
const runs = (path) => spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;

/** Path of a Chromium that is already here; null if there is none. Throws where CHROMIUM_PATH names nothing. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!canExecute(named)) throw new Error(`CHROMIUM_PATH names no program: ${named}`);
    return named;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const installed = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...installed, ...places].find(canExecute);
  if (found) return found;
  const { chromium } = await import('playwright-core');
  const own = chromium.executablePath();
  return existsSync(own) && runs(own) ? own : null;
}

/** Runs a program to its end or for four minutes; whether it succeeded shows in what is there afterwards. */
const attempt = (program, args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { timeout: 240_000, stdio: 'ignore', env: { ...process.env, ...env } });
    child.on('error', resolve);
    child.on('close', resolve);
  });

/** As findChromium, and gets one where there is none. Throws with what to do if it cannot. */
export async function installChromium() {
  const found = await findChromium();
  if (found) return found;
  await attempt(process.execPath, ['node_modules/playwright-core/cli.js', 'install', '--no-shell', 'chromium']);
  const own = await findChromium();
  if (own) return own;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    const unasked = { DEBIAN_FRONTEND: 'noninteractive' };
    await attempt('apt-get', ['update', '-q'], unasked);
    await attempt('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], unasked);
    const packaged = await findChromium();
    if (packaged) return packaged;
  }
  throw new Error(
    'No Chromium: install one (on Debian: apt-get install chromium fonts-noto-cjk) or name it in CHROMIUM_PATH',
  );
}
