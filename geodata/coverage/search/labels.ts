/** Fields of a junction's label, which lie side by side: they are always read together. */
export const TIME = 0;
/** The source the time is counted from: of several equally near the lowest number. */
export const SOURCE = 1;
/** The link it was reached by, in the row of the junction before; `BY_SEED` minus the seed's number where a source is near. */
export const BY = 2;
/** The bucket the junction waits in, -1 for none. */
export const BUCKET = 3;
/** Numbers of a label. */
export const LABEL = 4;

/** Time of a junction not reached. */
export const NEVER = 0x7fffffff;
/** Nothing led there. */
export const BY_NOTHING = -1;
export const BY_SEED = -2;

/** What a search knows of its junctions, and which of them it has touched. */
export interface Labels {
  values: Int32Array;
  touched: Int32Array;
  touchedCount: number;
}

/** Labels of so many junctions, none reached. */
export function createLabels(count: number): Labels {
  const values = new Int32Array(count * LABEL);
  for (let j = 0; j < count; j++) clearLabel(values, j);
  return { values, touched: new Int32Array(count), touchedCount: 0 };
}

/** Forgets what was known of a junction. */
export function clearLabel(values: Int32Array, junction: number): void {
  const at = junction * LABEL;
  values[at + TIME] = NEVER;
  values[at + SOURCE] = -1;
  values[at + BY] = BY_NOTHING;
  values[at + BUCKET] = -1;
}

/** Forgets all that the last search touched, and nothing else: a short search costs nothing on a large network. */
export function clearLabels(labels: Labels): void {
  for (let i = 0; i < labels.touchedCount; i++) clearLabel(labels.values, labels.touched[i]!);
  labels.touchedCount = 0;
}
