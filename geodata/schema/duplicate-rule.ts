import { z } from 'zod';

/** How near two reports of some types must be to be shown to a person as perhaps one problem. */
export const duplicateRuleSchema = z
  .object({
    types: z.array(z.string()).min(1).meta({ description: 'Codes of types or groups; the nearest one named counts' }),
    metres: z
      .number()
      .positive()
      .max(1000)
      .meta({ description: 'Farthest apart; 30 for parts, 50 for streets, 100 for what is heard or flows' }),
    days: z.number().positive().max(366).meta({ description: 'Longest between two reports' }),
  })
  .meta({ id: 'DuplicateRule' });
export type DuplicateRule = z.infer<typeof duplicateRuleSchema>;
