import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from '../../server/prepare.mjs';
import { runServer } from './run-server';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder in which the product made its demo county; copied, never used itself. */
    demoFolder: string;
  }
}

/** Builds the product and lets it make the demo county, once for all files of browser tests. */
export default async function prepareDemo(project: TestProject): Promise<() => Promise<void>> {
  await build();
  const folder = await mkdtemp(join(tmpdir(), 'getu-demo-'));
  const server = await runServer(folder);
  await server.stop();
  project.provide('demoFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
