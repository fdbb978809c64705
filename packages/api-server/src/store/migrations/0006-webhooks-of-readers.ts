import type { Kysely } from 'kysely'

interface Before {
  webhooks: { status: string }
}

/**
 * Pauses the webhooks that are there: who made one was not asked whether they may read what it is told.
 * Resuming one asks that, and goes on where it was paused, so that nothing is lost.
 */
export function webhooksOfReaders() {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const webhooks = (db as Kysely<Before>).updateTable('webhooks').set({ status: 'paused' })
      await webhooks.where('status', '=', 'active').execute()
    },
  }
}
