import type { StationKind } from '../../geodata/schema/station';

/** Whether a service is there for elders, so that it is their pace that counts. */
export const isForElders = (kind: StationKind | null): boolean => kind === 'elder-canteen' || kind === 'elder-care';

/** Groups of a profile that stand for elders, best first: those who depend on such a service most. */
const elders = ['75+', 'elder', '60-74'];

/** The walker group of elders among those of a profile; null where it tells none apart. */
export const elderGroup = (groups: readonly string[]): string | null =>
  elders.find((group) => groups.includes(group)) ?? null;
