import { checkMapping } from '../../geodata/formats/check-mapping';
import { guessMapping } from '../../geodata/formats/guess-mapping';
import type { GuessNote } from '../../geodata/formats/guess-note';
import { specFromMapping } from '../../geodata/formats/guess-spec';
import { inspectFile } from '../../geodata/formats/inspect-file';
import type {
  GuessNoteWire,
  ImportInspectionWire,
  InspectedFile,
  ReadingChoice,
} from '../../geodata/schema/import-inspection';
import type { UploadedFile } from '../../geodata/schema/import-session';
import { describeProblem, plainParams } from '../../geodata/schema/problems';
import { folderFiles } from './import-files';
import { openStagedMap } from './staged-maps';

/** What the files of an import are (read as a person chose in `reading`), what the import is guessed to be, why, and what a person has to answer. */
export async function inspectImport(
  folder: string,
  uploaded: readonly UploadedFile[],
  { language, today, reading = [] }: { language: 'zh' | 'en'; today: string; reading?: readonly ReadingChoice[] },
): Promise<ImportInspectionWire> {
  const names = uploaded.map(({ name }) => name);
  const files: InspectedFile[] = [];
  for (const file of uploaded) {
    const tools = { files: folderFiles(folder), openMap: (name: string) => openStagedMap(folder, name), language };
    const choice = reading.find((one) => one.file === file.name);
    files.push(await inspectFile(file, names, tools, choice));
  }
  const { mapping, reasons } = guessMapping(files, today);
  const tell = (note: GuessNote): GuessNoteWire => ({
    ...note,
    params: plainParams(note.params, language),
    detail: describeProblem(note, language),
  });
  return {
    files,
    mapping,
    spec: specFromMapping(mapping, files),
    reasons: reasons.map(tell),
    questions: checkMapping(mapping, files).map(tell),
  };
}
