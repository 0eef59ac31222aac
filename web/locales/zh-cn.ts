import { incidentWords } from '../../geodata/schema/incident-words';
import { textsByArea, textsOf } from './texts-by-area';
import type { Texts } from './texts-by-area';

/** All texts in Chinese. */
export const texts = {
  ...textsByArea(import.meta.glob<Texts>('./zh-CN/*.json', { eager: true, import: 'default' })),
  incidentWords: textsOf(incidentWords, 'zh'),
};
