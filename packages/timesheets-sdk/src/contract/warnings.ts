import * as z from 'zod/mini'
import { entrySchema } from '../model/entry.ts'
import { factMembers } from '../model/facts.ts'

export const warningSchema = z.object({
  code: z.string(),
  message: z.string(),
  path: z.string(),
  ...factMembers,
})

/** An entry as a write answers it: with what the rules warn of, if anything. */
export const writtenEntrySchema = z.extend(entrySchema, { warnings: z.optional(z.array(warningSchema)) })
export type WrittenEntry = z.infer<typeof writtenEntrySchema>
