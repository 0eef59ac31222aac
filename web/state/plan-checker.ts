import { polygonsFromGeoJson } from '../../geodata/geometry/from-geojson';
import { applyChange } from '../../geodata/plan/apply-change';
import { checkPlan } from '../../geodata/plan/check-plan';
import type { PlanFinding } from '../../geodata/plan/check-plan';
import { UnitTally } from '../../geodata/plan/count-units';
import type { CountColumns } from '../../geodata/plan/count-units';
import { IndexedPlan } from '../../geodata/plan/indexed-plan';
import type { PlanContent } from '../../geodata/plan/indexed-plan';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';

/** What the page tells the checker: a plan to open, in parts small enough to hand over, then each change of it. */
export type CheckerMessage =
  | { kind: 'faces'; turn: number; grids: readonly Grid[] }
  /** Legal borders of communities, GeoJSON geometries. */
  | { kind: 'borders'; turn: number; borders: readonly { id: AreaId; geometry: unknown }[] }
  /** What is left to say of a plan whose faces and borders have come. */
  | {
      kind: 'open';
      turn: number;
      content: Omit<PlanContent, 'grids' | 'highestSequences'>;
      columns: CountColumns | null;
    }
  | { kind: 'change'; turn: number; put: readonly Grid[]; delete: readonly GridId[] }
  | { kind: 'close'; turn: number };

export interface CheckerAnswer {
  /** The `turn` of the last message it answers. */
  turn: number;
  findings: PlanFinding[] | null;
}

/** Its own copy of the open plan, kept up by changes, so that checking it keeps nobody waiting. */
export class PlanChecker {
  private plan: IndexedPlan | null = null;
  private tally: UnitTally | null = null;
  private communities = new Map<AreaId, MultiPolygon>();
  /** Parts of the plan that is coming. */
  private faces: Grid[] = [];
  private borders = new Map<AreaId, MultiPolygon>();
  private coming = 0;

  take(message: CheckerMessage): void {
    switch (message.kind) {
      case 'faces':
        this.begin(message.turn);
        this.faces.push(...message.grids);
        break;
      case 'borders':
        this.begin(message.turn);
        for (const { id, geometry } of message.borders) {
          const read = polygonsFromGeoJson(geometry);
          if (read.ok) this.borders.set(id, read.value.polygons);
        }
        break;
      case 'open':
        this.begin(message.turn);
        this.open(message.content, message.columns);
        break;
      case 'change':
        if (!this.plan) return;
        applyChange(this.plan, { note: { act: 'import', subject: '' }, put: message.put, delete: message.delete });
        this.tally?.update(message);
        break;
      case 'close':
        this.plan = null;
    }
  }

  /** Parts of one plan carry one turn; the first of another drops what came of a plan that was left meanwhile. */
  private begin(turn: number): void {
    if (turn === this.coming) return;
    this.coming = turn;
    this.plan = null;
    this.faces = [];
    this.borders = new Map();
  }

  private open(content: Omit<PlanContent, 'grids' | 'highestSequences'>, columns: CountColumns | null): void {
    this.plan = new IndexedPlan({ ...content, grids: this.faces });
    this.tally = columns && columns.households.length > 0 ? new UnitTally(columns, this.plan.all()) : null;
    this.communities = this.borders;
    this.faces = [];
  }

  /** Every breach of the plan as it is now; null where none is open. */
  check(): PlanFinding[] | null {
    return this.plan && checkPlan(this.plan, { communities: this.communities, tally: this.tally });
  }
}
