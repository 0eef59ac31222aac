import { textsByArea } from './texts-by-area';
import type { Texts } from './texts-by-area';

/** All texts in Chinese. */
export const texts = textsByArea(import.meta.glob<Texts>('./zh-CN/*.json', { eager: true, import: 'default' }));
