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

/** What the page tells the checker: a plan to open, then each change of it. */
export type CheckerMessage =
  | {
      kind: 'open';
      turn: number;
      content: Omit<PlanContent, 'grids' | 'highestSequences'> & { grids: readonly Grid[] };
      /** Legal borders of the communities, GeoJSON geometries. */
      borders: readonly { id: AreaId; geometry: unknown }[];
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

  take(message: CheckerMessage): void {
    if (message.kind === 'close') {
      this.plan = null;
    } else if (message.kind === 'change') {
      if (!this.plan) return;
      applyChange(this.plan, { note: { act: 'import', subject: '' }, put: message.put, delete: message.delete });
      this.tally?.update(message);
    } else {
      const { columns } = message;
      this.plan = new IndexedPlan(message.content);
      this.tally = columns && columns.households.length > 0 ? new UnitTally(columns, this.plan.all()) : null;
      this.communities = new Map();
      for (const { id, geometry } of message.borders) {
        const read = polygonsFromGeoJson(geometry);
        if (read.ok) this.communities.set(id, read.value.polygons);
      }
    }
  }

  /** Every breach of the plan as it is now; null where none is open. */
  check(): PlanFinding[] | null {
    return this.plan && checkPlan(this.plan, { communities: this.communities, tally: this.tally });
  }
}
