import SqliteConnection from 'better-sqlite3'
import { Client } from 'pg'
import { vi } from 'vitest'

/** A statement as it was handed to a driver. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/**
 * Everything that `work` has the drivers of both databases run. On SQLite a statement counts when it is
 * prepared, which is once for each connection.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = []
  const prepare = vi.spyOn(SqliteConnection.prototype, 'prepare')
  const query = vi.spyOn(Client.prototype, 'query')
  try {
    await work()
    for (const [text] of prepare.mock.calls) seen.push({ text, values: [] })
    for (const [what, values] of query.mock.calls as unknown[][]) {
      seen.push(typeof what === 'string' ? { text: what, values: listOf(values) } : statementOf(what))
    }
  } finally {
    prepare.mockRestore()
    query.mockRestore()
  }
  return seen
}

function statementOf(query: unknown): Statement {
  const { text, values } = query as { readonly text: string; readonly values?: unknown }
  return { text, values: listOf(values) }
}

function listOf(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : []
}
