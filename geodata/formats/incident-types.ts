import type { Incident, IncidentType } from '../schema/incident';
import type { IncidentLayerSpec } from './import-spec';
import { typeCode } from './type-code';

type Name = IncidentType['name'];

/** Types as they turn up in the rows of a source: each value gets one code, under the group its beginning names. */
export class IncidentTypes {
  readonly #spec: IncidentLayerSpec['types'];
  readonly #codeByValue = new Map<string, string | null>();
  readonly #byCode = new Map<string, IncidentType>();

  constructor(spec: IncidentLayerSpec['types']) {
    this.#spec = spec;
    for (const group of spec.groups)
      this.#byCode.set(group.code, { code: group.code, name: toName(group.name), parentCode: null });
  }

  /** The code of a value; null for an empty value and for one that gives no code and is not named in the spec. */
  codeOf(value: string): string | null {
    const known = this.#codeByValue.get(value);
    if (known !== undefined) return known;
    const code = value === '' ? null : this.#enter(value);
    this.#codeByValue.set(value, code);
    return code;
  }

  nameOf(code: string): Name {
    return this.#byCode.get(code)!.name;
  }

  /** The types of these incidents with their groups, groups first. */
  used(incidents: readonly Incident[]): IncidentType[] {
    const codes = new Set(incidents.map((incident) => incident.typeCode));
    const types = [...this.#byCode.values()].filter((type) => codes.has(type.code));
    const groups = new Set(types.map((type) => type.parentCode));
    const heads = [...this.#byCode.values()].filter((type) => groups.has(type.code) && !codes.has(type.code));
    return [...heads, ...types];
  }

  #enter(value: string): string | null {
    const named = Object.hasOwn(this.#spec.names, value) ? this.#spec.names[value] : undefined;
    const base = named?.code ?? typeCode(value);
    if (base === '') return null;
    // Two values may differ only in what a code leaves out: the later one gets a number.
    let code = base;
    for (let n = 2; this.#byCode.has(code); n++) code = `${base}-${n}`;
    const group = this.#spec.groups.find(({ prefix }) => value.startsWith(prefix));
    const rest = (group ? value.slice(group.prefix.length) : value).trim() || value;
    this.#byCode.set(code, {
      code,
      name: named ? toName(named) : { zh: rest },
      parentCode: group?.code ?? null,
    });
    return code;
  }
}

const toName = ({ zh, en }: { zh: string; en?: string | undefined }): Name => (en === undefined ? { zh } : { zh, en });
