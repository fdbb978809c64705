import { CompiledQuery } from 'kysely'
import type { Engine, EngineName, Reader } from './engine.ts'
import { SharedRead } from './shared-read.ts'

/**
 * Asks for the mark of what is stored now: as long as two marks are equal nothing was committed in between, by any process,
 * whatever it wrote and however. So what was read after one mark is still true when the next one is the same.
 * A mark says nothing to another process, and nothing once this one has ended. `undefined`: this database has none.
 */
export type ChangeMark = () => Promise<string | undefined>

export function changeMarkOf({ name, reader }: Pick<Engine, 'name' | 'reader'>): ChangeMark {
  if (name === 'sqlite') return () => askFor(reader, name)
  // Each is a round trip, which all who wait for one can share.
  const shared = new SharedRead(() => askFor(reader, name))
  let isKept: Promise<boolean> | undefined
  return async () => {
    isKept ??= keepsMarks(reader).catch((error) => {
      isKept = undefined
      throw error
    })
    return (await isKept) ? shared.ask() : undefined
  }
}

const questions: Readonly<Record<EngineName, CompiledQuery<{ readonly mark: string | number }>>> = {
  // Changes with each commit of any other connection to the file, and the one that reads never writes.
  sqlite: CompiledQuery.raw('select data_version as mark from pragma_data_version'),
  // Two equal snapshots see the same transactions. A server that was started anew may have been set back before.
  postgres: CompiledQuery.raw(
    "select concat(pg_current_snapshot(), ' ', extract(epoch from pg_postmaster_start_time())) as mark",
  ),
}

async function askFor(reader: Reader, name: EngineName): Promise<string | undefined> {
  const { rows } = await reader.executeQuery(questions[name])
  return rows[0] && String(rows[0].mark)
}

/** Whether it is PostgreSQL itself, from 13 on: others that speak its protocol count transactions in ways of their own. */
async function keepsMarks(reader: Reader): Promise<boolean> {
  const { rows } = await reader.executeQuery<{ version: string }>(
    CompiledQuery.raw('select version() as version'),
  )
  const major = /^PostgreSQL (\d+)(?:\.\d+|\w+)? /.exec(rows[0]?.version ?? '')?.[1]
  return Number(major) >= 13
}
