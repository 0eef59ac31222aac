import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

/**
 * A headless Chromium that draws WebGL2 in software, the same on a machine with and without a graphics card, and that
 * asks nothing of the network by itself. Throws where there is no Chromium.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await findChromium();
  if (!executablePath) throw new Error('no Chromium here: `npm test` gets one, CHROMIUM_PATH names one');
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    args: [
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // Where the graphics card is the processor, painting the page by it costs twice.
      '--disable-gpu-rasterization',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-component-update',
      // Chromium refuses to run as root with its sandbox.
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
  });
}

let shared: Promise<Browser> | null = null;

/**
 * The Chromium of all files of tests, which one process runs one after another; started with the first, and anew where it
 * has ended. Nobody closes it: it ends with the process. What it has compiled to draw with serves the next file too.
 */
export async function sharedChromium(): Promise<Browser> {
  const running = await shared;
  if (running?.isConnected()) return running;
  shared = launchChromium();
  return shared;
}
