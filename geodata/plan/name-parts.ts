import type { NameSet } from './indexed-plan';

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/**
 * Names for the parts of a grid: a number in the name gets a second one (第3网格 → 第3-1网格, 第3-2网格), a name without
 * a number gets 一, 二 … behind it. Names already taken in the community are passed over.
 */
export function namesOfParts(name: string, count: number, taken: NameSet): string[] {
  const numbered = /^(.*?)(\d+(?:-\d+)*)(\D*)$/.exec(name);
  const names: string[] = [];
  for (let n = 1; names.length < count; n++) {
    const candidate = numbered
      ? `${numbered[1]}${numbered[2]}-${n}${numbered[3]}`
      : name + (numerals[n - 1] ?? `-${n}`);
    if (!taken.has(candidate)) names.push(candidate);
  }
  return names;
}

/** The name a merged grid gets: the common stem where its parts came from one split (and it is free), else the first's. */
export function nameOfMerged(names: readonly string[], taken: NameSet): string {
  const first = names[0] ?? '';
  const stems = new Set(names.map(stemOf));
  const [stem] = stems;
  return stems.size === 1 && stem !== undefined && stem !== null && !taken.has(stem) ? stem : first;
}

/** The name a part was made from by `namesOfParts`, null where it does not look like a part. */
function stemOf(name: string): string | null {
  const numbered = /^(.*\d)-\d+(\D*)$/.exec(name);
  if (numbered) return `${numbered[1]}${numbered[2]}`;
  const last = name.slice(-1);
  return name.length > 1 && numerals.includes(last) ? name.slice(0, -1) : null;
}
