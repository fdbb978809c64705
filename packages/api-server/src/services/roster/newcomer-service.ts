import { type NewcomerPage, userCursorOf } from 'timesheets-sdk/contract'
import { noSuchNewcomer, pageOf } from 'timesheets-sdk/decide'
import type { Caller } from 'timesheets-sdk/rules'
import { deleteNewcomer, isKnown, newcomersAfter, putNewcomer } from '../../store/roster/newcomers.ts'
import type { ServiceContext } from '../context.ts'

/** The size of the cache. It only saves queries: the database decides. */
const maximumSeen = 10_000

/** People who signed in without being in the roster: recorded for the administrator of the roster. */
export interface NewcomerService {
  listNewcomers(after: string | undefined, limit: number): Promise<NewcomerPage>
  deleteNewcomer(userId: string): Promise<void>
  /**
   * Records a person who is neither in the roster nor recorded yet, in the background. If the database is
   * unavailable, their next token tries again. Machine clients are not recorded.
   */
  noteSignIn(caller: Caller, email: string | null): void
}

/** `idle` waits for the records that are being written. */
export function newcomerService(context: ServiceContext): NewcomerService & { idle(): Promise<void> } {
  const { engine, reader, writer, now, reading } = context
  const seen = new Set<string>()
  const underWay = new Set<Promise<void>>()

  async function note(userId: string, email: string | null, client: string): Promise<void> {
    if (await isKnown(engine, reader, userId)) return
    const signIn = { userId, email, client, atMs: now() }
    await writer.transact((transaction) => putNewcomer(engine, transaction, signIn))
  }

  return {
    listNewcomers: (after, limit) =>
      reading(async () =>
        pageOf(await newcomersAfter(reader, after, limit + 1), limit, ({ userId }) => userCursorOf(userId)),
      ),

    async deleteNewcomer(userId) {
      const isThere = await writer.transact((transaction) => deleteNewcomer(transaction, userId))
      if (!isThere) throw noSuchNewcomer()
    },

    noteSignIn({ userId, clientId }, email) {
      if (userId === null || seen.has(userId)) return
      if (seen.size >= maximumSeen) seen.clear()
      seen.add(userId)
      const noting = note(userId, email, clientId)
        .catch(() => {
          seen.delete(userId)
        })
        .finally(() => underWay.delete(noting))
      underWay.add(noting)
    },

    async idle() {
      await Promise.all(underWay)
    },
  }
}
