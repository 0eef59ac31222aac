import type { IncidentTypeWire } from '../../../geodata/schema/incident-summary';

/** A group with its types, as the tree shows them. */
export interface TypeGroup {
  group: IncidentTypeWire;
  types: readonly IncidentTypeWire[];
}

/** Types under their groups, by code. A type whose group is not known stands by itself. */
export function typeGroups(list: readonly IncidentTypeWire[]): TypeGroup[] {
  const known = new Set(list.map(({ code }) => code));
  return list
    .filter(({ parentCode }) => parentCode === null || !known.has(parentCode))
    .map((group) => ({ group, types: list.filter(({ parentCode }) => parentCode === group.code) }));
}

export type Ticked = 'all' | 'some' | 'none';

/** Nothing chosen means everything, which is shown as everything ticked. */
export function tickedOf({ group, types }: TypeGroup, chosen: ReadonlySet<string>): Ticked {
  if (chosen.size === 0 || chosen.has(group.code)) return 'all';
  const some = types.filter(({ code }) => chosen.has(code)).length;
  return some === 0 ? 'none' : some === types.length ? 'all' : 'some';
}

/** The choice written as short as it goes: whole groups by their code, and everything as nothing. */
export function tidyChoice(groups: readonly TypeGroup[], chosen: ReadonlySet<string>): string[] {
  const codes = groups.flatMap(({ group, types }) => {
    const inside = types.filter(({ code }) => chosen.has(code));
    if (chosen.has(group.code) || (types.length > 0 && inside.length === types.length)) return [group.code];
    return inside.map(({ code }) => code);
  });
  return codes.length === groups.length && groups.every(({ group }) => codes.includes(group.code)) ? [] : codes;
}

/** Every code of the choice, types of whole groups one by one. */
function spelledOut(groups: readonly TypeGroup[], chosen: readonly string[]): Set<string> {
  const given = new Set(chosen);
  return new Set(
    groups.flatMap(({ group, types }) => {
      const whole = given.size === 0 || given.has(group.code);
      const inside = types.filter(({ code }) => whole || given.has(code)).map(({ code }) => code);
      return whole ? [group.code, ...inside] : inside;
    }),
  );
}

/** Ticks or unticks a group or a type. Unticking the last one is the same as choosing all: nothing would be no answer. */
export function toggleChoice(groups: readonly TypeGroup[], chosen: readonly string[], code: string): string[] {
  const now = spelledOut(groups, chosen);
  const whole = groups.find(({ group }) => group.code === code);
  if (whole) {
    const isOn = tickedOf(whole, new Set(chosen)) === 'all';
    for (const one of [whole.group, ...whole.types]) {
      if (isOn) now.delete(one.code);
      else now.add(one.code);
    }
  } else {
    const owner = groups.find(({ types }) => types.some((type) => type.code === code));
    if (owner) now.delete(owner.group.code);
    if (now.has(code)) now.delete(code);
    else now.add(code);
  }
  return tidyChoice(groups, now);
}

/** Groups and types whose name in either language, code or initials hold the words; a group found brings all of its types. */
export function findTypes(groups: readonly TypeGroup[], words: string): TypeGroup[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [...groups];
  const holds = ({ name, code, initials }: IncidentTypeWire): boolean =>
    [name.zh, name.en ?? '', code].some((text) => text.toLowerCase().includes(wanted)) || initials.includes(wanted);
  return groups.flatMap(({ group, types }) => {
    if (holds(group)) return [{ group, types }];
    const found = types.filter(holds);
    return found.length > 0 ? [{ group, types: found }] : [];
  });
}
