import type { Result } from '../../../geodata/schema/problems';
import { defineTask } from '../task';

/** Generates and loads the demo county. The generator is large and needed once: it is imported when it is. */
export const makeDemoTask = defineTask(async ({ dataDir }, _input: null): Promise<Result<string>> => {
  const { makeDemo } = await import('../../services/make-demo');
  return makeDemo(dataDir);
});
