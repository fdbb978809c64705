import * as z from 'zod/mini'
import { timestamp } from './calendar-schemas.ts'
import { userId } from './entry.ts'

/** A person's calendar feed, without its address. */
export const feedSchema = z.object({ userId, createdAt: timestamp })
export type Feed = Readonly<z.infer<typeof feedSchema>>

/** A feed with its address, returned only once, when the feed is created. */
export const feedWithUrlSchema = z.extend(feedSchema, {
  url: z
    .string()
    .check(
      z.describe(
        'The address for a calendar program. It contains the secret: anyone who has it can read the calendar until the feed is withdrawn. Store it now: it is not returned again',
      ),
    ),
})
export type FeedWithUrl = Readonly<z.infer<typeof feedWithUrlSchema>>

/** The path of a feed's calendar. */
export function feedPathOf(secret: string): string {
  return `/feeds/${secret}.ics`
}
