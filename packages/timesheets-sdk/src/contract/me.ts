import * as z from 'zod/mini'
import { personSchema } from '../model/person.ts'

/** The caller as the API sees them. */
export const meSchema = z.object({
  userId: z.nullable(
    z.string().check(z.describe('The person; null for a machine client, which has no timesheet')),
  ),
  subject: z.string(),
  client: z.string(),
  isMachine: z.boolean(),
  email: z.nullable(z.string()),
  scopes: z.array(z.string()),
  person: z
    .nullable(personSchema)
    .check(z.describe('The roster record of the person; null: not in the roster, or a machine client')),
  tokenExpiresAt: z.iso.datetime(),
})
export type Me = z.infer<typeof meSchema>
