import type { LocalName } from '../../geodata/schema/place';

const numbered: readonly (readonly [RegExp, string])[] = [
  [/^(\d+)号楼$/, 'Building $1'],
  [/^(\d+)号办公楼$/, 'Office building $1'],
  [/^(\d+)号厂房$/, 'Workshop $1'],
  [/^(\d+)号$/, 'No. $1'],
  [/^商铺$/, 'Shop'],
];

/** `5号楼` as `Building 5`; what is no such number stays as it is. */
export function englishUnitName(name: string): string {
  for (const [pattern, english] of numbered) if (pattern.test(name)) return name.replace(pattern, english);
  return name;
}

/**
 * `河畔新苑5号楼` as `Building 5, Hepan New Court`, where the compound has an English name; else as it is.
 * @param compounds by Chinese name
 */
export function englishAddress(address: string, compounds: ReadonlyMap<string, LocalName>): string {
  // The longest compound first: one name may begin with another.
  for (let length = address.length; length > 0; length--) {
    const compound = compounds.get(address.slice(0, length));
    if (!compound?.en) continue;
    const rest = address.slice(length);
    const unit = englishUnitName(rest);
    return rest === '' ? compound.en : unit === rest ? address : `${unit}, ${compound.en}`;
  }
  return englishUnitName(address);
}
