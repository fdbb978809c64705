import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { generationOf } from 'timesheets-sdk/decide'
import { SettingError } from '../../environment.ts'
import type { Engine, Reader } from '../engine.ts'
import { eventsAfter } from './events.ts'
import { readEventLog } from './generations.ts'
import { eventFromRow } from './listed-events.ts'

const pageSize = 5_000
/** A deletion holds up writes only as long as this many rows take. */
const numbersPerTransaction = 10_000

/**
 * The last event to archive: all through it are older than `beforeMs`. `undefined`: none. The newest event
 * stays, since the log's end is read from it, and so do those that a webhook has not delivered.
 */
export async function lastToPrune(reader: Reader, beforeMs: number): Promise<number | undefined> {
  const { first, last } = await readEventLog(reader)
  const kept = await reader
    .selectFrom('stored_events')
    .select('sequence')
    .where('time_ms', '>=', beforeMs)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst()
  const webhooks = await reader
    .selectFrom('webhooks')
    .select(({ fn }) => fn.min<number | null>('delivered_through').as('least'))
    .executeTakeFirst()
  const through = Math.min(last - 1, (kept?.sequence ?? last) - 1, webhooks?.least ?? last)
  return through >= first && first > 0 ? through : undefined
}

/**
 * Writes the events through a number to a new file, one as JSON on each line. The file is complete and on
 * stable storage, or missing. Returns how many there are.
 * @throws {SettingError} if the file exists
 */
export async function archiveEvents(reader: Reader, through: number, path: string): Promise<number> {
  if (existsSync(path)) throw new SettingError(`--archive: ${path} exists: name a new file`)
  const log = await readEventLog(reader)
  const partial = `${path}.partial`
  const unwritable = (error: NodeJS.ErrnoException) =>
    new SettingError(`--archive: ${path} cannot be written (${error.code})`, { cause: error })
  const file = await open(partial, 'w').catch((error) => {
    throw unwritable(error)
  })
  let count = 0
  try {
    let after = 0
    for (;;) {
      const page = (await eventsAfter(reader, after, pageSize)).filter(({ sequence }) => sequence <= through)
      const lines = page.map((row) => {
        const event = eventFromRow(row, generationOf(log, row.sequence))
        return `${JSON.stringify(event)}\n`
      })
      // Unlike `write`, which may stop in the middle without an error on a full disk.
      await file.appendFile(lines.join(''))
      count += page.length
      const last = page.at(-1)
      if (!last) break
      after = last.sequence
    }
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(partial, { force: true })
    throw Object(error).syscall === undefined ? error : unwritable(error as NodeJS.ErrnoException)
  }
  await file.close()
  await rename(partial, path)
  return count
}

/** Deletes the events through a number, in several transactions. */
export async function deleteEventsThrough(engine: Engine, through: number): Promise<void> {
  let { first } = await readEventLog(engine.reader)
  while (first <= through) {
    const end = Math.min(through, first + numbersPerTransaction - 1)
    await engine.transaction((transaction) =>
      transaction.deleteFrom('stored_events').where('sequence', '<=', end).execute(),
    )
    first = end + 1
  }
}
