/**
 * What runs along the border of two neighbouring units; the number is the index into prices by class.
 * 0 arterial (or a river), 1 collector, 2 lane, 3 lane inside a compound, 4 nothing: between buildings.
 */
export type BorderClass = 0 | 1 | 2 | 3 | 4;
export const BETWEEN_BUILDINGS: BorderClass = 4;

/** What a metre of grid border costs by class: cheap where people see a border, dear between buildings. */
export const defaultBorderPrices: readonly number[] = [0.25, 0.4, 0.6, 2, 4];

/** Base units as a list, the way they are collected. */
export interface UnitGraphInput {
  /** Households of each unit, whole numbers from 0. */
  households: ArrayLike<number>;
  /** Square metres. */
  area: ArrayLike<number>;
  /** Metres of a unit's border that no other unit shares. */
  outerBorder: ArrayLike<number>;
  /** Compound of each unit, -1 for none. Numbers need not be consecutive. */
  compound: ArrayLike<number>;
  /** Neighbours: units a and b, metres they share, class of what runs there. Each pair at most once. */
  edges: readonly (readonly [a: number, b: number, metres: number, borderClass: number])[];
}

/** Base units and who borders whom, in the typed arrays the partition works on. Edges of a unit: `start[u]`…`start[u + 1]`. */
export interface UnitGraph {
  count: number;
  households: Int32Array;
  area: Float64Array;
  outerBorder: Float64Array;
  /** Consecutive numbers from 0; -1 for none. */
  compound: Int32Array;
  compoundCount: number;
  edgeCount: number;
  /** Ends, metres and price (metres by class price) of an edge. */
  edgeFrom: Int32Array;
  edgeTo: Int32Array;
  metres: Float64Array;
  price: Float64Array;
  borderClass: Uint8Array;
  /** The same edges by unit: neighbour and number of the edge. */
  start: Int32Array;
  neighbour: Int32Array;
  edgeOf: Int32Array;
}

/** The graph of units; `prices` by border class. */
export function createUnitGraph(input: UnitGraphInput, prices: readonly number[] = defaultBorderPrices): UnitGraph {
  const count = input.households.length;
  const edgeCount = input.edges.length;
  const edgeFrom = new Int32Array(edgeCount);
  const edgeTo = new Int32Array(edgeCount);
  const metres = new Float64Array(edgeCount);
  const price = new Float64Array(edgeCount);
  const borderClass = new Uint8Array(edgeCount);
  input.edges.forEach(([a, b, length, edgeClass], edge) => {
    edgeFrom[edge] = a;
    edgeTo[edge] = b;
    metres[edge] = length;
    borderClass[edge] = edgeClass;
    price[edge] = length * (prices[edgeClass] ?? 1);
  });
  const numbers = new Map<number, number>();
  const compound = new Int32Array(count).fill(-1);
  for (let unit = 0; unit < count; unit++) {
    const given = input.compound[unit]!;
    if (given < 0) continue;
    const known = numbers.get(given) ?? numbers.size;
    numbers.set(given, known);
    compound[unit] = known;
  }
  return {
    count,
    households: Int32Array.from(input.households),
    area: Float64Array.from(input.area),
    outerBorder: Float64Array.from(input.outerBorder),
    compound,
    compoundCount: numbers.size,
    edgeCount,
    edgeFrom,
    edgeTo,
    metres,
    price,
    borderClass,
    ...edgesByUnit(count, edgeFrom, edgeTo),
  };
}

/** Edges listed by their ends. */
export function edgesByUnit(
  count: number,
  edgeFrom: Int32Array,
  edgeTo: Int32Array,
): Pick<UnitGraph, 'start' | 'neighbour' | 'edgeOf'> {
  const start = new Int32Array(count + 1);
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    start[edgeFrom[edge]! + 1]! += 1;
    start[edgeTo[edge]! + 1]! += 1;
  }
  for (let unit = 0; unit < count; unit++) start[unit + 1]! += start[unit]!;
  const filled = start.slice(0, count);
  const neighbour = new Int32Array(edgeFrom.length * 2);
  const edgeOf = new Int32Array(edgeFrom.length * 2);
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const a = edgeFrom[edge]!;
    const b = edgeTo[edge]!;
    neighbour[filled[a]!] = b;
    edgeOf[filled[a]!] = edge;
    filled[a]! += 1;
    neighbour[filled[b]!] = a;
    edgeOf[filled[b]!] = edge;
    filled[b]! += 1;
  }
  return { start, neighbour, edgeOf };
}

/** Which piece of land that hangs together each unit is in, numbered from 0; `joins` says which edges count. */
export function connectedPieces(
  graph: Pick<UnitGraph, 'count' | 'start' | 'neighbour' | 'edgeOf'>,
  joins: (edge: number, unit: number, neighbour: number) => boolean = () => true,
): { pieceOf: Int32Array; pieces: number } {
  const pieceOf = new Int32Array(graph.count).fill(-1);
  const queue = new Int32Array(graph.count);
  let pieces = 0;
  for (let seed = 0; seed < graph.count; seed++) {
    if (pieceOf[seed] !== -1) continue;
    let head = 0;
    let tail = 0;
    queue[tail++] = seed;
    pieceOf[seed] = pieces;
    while (head < tail) {
      const unit = queue[head++]!;
      for (let i = graph.start[unit]!; i < graph.start[unit + 1]!; i++) {
        const next = graph.neighbour[i]!;
        if (pieceOf[next] !== -1 || !joins(graph.edgeOf[i]!, unit, next)) continue;
        pieceOf[next] = pieces;
        queue[tail++] = next;
      }
    }
    pieces++;
  }
  return { pieceOf, pieces };
}
