import type { Kysely } from 'kysely'

/** Projects have a budget of hours. */
export function budgets() {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('projects').addColumn('budget_minutes', 'integer').execute()
    },
  }
}
