import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { UnitCells } from '../../geodata/plan/partition/unit-cells';
import type { AreaId } from '../../geodata/schema/ids';
import { communityGround } from './community-ground';
import { useGuides } from './guides';
import { usePlace } from './place';
import { usePlan } from './plan';
import { proposalThread } from './proposal-thread';
import type { ProposalAnswer } from './proposal-work';

/** The cells of one community's base units: its land divided among them, between the streets and inside the grids. */
export interface CommunityCells extends UnitCells {
  communityId: AreaId;
  /** Flat lattice points of the units the cells name. */
  xy: readonly number[];
}

/** Cells to paint with, made on a thread of its own when a tool asks for a community. */
export const useUnitCells = defineStore('unit-cells', () => {
  const place = usePlace();
  const plan = usePlan();
  const guides = useGuides();
  const cells = shallowRef<CommunityCells | null>(null);
  let turn = 0;
  /** What the cells that are being made are of. */
  let asked: Pick<CommunityCells, 'communityId' | 'xy'> | null = null;
  const thread = proposalThread('unit-cells', receive, () => (cells.value = null));

  function receive(answer: ProposalAnswer): void {
    if (answer.turn === turn && answer.kind === 'cells' && asked) cells.value = { ...answer.cells, ...asked };
  }

  /** Makes the cells of a community as its grids are now; `cells` has them when they come. */
  async function load(area: AreaId): Promise<void> {
    const mine = ++turn;
    cells.value = null;
    const { indexed } = plan;
    const columns = place.baseUnits;
    if (!indexed || !columns) return;
    const around = await guides.load(area);
    if (mine !== turn) return;
    const ground = communityGround(indexed, area, columns, around?.guides ?? []);
    if (!ground) return;
    asked = { communityId: area, xy: ground.xy };
    thread.ask({
      kind: 'cells',
      turn: mine,
      input: {
        faces: indexed.inCommunity(area).map(({ polygons }) => polygons),
        lines: ground.lines,
        points: ground.xy,
        compounds: ground.compounds,
      },
    });
  }

  function drop(): void {
    turn++;
    cells.value = null;
  }

  return { cells, load, drop };
});
