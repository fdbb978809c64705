import { CompiledQuery } from 'kysely'
import type { Engine, Reader } from './engine.ts'
import { SharedRead } from './shared-read.ts'

/**
 * Asks for the mark of what is stored now: as long as two marks are equal nothing was committed in between, by any process,
 * whatever it wrote and however. So what was read after one mark is still true when the next one is the same.
 * A mark says nothing to another process, and nothing once this one has ended. `undefined`: this database has none.
 */
export type ChangeMark = () => Promise<string | undefined>

export function changeMarkOf({ name, reader }: Pick<Engine, 'name' | 'reader'>): ChangeMark {
  // Asking costs as much as the rest of an answer, so all who wait share it.
  const shared = new SharedRead(() => ask(reader, name === 'sqlite' ? dataVersion : snapshot))
  if (name === 'sqlite') return () => shared.ask()
  let isKept: Promise<boolean> | undefined
  return async () => {
    isKept ??= keepsMarks(reader).catch((error) => {
      isKept = undefined
      throw error
    })
    return (await isKept) ? shared.ask() : undefined
  }
}

// Changes with each commit of any other connection to the file, and the one that reads never writes.
const dataVersion = CompiledQuery.raw('pragma data_version')
// Two equal snapshots see the same transactions. A server that was started anew may have been set back before.
const snapshot = CompiledQuery.raw(
  "select concat(pg_current_snapshot(), ' ', extract(epoch from pg_postmaster_start_time()))",
)

/** The one value of the one row that `question` is answered with. */
async function ask(reader: Reader, question: CompiledQuery): Promise<string> {
  const { rows } = await reader.executeQuery<Record<string, unknown>>(question)
  return String(Object.values(rows[0] ?? {})[0])
}

/** Whether it is PostgreSQL itself, from 13 on: others that speak its protocol count transactions in ways of their own. */
async function keepsMarks(reader: Reader): Promise<boolean> {
  const version = await ask(reader, CompiledQuery.raw('select version()'))
  const major = /^PostgreSQL (\d+)(?:\.\d+|\w+)? /.exec(version)?.[1]
  return Number(major) >= 13
}
