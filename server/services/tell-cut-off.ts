import { findCutOff, measureLeaving, nodesToLeaveBy } from '../../geodata/coverage/cut-off';
import type { Leaving, WalkState } from '../../geodata/coverage/cut-off';
import { OUTSIDE } from '../../geodata/coverage/walls';
import type { Closure } from '../../geodata/schema/closure';
import type { CutOffWire } from '../../geodata/schema/cut-off';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { CoverageNetwork, CoverageSource } from './coverage-network';

/** How people walk, and what closes an edge. */
export interface CutOffState extends WalkState {
  closureOf(edge: number): Closure | null;
  /** Position of the edit that closes it, from 1; null where none does. */
  editOf(edge: number): number | null;
}

/**
 * Homes that nobody leaves on foot after and could before, with the compound's name and the closures, edits and gates that
 * keep them in; the one with most base units first.
 */
export async function tellCutOff(
  source: CoverageSource,
  units: BaseUnitColumns,
  before: Leaving,
  after: CutOffState,
): Promise<CutOffWire[]> {
  const sideOf = await unitSides(source, units, after);
  const { network } = after;
  return findCutOff(before, after, sideOf)
    .map(({ side, points, edges, gates }): CutOffWire => {
      const compound = side === OUTSIDE ? null : network.walls.compounds[side]!;
      const known = points.map((i) => units.households[i]!).filter((count) => count >= 0);
      const closures = new Map(edges.flatMap((edge) => after.closureOf(edge) ?? []).map((one) => [one.id, one]));
      return {
        compound: compound && { id: compound.id, name: compound.name },
        units: points.length,
        households: known.length > 0 ? known.reduce((sum, count) => sum + count, 0) : null,
        closures: [...closures.values()].map(({ id, name }) => ({ id, name })),
        edits: [...new Set(edges.flatMap((edge) => after.editOf(edge) ?? []))].sort((p, q) => p - q),
        gates: gates.map((gate) => ({ id: network.gates[gate]!.id, name: network.gates[gate]!.name })),
      };
    })
    .sort((p, q) => q.units - p.units);
}

/** The walled compound that each base unit lies in: walls do not change with closures or gates. */
const unitSides = (source: CoverageSource, units: BaseUnitColumns, { network }: WalkState): Promise<Int32Array> =>
  source.cached('unit-sides', async () =>
    Int32Array.from({ length: units.ids.length }, (_, i) =>
      network.walls.sideAt(units.xy[2 * i]!, units.xy[2 * i + 1]!),
    ),
  );

/** The place on a day, as it was measured. */
export function stateOn({ network, unitConnections }: CoverageNetwork): CutOffState {
  const isEdgeClosed = (edge: number) => network.edgeClosure[edge] !== -1;
  return {
    network,
    isEdgeClosed,
    isGateClosed: (gate) => !network.gates[gate]!.open,
    nodesOf: nodesToLeaveBy(network, unitConnections, isEdgeClosed),
    homeOf: (unit) => unitConnections.home[unit]!,
    closureOf: (edge) => network.closures[network.edgeClosure[edge]!] ?? null,
    editOf: () => null,
  };
}

/** Who leaves on the day, as it was measured; without its closures where `isOpen`. */
export function leavingOn(source: CoverageSource, on: CoverageNetwork, isOpen = false): Promise<Leaving> {
  const { network, unitConnections, key, units } = on;
  return source.cached(`leaving ${isOpen} ${key}`, async () => {
    const state = stateOn(on);
    const isEdgeClosed = () => false;
    const open = { ...state, isEdgeClosed, nodesOf: nodesToLeaveBy(network, unitConnections, isEdgeClosed) };
    return measureLeaving(isOpen ? open : state, units.ids.length);
  });
}
