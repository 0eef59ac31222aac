import { z } from 'zod';
import { problemWireSchema } from './problem-wire';

/** How an import by upload stands. After `failed`, `cancelled` and `done` its files are still there. */
export const importStates = ['open', 'running', 'saving', 'done', 'failed', 'cancelled'] as const;
export type ImportState = (typeof importStates)[number];

/** How far a run has come. */
export const importProgressSchema = z
  .object({
    phase: z.string().meta({ description: 'reading, base-units, streets … saving' }),
    file: z.string().nullable().meta({ description: 'The file it is about' }),
    done: z.number(),
    total: z.number(),
    unit: z.enum(['bytes', 'rows', 'layers']),
    secondsLeft: z.number().nullable().meta({ description: 'To the end of this phase, by the pace so far' }),
    secondsRunning: z.number(),
  })
  .meta({ id: 'ImportProgress' });
export type ImportProgressWire = z.infer<typeof importProgressSchema>;

export const uploadedFileSchema = z.object({ name: z.string(), size: z.number().int() }).meta({ id: 'UploadedFile' });
export type UploadedFile = z.infer<typeof uploadedFileSchema>;

/** A problem told inside an answer that itself succeeded. */
export const importProblemSchema = z
  .object({
    code: problemWireSchema.shape.code,
    params: problemWireSchema.shape.params,
    detail: z.string().meta({ description: 'In the language asked for' }),
  })
  .meta({ id: 'ImportProblem' });

/** One import by upload: its files and how its run stands. */
export const importSessionSchema = z
  .object({
    id: z.string(),
    state: z.enum(importStates),
    files: z.array(uploadedFileSchema),
    limitBytes: z.number().int().meta({ description: 'What all files together may have' }),
    progress: importProgressSchema.nullable(),
    problem: importProblemSchema.nullable().meta({ description: 'Of a run that failed' }),
    /** Of a run that ended well. */
    outcome: z
      .object({
        place: z.string(),
        datasetVersion: z.string(),
        keptPlans: z.array(z.string()),
        droppedPlans: z.array(z.string()),
        hasStreets: z.boolean(),
        hasIncidents: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'ImportSession' });
export type ImportSessionWire = z.infer<typeof importSessionSchema>;
