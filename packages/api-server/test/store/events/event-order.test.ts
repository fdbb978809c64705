import { CompiledQuery } from 'kysely'
import { Pool } from 'pg'
import { freshDatabase } from 'test-postgres'
import { expect, test } from 'vitest'
import type { Engine } from '../../../src/store/engine.ts'
import { appendEvents } from '../../../src/store/events/events.ts'
import { findEvents } from '../../../src/store/events/listed-events.ts'
import { openDatabase } from '../../../src/store/open.ts'

const writers = 8
const rounds = 25

/**
 * Reads after the last number that was seen until `isOver`, and then once more: the numbers in the order they
 * came.
 */
async function follow(
  after: (last: number) => Promise<readonly number[]>,
  isOver: () => boolean,
): Promise<number[]> {
  const seen: number[] = []
  for (;;) {
    const wasOver = isOver()
    const found = await after(seen.at(-1) ?? 0)
    seen.push(...found)
    if (wasOver && found.length === 0) return seen
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Makes transactions overlap: some are slow between the number and the commit. */
function pauseMs(writer: number, round: number): number {
  return (writer * 7 + round * 13) % 5 === 0 ? 8 : 0
}

function event(name: string) {
  return {
    timeMs: 0,
    actor: name,
    client: 'test',
    action: 'entry.created',
    subject: { type: 'entry', id: '01a20d60-5451-75a1-ba5d-83f3ca68c299', userId: name },
    week: '2026-W48',
    before: null,
    after: null,
    reason: null,
  } as const
}

test('the log of many processes on one PostgreSQL is followed without skipping or repeating', async () => {
  const databaseUrl = await freshDatabase()
  const engines: Engine[] = []
  for (let index = 0; index < 4; index++) engines.push(await openDatabase({ databaseUrl }))
  const reader = await openDatabase({ databaseUrl })
  let isOver = false
  const following = follow(
    async (last) => {
      const { events } = await findEvents(
        reader,
        { people: 'all', administration: true, self: null },
        last,
        50,
      )
      return events.map(({ sequence }) => sequence)
    },
    () => isOver,
  )
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const engine = engines[writer % engines.length] as Engine
      for (let round = 0; round < rounds; round++) {
        await engine.transaction(async (transaction) => {
          await appendEvents(engine, transaction, [
            event(`${writer}-${round}`),
            event(`${writer}-${round}-b`),
          ])
          await transaction.executeQuery(
            CompiledQuery.raw(`select pg_sleep(${pauseMs(writer, round) / 1_000})`),
          )
        })
      }
    }),
  )
  isOver = true
  const seen = await following
  const stored = await reader.reader.selectFrom('events').select('sequence').orderBy('sequence').execute()
  expect(stored).toHaveLength(writers * rounds * 2)
  expect(seen).toEqual(stored.map(({ sequence }) => sequence))
  await Promise.all([...engines, reader].map((engine) => engine.close()))
}, 60_000)

test('numbers alone, without the lock that orders them as the commits, do skip: the test above can fail', async () => {
  const pool = new Pool({ connectionString: await freshDatabase() })
  await pool.query('create table numbered (sequence bigint generated always as identity primary key)')
  const slow = await pool.connect()
  await slow.query('begin')
  const { rows: taken } = await slow.query('insert into numbered default values returning sequence')
  const skipped = Number(taken[0].sequence)

  let isOver = false
  const overtaken = Promise.withResolvers<void>()
  const following = follow(
    async (last) => {
      if (last > skipped) overtaken.resolve()
      const { rows } = await pool.query(
        'select sequence from numbered where sequence > $1 order by sequence',
        [last],
      )
      return rows.map(({ sequence }) => Number(sequence))
    },
    () => isOver,
  )
  for (let index = 0; index < 5; index++) await pool.query('insert into numbered default values')
  await overtaken.promise
  await slow.query('commit')
  slow.release()
  isOver = true
  const seen = await following
  const { rows } = await pool.query('select sequence from numbered order by sequence')
  expect(rows.map(({ sequence }) => Number(sequence))).toContain(skipped)
  expect(seen).toHaveLength(5)
  expect(seen).not.toContain(skipped)
  await pool.end()
})
