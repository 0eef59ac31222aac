import { boundingBox } from '../geometry/bounding-box';
import { fromLattice } from '../schema/coordinates';
import type { PlaceDataset } from '../schema/dataset';
import type { PlaceId, PlanId, SchemeId } from '../schema/ids';
import type { Profile } from '../schema/place';
import { addCrossings } from './add-crossings';
import { arrangeLines } from './arrange-lines';
import { assignLandUse } from './assign-land-use';
import { buildParcels, splitParcels } from './build-parcels';
import { cutBlocks } from './cut-blocks';
import { divideCounty } from './divide-county';
import { communityHearts } from './community-hearts';
import { createStreetFinder } from './find-street-name';
import { incidentTypes } from './incident-types';
import { createPlaceTeller } from './tell-place';
import { makeAreas, makeGrids } from './make-areas';
import { makeBaseUnits } from './make-base-units';
import { makeIncidents } from './make-incidents';
import { makeScenery } from './make-scenery';
import { makeStations } from './make-stations';
import { makeStreets } from './make-streets';
import { createNameGiver } from './names';
import { createRandom } from './prng';
import { settleHouseholds } from './settle-households';
import { drawTownPlan } from './town-plan';

/** What the published practice of Gu'an counts (see places/gu-an.json for its rules). */
const counts = {
  subdistricts: 6,
  communities: 32,
  grids: 246,
  fullTimeWorkers: 245,
  restStations: 75,
  reports: 2094,
  solvedReports: 2080,
};

/**
 * The demo county: a made-up county town by the rules and counts of a profile. The same profile and
 * seed give the same bytes on every machine. Nobody and nothing in it is real.
 */
export function generateDemo(profile: Profile, seed = 131022): PlaceDataset {
  const random = (step: string): ReturnType<typeof createRandom> => createRandom(seed, step);
  const plan = drawTownPlan(random('plan'));
  const map = arrangeLines(plan.lines);
  const blocks = cutBlocks(map, plan, random('blocks'));
  const parcels = splitParcels(map, assignLandUse(map, plan, blocks, random('land use')), random('parcels'));
  const names = createNameGiver(random('names'));
  const parts = buildParcels(map, parcels, names, random('buildings'));
  addCrossings(map, new Map(parcels.map(({ face, zone }) => [face, zone])), parts);
  const streets = makeStreets(map, parcels, parts, names);

  const division = divideCounty(map, parcels, parts, counts, random('division'));
  const villageFaces = new Set(parcels.filter(({ village }) => village).map(({ face }) => face));
  const oldFaces = new Set(
    parcels.filter(({ zone, use }) => zone === 'old' || use === 'homes-old').map(({ face }) => face),
  );
  const occupants = settleHouseholds(
    parts,
    division.grid,
    counts.grids,
    villageFaces,
    profile.grid.householdBand,
    random('households'),
  );
  const streetAt = createStreetFinder(map, streets);
  const baseUnits = makeBaseUnits(parts, occupants, ({ face, anchor }) => streetAt(face, anchor), villageFaces);

  const hearts = communityHearts(parts, baseUnits, division.community, counts.communities);
  const county = makeAreas(map, division, hearts, profile, random('areas'));
  const short = new Set(shortGrids(counts.grids, counts.fullTimeWorkers));
  const { grids } = makeGrids(map, division, county, profile, short);
  const stations = makeStations(
    { parts, parcels, baseUnits, communityOfFace: division.community, communityNames: county.communityNames, hearts },
    counts.restStations,
    profile.stationFloorAreaSquareMetres['centre'] ?? 0,
    random('stations'),
  );
  const isOld = (building: number): boolean => oldFaces.has(parts.buildings[building]!.face);
  const incidents = makeIncidents(
    { plan, parts, baseUnits, isOld, whereIs: createPlaceTeller(parts, baseUnits, streetAt) },
    counts.reports,
    counts.solvedReports,
    random('incidents'),
  );
  const [west, south, east, north] = boundingBox(county.areas[0]!.geometry);
  return {
    place: {
      id: 'guan' as PlaceId,
      name: { zh: `${profile.name.zh}（合成）`, en: `${profile.name.en ?? profile.name.zh} (synthetic)` },
      profile,
      synthetic: true,
      bbox: [fromLattice(west), fromLattice(south), fromLattice(east), fromLattice(north)],
      dataDate: '2025-12-31',
      sources: [{ name: '格图合成数据 / Getu synthetic data', licence: 'Apache-2.0' }],
    },
    areas: county.areas,
    compounds: parts.compounds.map(({ id, name, kind, boundary, walled }) => ({ id, name, kind, boundary, walled })),
    gates: parts.gates,
    baseUnits,
    streets,
    stations,
    incidentTypes: [...incidentTypes],
    incidents,
    basemap: makeScenery(
      map,
      plan,
      parcels,
      parts,
      county.communityNames.map((name, i) => ({ name, at: hearts[i]! })),
    ),
    schemes: [{ id: 'general' as SchemeId, name: { zh: '综合网格', en: 'General grids' } }],
    plans: [
      {
        plan: {
          id: 'general-published' as PlanId,
          schemeId: 'general' as SchemeId,
          name: { zh: '现行综合网格方案', en: 'General grids in force' },
          status: 'published',
          importedUnbalanced: false,
        },
        grids,
      },
    ],
  };
}

/** Grids without a full-time worker, spread over the list. */
function shortGrids(grids: number, workers: number): number[] {
  return Array.from({ length: Math.max(0, grids - workers) }, (_, k) => (97 + k * 31) % grids);
}
