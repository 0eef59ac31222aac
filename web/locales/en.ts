import { incidentWords } from '../../geodata/schema/incident-words';
import { textsByArea, textsOf } from './texts-by-area';
import type { Texts } from './texts-by-area';

/** All texts in English. */
export const texts = {
  ...textsByArea(import.meta.glob<Texts>('./en/*.json', { eager: true, import: 'default' })),
  incidentWords: textsOf(incidentWords, 'en'),
};
