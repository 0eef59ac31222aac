import { fail, ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { importBaseUnits } from '../import-base-units';
import type { ImportSpec } from '../import-spec';
import { osmToBuildings } from '../osm-to-buildings';
import { findRepeated } from './find-repeated';
import type { ImportRun } from './import-run';

/** Base units come first: areas may be made of them, and everything else is placed in areas. */
export async function addBaseUnits(run: ImportRun): Promise<Result<true>> {
  for (const layer of run.layers('base-units')) {
    const log = run.log.layer(layer.file, 'base-units');
    if (layer.format === 'osm') {
      const osm = await run.openOsm(layer.file);
      if (!osm.ok) return osm;
      for (const unit of osmToBuildings(osm.value, layer.households, log)) run.imported.push({ unit, cells: {} });
      continue;
    }
    const units = await run.readInto(layer, importBaseUnits(layer, groupColumns(run.spec), log), log);
    if (!units.ok) return units;
    for (const unit of units.value) run.imported.push(unit);
  }
  run.dataset.baseUnits = run.imported.map(({ unit }) => unit);
  const twice = findRepeated(run.dataset.baseUnits.map((unit) => unit.id));
  return twice === null ? ok(true) : fail('spec.id-in-two-layers', { layer: 'base-units', id: twice });
}

/** The columns of base units that areas and grids are built by. */
function groupColumns(spec: ImportSpec): string[] {
  const areas = spec.areas.from === 'base-units' ? spec.areas.levels.map((level) => level.column) : [];
  return [...new Set([...areas, ...spec.plans.flatMap((plan) => (plan.from === 'base-units' ? [plan.column] : []))])];
}
