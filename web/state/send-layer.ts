import type { InspectedFile } from '../../geodata/schema/import-inspection';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { beginImport, inspectImport, uploadFile } from '../api/imports';

/** Files a layer of grids may come in. */
const layerFormats = ['geojson', 'topojson', 'shapefile', 'kml', 'gpkg'] as const;

/** Sends files and looks at them; tells the id of the import as soon as there is one, so that it can be dropped. */
export async function sendLayer(files: readonly File[], tellId: (id: string) => void): Promise<Result<InspectedFile>> {
  const begun = await beginImport();
  if (!begun.ok) return begun;
  tellId(begun.value.id);
  for (const each of files) {
    const sent = await uploadFile(begun.value.id, each, () => undefined).done;
    if (!sent.ok) return sent;
  }
  return inspectLayer(begun.value.id, []);
}

/** The file with polygons among those of an import, read as the choices say. */
export async function inspectLayer(
  id: string,
  reading: Parameters<typeof inspectImport>[1],
): Promise<Result<InspectedFile>> {
  const looked = await inspectImport(id, reading);
  if (!looked.ok) return looked;
  const layer = looked.value.files.find(({ format }) => (layerFormats as readonly string[]).includes(format));
  return layer ? ok(layer) : fail('upload.unknown-format', { formats: 'GeoJSON, Shapefile, KML, KMZ, GeoPackage' });
}
