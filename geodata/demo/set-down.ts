import { boundingBox } from '../geometry/bounding-box';
import { fromLattice, toLattice } from '../schema/coordinates';
import type { LatticePoint, MultiPolygon, Polygon } from '../schema/coordinates';
import type { PlaceDataset } from '../schema/dataset';
import type { BasemapFeature } from '../schema/settlement';
import { originX, originY } from './frame';
import { rawCoordinate } from './raw-coordinate';

/**
 * Sets a generated place down with its middle at `[lng, lat]`: the generator draws all of them in one frame. East and
 * west are stretched so that metres stay metres at the new latitude. Equal points stay equal, so faces still tile.
 */
export function setDown(dataset: PlaceDataset, [lng, lat]: readonly [number, number]): PlaceDataset {
  const [toX, toY] = [toLattice(lng), toLattice(lat)];
  if (toX === originX && toY === originY) return dataset;
  const stretch = cosine(fromLattice(originY)) / cosine(lat);
  const x = (value: number): number => toX + Math.round((value - originX) * stretch);
  const y = (value: number): number => toY + (value - originY);
  const point = ([px, py]: LatticePoint): LatticePoint => [x(px), y(py)];
  const line = (values: readonly number[]): number[] => values.map((value, i) => (i % 2 === 0 ? x(value) : y(value)));
  const polygon = (rings: Polygon): Polygon => rings.map((ring) => withoutRepeats(line(ring)));
  const polygons = (parts: MultiPolygon): MultiPolygon => parts.map(polygon);
  const scenery = (geometry: BasemapFeature['geometry']): BasemapFeature['geometry'] => {
    if (geometry.type === 'point') return { ...geometry, point: point(geometry.point) };
    if (geometry.type === 'line') return { ...geometry, line: line(geometry.line) };
    return { ...geometry, polygons: polygons(geometry.polygons) };
  };
  const areas = dataset.areas.map((area) => ({ ...area, geometry: polygons(area.geometry) }));
  const [west, south, east, north] = boundingBox(areas[0]!.geometry);
  return {
    ...dataset,
    place: {
      ...dataset.place,
      bbox: [fromLattice(west), fromLattice(south), fromLattice(east), fromLattice(north)],
    },
    areas,
    compounds: dataset.compounds.map((compound) => ({ ...compound, boundary: polygon(compound.boundary) })),
    gates: dataset.gates.map((gate) => ({ ...gate, point: point(gate.point) })),
    baseUnits: dataset.baseUnits.map((unit) => ({
      ...unit,
      anchor: point(unit.anchor),
      footprint: unit.footprint && polygons(unit.footprint),
    })),
    streets: dataset.streets.map((street) => ({ ...street, line: line(street.line) })),
    stations: dataset.stations.map((station) => ({ ...station, point: point(station.point) })),
    incidents: dataset.incidents.map((incident) => {
      const at = incident.point && point(incident.point);
      return { ...incident, point: at, raw: at && incident.raw && rawCoordinate(at, incident.raw.crs) };
    }),
    basemap: dataset.basemap.map((feature) => ({ ...feature, geometry: scenery(feature.geometry) })),
    plans: dataset.plans.map(({ plan, grids }) => ({
      plan,
      grids: grids.map((grid) => ({ ...grid, polygons: polygons(grid.polygons) })),
    })),
  };
}

/** A ring without a vertex that fell on the one before it: where east and west shrink, two a centimetre apart become one. */
function withoutRepeats(ring: readonly number[]): number[] {
  const kept: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i]!, ring[i + 1]!];
    if (x !== ring.at(i - 2) || y !== ring.at(i - 1)) kept.push(x, y);
  }
  return kept;
}

/** Cosine of an angle in degrees, by its series: only + - * /, so every machine has the same bits. */
function cosine(degrees: number): number {
  const square = degrees * 0.017453292519943295 * (degrees * 0.017453292519943295);
  let term = 1;
  let sum = 1;
  for (let n = 2; n <= 20; n += 2) {
    term *= -square / (n * (n - 1));
    sum += term;
  }
  return sum;
}
