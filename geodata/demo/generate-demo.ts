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
import { makeClosures } from './make-closures';
import { makeBaseUnits } from './make-base-units';
import { handOutIncidents } from './hand-out-incidents';
import { makeIncidents, yearEnd } from './make-incidents';
import { noteAccuracy } from './note-accuracy';
import { reportAgain } from './report-again';
import { makeScenery } from './make-scenery';
import { equipStations } from './equip-stations';
import { setGateHours } from './set-gate-hours';
import { makeStations } from './make-stations';
import { makeStreets } from './make-streets';
import { makeWorkers } from './make-workers';
import { createNameGiver } from './names';
import { createRandom } from './prng';
import { shareGreatEstates } from './share-great-estates';
import { setDown } from './set-down';
import { settleHouseholds } from './settle-households';
import { demoCounts } from './demo-counts';
import { drawTown } from './draw-town';

/**
 * The demo place of a profile: a made-up county town or city by its rules and counts. The same profile and
 * seed give the same bytes on every machine. Nobody and nothing in it is real. Throws where the profile has no
 * demo counts. `onProgress` hears the share of the work that is done, 0…1.
 */
export function generateDemo(
  profile: Profile,
  seed = demoCounts[profile.id]?.seed ?? 0,
  onProgress: (share: number) => void = () => undefined,
): PlaceDataset {
  const counts = demoCounts[profile.id];
  if (!counts) throw new Error(`the profile ${profile.id} has no demo counts`);
  const town = { zh: profile.name.zh, en: profile.name.en ?? profile.name.zh };
  const random = (step: string): ReturnType<typeof createRandom> => createRandom(seed, step);
  const plan = drawTown(profile, counts, random('plan'));
  const map = arrangeLines(plan.lines);
  const blocks = cutBlocks(map, plan, random('blocks'));
  onProgress(0.1);
  const parcels = splitParcels(map, plan, assignLandUse(map, plan, blocks, random('land use')), random('parcels'));
  const names = createNameGiver(
    random('names'),
    plan.lines.flatMap(({ name }) => (name ? [name.zh] : [])),
    plan.isCity,
  );
  const parts = buildParcels(map, plan, parcels, names, counts.estates, random('buildings'));
  parcels.push(...shareGreatEstates(map, parcels, parts));
  addCrossings(map, plan, new Map(parcels.map(({ face, zone }) => [face, zone])), parts);
  const streets = makeStreets(map, parcels, parts, names);

  onProgress(0.35);
  const division = divideCounty(map, parcels, parts, counts, plan.emptyLand, random('division'));
  onProgress(0.55);
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
  const baseUnits = makeBaseUnits(
    parts,
    occupants,
    ({ face, anchor }) => streetAt(face, anchor),
    villageFaces,
    plan.villages,
  );

  const hearts = communityHearts(parts, baseUnits, division.community, counts.communities);
  const county = makeAreas(map, division, plan, hearts, profile, random('areas'));
  const { grids } = makeGrids(map, division, county, profile, makeWorkers(counts, random('workers')));
  onProgress(0.75);
  const bare = makeStations(
    {
      parts,
      parcels,
      baseUnits,
      communityOfFace: division.community,
      communityNames: county.communityNames,
      gridOfFace: division.grid,
      hearts,
    },
    counts.stations,
    profile.stationFloorAreaSquareMetres['centre'] ?? 0,
    random('stations'),
  );
  const stations = equipStations(bare, random('station-equipment'));
  onProgress(0.85);
  const isOld = (building: number): boolean => oldFaces.has(parts.buildings[building]!.face);
  const reports = makeIncidents(
    { plan, parts, baseUnits, isOld, whereIs: createPlaceTeller(parts, baseUnits, streetAt) },
    counts,
    profile.countyCode,
    random('incidents'),
  );
  const handedOut = handOutIncidents(reports, yearEnd, random('responses'));
  const incidents = noteAccuracy(reportAgain(handedOut, random('repeated-reports')), random('accuracies'));
  const [west, south, east, north] = boundingBox(county.areas[0]!.geometry);
  const dataset: PlaceDataset = {
    place: {
      id: counts.placeId as PlaceId,
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
      { zh: town.zh, en: town.en.replaceAll("'", '’') },
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
  const placed = setDown(dataset, counts.middle);
  const gates = setGateHours(placed.gates, random('gate hours'));
  return { ...placed, gates, closures: makeClosures(placed) };
}
