/**
 * Which part of before each part of after continues: pairs with the most households in common first (then the most units,
 * then the lowest numbers), each part at most once. Answers the number of before by part of after, -1 for a new part.
 */
export function matchParts(
  households: ArrayLike<number>,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  afterCount: number,
): Int32Array {
  const pairs = new Map<string, { from: number; to: number; households: number; units: number }>();
  for (let unit = 0; unit < after.length; unit++) {
    const from = before[unit]!;
    const to = after[unit]!;
    if (from < 0) continue;
    const key = `${from},${to}`;
    const pair = pairs.get(key) ?? { from, to, households: 0, units: 0 };
    pair.households += households[unit]!;
    pair.units++;
    pairs.set(key, pair);
  }
  const continues = new Int32Array(afterCount).fill(-1);
  const taken = new Set<number>();
  const ranked = [...pairs.values()].sort(
    (a, b) => b.households - a.households || b.units - a.units || a.from - b.from || a.to - b.to,
  );
  for (const { from, to } of ranked) {
    if (continues[to] !== -1 || taken.has(from)) continue;
    continues[to] = from;
    taken.add(from);
  }
  return continues;
}
