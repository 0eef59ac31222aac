import { z } from 'zod';
import { incidentIdSchema } from './ids';
import { incidentRowSchema } from './incident-summary';

/** What people have said about two reports, in the order they said it. */
export interface MergeAct {
  /** The report that is a duplicate, and the one that stands for the problem. Of reports told apart either. */
  incident: string;
  master: string;
  /** `undo` takes back the last word about the two, whichever it was. */
  act: 'merge' | 'apart' | 'undo';
  /** UTC ms. */
  at: number;
  author: string;
  reason: string;
}

const reason = z.string().trim().max(200).default('').meta({ description: 'Why, in the words of who says so' });

export const mergeInputSchema = z
  .strictObject({
    master: z.string().max(200).meta({ description: 'Id of the report that stands for the problem' }),
    reason,
  })
  .meta({ id: 'MergeInput' });

export const apartInputSchema = z
  .strictObject({ other: z.string().max(200).meta({ description: 'Id of the other report' }), reason })
  .meta({ id: 'ApartInput' });

export const mergeLinkSchema = z
  .object({
    incident: incidentIdSchema,
    master: incidentIdSchema.meta({ description: 'The report it was merged into; that may have a master itself' }),
    at: z.number().meta({ description: 'UTC milliseconds' }),
    author: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'MergeLink' });
export type MergeLink = z.infer<typeof mergeLinkSchema>;

export const mergeAnswerSchema = z
  .object({
    incident: incidentIdSchema,
    problem: incidentIdSchema.meta({ description: 'The report that stands for its problem now; itself if not merged' }),
    reports: z.number().int().positive().meta({ description: 'Reports of that problem' }),
  })
  .meta({ id: 'MergeAnswer' });
export type MergeAnswer = z.infer<typeof mergeAnswerSchema>;

export const incidentReportsSchema = z
  .object({
    problem: incidentIdSchema.meta({ description: 'The report that stands for the problem' }),
    reports: z.array(z.object({ row: incidentRowSchema, link: mergeLinkSchema.nullable() })).meta({
      description: 'All its reports, the one that stands for it first, then the earliest; `link` is what merged each',
    }),
  })
  .meta({ id: 'IncidentReports' });
export type IncidentReports = z.infer<typeof incidentReportsSchema>;
