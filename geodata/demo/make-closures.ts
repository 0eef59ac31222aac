import type { Closure } from '../schema/closure';
import type { PlaceDataset } from '../schema/dataset';
import type { ClosureId } from '../schema/ids';
import type { Compound, Gate } from '../schema/settlement';

/** Half the side of the square that is dug up at a gate, lattice units: about 6 m. */
const HALF = 600;

/**
 * A few closures of streets: pipes laid before the only gate of a compound, which nobody leaves for three weeks; a street
 * fair on the holidays; and a footbridge shut for repairs until further notice. The first two are over by the date of the
 * data, so that the counts of the demo are the same on every day since.
 */
export function makeClosures({ compounds, gates, streets }: PlaceDataset): Closure[] {
  const closures: Closure[] = [];
  const add = (closure: Omit<Closure, 'id'>) =>
    void closures.push({ id: `closure-${closures.length + 1}` as ClosureId, ...closure });

  const dug = onlyGate(gates, new Set(compounds.filter(isWalledHome).map(({ id }) => id)));
  const compound = compounds.find(({ id }) => id === dug?.compoundId);
  if (dug && compound) {
    const [x, y] = dug.point;
    const { zh, en } = compound.name;
    add({
      name: { zh: `${zh}门前管网改造`, en: `Pipe works at the gate of ${en ?? zh}` },
      reason: { zh: '更换供水管道', en: 'New water mains' },
      document: '住建〔2025〕18号',
      from: '2025-06-02',
      to: '2025-06-20',
      streets: [],
      area: [[[x - HALF, y - HALF, x + HALF, y - HALF, x + HALF, y + HALF, x - HALF, y + HALF]]],
    });
  }
  const fair = streets.find((street) => street.class === 'collector' && street.kind === 'street' && street.name);
  if (fair?.name) {
    const { zh, en } = fair.name;
    add({
      name: { zh: `${zh}国庆灯会`, en: `Lantern fair on ${en ?? zh}` },
      reason: { zh: '节日活动，全线封闭', en: 'A holiday fair along the whole street' },
      document: '公交管〔2025〕57号',
      from: '2025-10-01',
      to: '2025-10-07',
      streets: streets.filter(({ name }) => name?.zh === zh).map(({ id }) => id),
      area: null,
    });
  }
  const bridge = streets.find(({ kind }) => kind === 'footbridge');
  if (bridge) {
    const { zh, en } = bridge.name ?? { zh: '人行天桥', en: 'Footbridge' };
    add({
      name: { zh: `${zh}维修加固`, en: `${en ?? zh}: repairs` },
      reason: { zh: '桥面检测为危险状态', en: 'The deck was found unsafe' },
      document: '住建〔2025〕41号',
      from: '2025-11-10',
      to: null,
      streets: [bridge.id],
      area: null,
    });
  }
  return closures;
}

const isWalledHome = ({ walled, kind }: Compound): boolean => walled && kind !== 'institution';

/** The first gate that is the only open one of its walled compound. */
function onlyGate(gates: readonly Gate[], walled: ReadonlySet<string>): Gate | undefined {
  const open = new Map<string, number>();
  for (const gate of gates) if (gate.open) open.set(gate.compoundId, (open.get(gate.compoundId) ?? 0) + 1);
  return gates.find((gate) => gate.open && walled.has(gate.compoundId) && open.get(gate.compoundId) === 1);
}
