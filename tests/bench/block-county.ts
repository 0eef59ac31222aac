import { dissolveFaces } from '../../geodata/geometry/dissolve-faces';
import { boundingBox, boxToDegrees } from '../../geodata/geometry/bounding-box';
import type { PlaceDataset } from '../../geodata/schema/dataset';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { AreaId, BaseUnitId } from '../../geodata/schema/ids';
import type { Area } from '../../geodata/schema/place';
import type { Grid } from '../../geodata/schema/plan';
import type { BaseUnit } from '../../geodata/schema/settlement';
import { SOUTH, WEST, smallPlace } from '../fixtures/small-place';
import { seededRandom } from './bench-case';
import { BLOCK_UNITS, blockGrids } from './block-grids';

/*
 * A county as large as the largest that the console is meant for: 20,000 grids of 60 vertices in 800 communities of five
 * blocks by five, 40 subdistricts of five communities by four, a million households in buildings of ten.
 */

const COLUMNS = 160;
const ROWS = 125;
const COMMUNITY_SIDE = 5;
const SUBDISTRICT = { columns: 5 * COMMUNITY_SIDE, rows: 4 * COMMUNITY_SIDE };
const BENDS = 14;
const BUILDINGS = 100_000;
const HOUSEHOLDS = 10;

const two = (n: number): string => String(n).padStart(2, '0');
const partOf = (c: number, r: number, width: number, height: number): string =>
  `${two(Math.floor(c / width))}${two(Math.floor(r / height))}`;
const communityOf = (c: number, r: number): AreaId => `c${partOf(c, r, COMMUNITY_SIDE, COMMUNITY_SIDE)}` as AreaId;
const subdistrictOf = (c: number, r: number): AreaId =>
  `s${partOf(c, r, SUBDISTRICT.columns, SUBDISTRICT.rows)}` as AreaId;

/** The county, the same every time. Its one plan is `general-published`. */
export function blockCounty(id: string): PlaceDataset {
  const town = smallPlace(id);
  const grids = blockGrids({ columns: COLUMNS, rows: ROWS, bends: BENDS, communityOf, origin: [WEST, SOUTH] });
  const areas = countyAreas(town.areas[0]!, grids);
  const { profile } = town.place;
  return {
    ...town,
    place: {
      ...town.place,
      name: { zh: '万格县', en: 'Block County' },
      // Fifty households a grid: the band of micro-grids.
      profile: { ...profile, grid: { ...profile.grid, householdBand: [30, 70] } },
      bbox: boxToDegrees(boundingBox(areas[0]!.geometry)),
    },
    areas,
    compounds: [],
    gates: [],
    baseUnits: buildings(),
    streets: [],
    stations: [],
    incidents: [],
    basemap: [],
    plans: [{ ...town.plans[0]!, grids }],
  };
}

/** The county, its subdistricts and communities; each a union of what is below it. */
function countyAreas(county: Area, grids: readonly Grid[]): Area[] {
  const communities = new Map<AreaId, { parentId: AreaId; faces: MultiPolygon[] }>();
  grids.forEach(({ communityId, polygons }, i) => {
    const parentId = subdistrictOf(i % COLUMNS, Math.floor(i / COLUMNS));
    const known = communities.get(communityId);
    if (known) known.faces.push(polygons);
    else communities.set(communityId, { parentId, faces: [polygons] });
  });
  const inner = [...communities].map(([id, { parentId, faces }], i): Area => {
    const code = String(i + 1).padStart(3, '0');
    return { id, code, name: { zh: `第${code}社区` }, level: 2, parentId, geometry: dissolveFaces(faces) };
  });
  const subdistricts = [...new Set(inner.map((area) => area.parentId!))].map((id, i): Area => {
    const code = String(i + 1).padStart(3, '0');
    const faces = inner.filter((area) => area.parentId === id).map((area) => area.geometry);
    return { id, code, name: { zh: `第${code}街道` }, level: 1, parentId: county.id, geometry: dissolveFaces(faces) };
  });
  const geometry = dissolveFaces(subdistricts.map((area) => area.geometry));
  return [{ ...county, name: { zh: '万格县', en: 'Block County' }, geometry }, ...subdistricts, ...inner];
}

function buildings(): BaseUnit[] {
  const random = seededRandom(11);
  return Array.from({ length: BUILDINGS }, (_, i): BaseUnit => {
    const x = WEST + Math.floor(random() * COLUMNS * BLOCK_UNITS);
    const y = SOUTH + Math.floor(random() * ROWS * BLOCK_UNITS);
    // About 14 by 10 metres.
    const footprint = [x - 800, y - 450, x + 800, y - 450, x + 800, y + 450, x - 800, y + 450];
    return {
      id: `u${i}` as BaseUnitId,
      kind: 'building',
      name: `${i + 1}号楼`,
      address: null,
      anchor: [x, y],
      footprint: [[footprint]],
      compoundId: null,
      households: HOUSEHOLDS,
      residents: 28,
      ages: [4, 18, 2, 3, 1],
      assumed: false,
    };
  });
}
