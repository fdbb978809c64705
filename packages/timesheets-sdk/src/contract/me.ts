import * as z from 'zod/mini'
import { personSchema } from '../model/person.ts'

/** What the API makes of the caller. */
export const meSchema = z.object({
  userId: z.nullable(z.string().check(z.describe('The person; null for a machine, which has no timesheet'))),
  subject: z.string(),
  client: z.string(),
  isMachine: z.boolean(),
  email: z.nullable(z.string()),
  scopes: z.array(z.string()),
  person: z
    .nullable(personSchema)
    .check(z.describe('What the roster says of the person; null: they are not in it, or a machine')),
  tokenExpiresAt: z.iso.datetime(),
})
export type Me = z.infer<typeof meSchema>
