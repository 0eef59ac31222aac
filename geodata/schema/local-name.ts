import { z } from 'zod';

/** A name in the place's own language and, where there is one, in English. */
export const localNameSchema = z.object({ zh: z.string().min(1), en: z.string().optional() }).meta({ id: 'LocalName' });
export type LocalName = z.infer<typeof localNameSchema>;
