import type { MultiPolygon } from '../schema/coordinates';
import type { GridId } from '../schema/ids';
import type { Grid, GridChange } from '../schema/plan';
import type { BaseUnitColumns } from '../schema/settlement';
import { assignPoints, createFaceFinder } from '../geometry/assign-points';

/** What lives in a face. Null where no unit in it has a known count. */
export interface UnitCount {
  units: number;
  households: number | null;
  residents: number | null;
  /** Residents of 60 and above. */
  elderly: number | null;
  /** Units whose household count is unknown; they are missing from `households`. */
  unknownHouseholds: number;
  /** Units whose counts are an assumption of the import. */
  assumed: number;
}

/** The columns that are added up, as lists or typed arrays. */
export type CountColumns = Readonly<
  Record<keyof Pick<BaseUnitColumns, 'xy' | 'households' | 'residents' | 'elderly' | 'assumed'>, ArrayLike<number>>
>;

/** Adds up base units by their index; -1 in a column is unknown. */
export function sumUnits(columns: CountColumns, units: Iterable<number>): UnitCount {
  const count: UnitCount = {
    units: 0,
    households: null,
    residents: null,
    elderly: null,
    unknownHouseholds: 0,
    assumed: 0,
  };
  for (const unit of units) {
    count.units++;
    const households = columns.households[unit]!;
    const residents = columns.residents[unit]!;
    const elderly = columns.elderly[unit]!;
    if (households >= 0) count.households = (count.households ?? 0) + households;
    else count.unknownHouseholds++;
    if (residents >= 0) count.residents = (count.residents ?? 0) + residents;
    if (elderly >= 0) count.elderly = (count.elderly ?? 0) + elderly;
    if (columns.assumed[unit] === 1) count.assumed++;
  }
  return count;
}

const unitsPerSlice = 4000;

/** Which base units lie in which face, and their sums; kept right by `update` instead of counting everything again. */
export class UnitTally {
  private readonly unitsByFace = new Map<GridId, number[]>();
  private readonly counts = new Map<GridId, UnitCount>();
  /** Units in no face: outside every grid and all unassigned land. */
  private outside: number[] = [];

  constructor(
    private readonly columns: CountColumns,
    faces: Iterable<Grid>,
    located?: Int32Array,
  ) {
    this.assign(
      [...faces],
      Array.from({ length: columns.households.length }, (_, unit) => unit),
      located,
    );
  }

  /** As the constructor, in slices of some milliseconds with `breathe` awaited between them: a city has 90,000 units. */
  static async inSlices(
    columns: CountColumns,
    faces: Iterable<Grid>,
    breathe: () => Promise<void>,
  ): Promise<UnitTally> {
    const all = [...faces];
    const find = createFaceFinder(all.map((face) => face.polygons));
    const located = new Int32Array(columns.households.length);
    for (let unit = 0; unit < located.length; unit++) {
      if (unit > 0 && unit % unitsPerSlice === 0) await breathe();
      located[unit] = find(columns.xy[unit * 2]!, columns.xy[unit * 2 + 1]!);
    }
    await breathe();
    return new UnitTally(columns, all, located);
  }

  countOf(id: GridId): UnitCount {
    return this.counts.get(id) ?? sumUnits(this.columns, []);
  }

  unitsOf(id: GridId): readonly number[] {
    return this.unitsByFace.get(id) ?? [];
  }

  unitsOutside(): readonly number[] {
    return this.outside;
  }

  sum(units: Iterable<number>): UnitCount {
    return sumUnits(this.columns, units);
  }

  /** Sums of the parts a face would fall into: what the planner sees before letting go. */
  preview(from: readonly GridId[], parts: readonly MultiPolygon[]): UnitCount[] {
    const units = from.flatMap((id) => this.unitsOf(id));
    const lists = parts.map((): number[] => []);
    const faces = this.locate(units, parts);
    units.forEach((unit, i) => lists[faces[i]!]?.push(unit));
    return lists.map((list) => sumUnits(this.columns, list));
  }

  /** Moves the units of the faces a change removes or reshapes to the faces it puts. */
  update(change: Pick<GridChange, 'put' | 'delete'>): void {
    const moving = new Set(this.outside);
    for (const id of [...change.delete, ...change.put.map((grid) => grid.id)]) {
      for (const unit of this.unitsOf(id)) moving.add(unit);
      this.unitsByFace.delete(id);
      this.counts.delete(id);
    }
    this.assign(change.put, [...moving]);
  }

  private assign(
    faces: readonly Grid[],
    units: readonly number[],
    located = this.locate(
      units,
      faces.map((face) => face.polygons),
    ),
  ): void {
    const lists = faces.map((): number[] => []);
    this.outside = [];
    units.forEach((unit, i) => (lists[located[i]!] ?? this.outside).push(unit));
    faces.forEach((face, i) => {
      this.unitsByFace.set(face.id, lists[i]!);
      this.counts.set(face.id, sumUnits(this.columns, lists[i]!));
    });
  }

  private locate(units: readonly number[], faces: readonly MultiPolygon[]): Int32Array {
    const xy: number[] = [];
    for (const unit of units) xy.push(this.columns.xy[unit * 2]!, this.columns.xy[unit * 2 + 1]!);
    return assignPoints(xy, faces);
  }
}
