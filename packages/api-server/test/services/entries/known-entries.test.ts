import fc from 'fast-check'
import { addDays, weekOf } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { LogFollower } from '../../../src/services/cache/log-follower.ts'
import { EncodedEntries, type EncodedEntry } from '../../../src/services/entries/encoded-entries.ts'
import { type EntryRange, KnownEntries } from '../../../src/services/entries/known-entries.ts'
import type { LoggedChange } from '../../../src/store/events/changes.ts'
import type { EntryPlace } from '../../../src/store/timesheets/listed-entries.ts'

const monday = '2026-10-05'
const dayOf = (day: number) => addDays(monday, day)

/** A table of entries in memory with its log, and a cache of it. */
function tableOf(maximumBytes = 1_000_000) {
  const log: LoggedChange[] = []
  const rows: (EncodedEntry & EntryPlace & { readonly userId: string })[] = []
  const reads: { range: EntryRange; limit: number }[] = []
  const hooks: { afterRead?: () => void } = {}
  let texts = 0

  const commit = (week: string | null, formerWeek: string | null = null, userId = 'ana') => {
    const sequence = (log.at(-1)?.sequence ?? 0) + 1
    log.push({ userId, sequence, timeMs: 1_000 * sequence, week, formerWeek })
  }
  const put = (id: string, day: number, userId = 'ana') => {
    const index = rows.findIndex((row) => row.id === id)
    const [former] = index === -1 ? [] : rows.splice(index, 1)
    rows.push({ userId, id, date: dayOf(day), json: JSON.stringify({ id, text: `${++texts} ü` }) })
    commit(weekOf(dayOf(day)), former && former.date !== dayOf(day) ? weekOf(former.date) : null, userId)
  }
  const stored = (
    { userId, from = '', to = '9' }: EntryRange,
    after: EntryPlace | undefined,
    limit: number,
  ) =>
    rows
      .filter((row) => row.userId === userId && from <= row.date && row.date <= to)
      .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
      .filter((row) => !after || placeOf(after) < placeOf(row))
      .slice(0, limit)

  const follower = new LogFollower({
    changesSince: async (since) => ({
      epoch: '',
      events: since === undefined ? log.slice(-1) : log.filter(({ sequence }) => sequence >= since),
    }),
  })
  const known = new KnownEntries({
    log: follower,
    maximumBytes,
    async read(range, after, limit) {
      reads.push({ range, limit })
      const found = stored(range, after, limit)
      await Promise.resolve()
      hooks.afterRead?.()
      return EncodedEntries.of(found)
    },
  })
  /** Reads as a page does, and returns the ids. */
  const read = async (range: Partial<EntryRange> = {}, after?: EntryPlace, limit = 100) => {
    await follower.catchUp()
    const found = await known.read({ userId: 'ana', ...range }, after, limit)
    const lists = found.filter(({ length }) => length > 0)
    const expected = stored({ userId: 'ana', ...range }, after, limit)
    expect(lists.map(({ bytes }) => bytes.toString()).join()).toBe(expected.map(({ json }) => json).join())
    const places = lists.flatMap((list) =>
      Array.from({ length: list.length }, (_, index) => list.placeAt(index)),
    )
    expect(places).toEqual(expected.map(({ date, id }) => ({ date, id })))
    return places.map(({ id }) => id)
  }
  commit(null)
  return { put, commit, read, reads, hooks, rows }
}

const placeOf = ({ date, id }: EntryPlace) => `${date} ${id}`

/** Ten weeks with an entry on each working day, and the table after they were read. */
async function tenWeeks() {
  const table = tableOf()
  for (let day = 0; day < 70; day++) if (day % 7 < 5) table.put(`e${100 + day}`, day)
  await table.read()
  // The entries of people who never change theirs are not cached.
  table.commit('2020-W01')
  await table.read()
  table.reads.splice(0)
  return table
}

test('what is known is not read again, for any range and place', async () => {
  const { read, reads } = await tenWeeks()
  await read()
  await read({ from: dayOf(10), to: dayOf(30) })
  await read({ from: dayOf(10) }, { date: dayOf(15), id: 'e115' }, 10)
  await read({ to: dayOf(-1) })
  expect(reads).toEqual([])
})

test('after a change in one week, that week is read', async () => {
  const { put, read, reads } = await tenWeeks()
  put('new', 23)
  expect(await read()).toContain('new')
  expect(reads.map(({ range }) => range)).toEqual([{ userId: 'ana', from: dayOf(21), to: dayOf(27) }])
  await read()
  expect(reads).toHaveLength(1)
})

test('after a move, both weeks are read', async () => {
  const { put, read, reads } = await tenWeeks()
  put('e100', 50)
  await read()
  expect(reads.map(({ range }) => range.from)).toEqual([dayOf(0), dayOf(49)])
})

test('after changes in many weeks, the page is read at once', async () => {
  const { put, read, reads } = await tenWeeks()
  for (const day of [1, 15, 29, 43]) put(`new${day}`, day)
  await read()
  expect(reads.at(-1)).toEqual({ range: { userId: 'ana' }, limit: 100 })
})

test('after a change of the person as a whole, all is read', async () => {
  const { commit, read, reads } = await tenWeeks()
  commit(null)
  await read()
  expect(reads).toHaveLength(1)
})

test('a change about another person reads nothing', async () => {
  const { put, read, reads } = await tenWeeks()
  put('bens', 23, 'ben')
  await read()
  expect(reads).toEqual([])
})

test('an entry that moves while a week is read is on the page once', async () => {
  const { put, read, hooks, rows } = await tenWeeks()
  put('e100', 1)
  hooks.afterRead = () => {
    delete hooks.afterRead
    // From the week that was just read to one that is known.
    put('e101', 50)
  }
  const ids = await read()
  expect(ids.filter((id) => id === 'e101')).toHaveLength(1)
  expect(ids).toHaveLength(rows.length)
})

test('without an event about a person, nothing is cached', async () => {
  const { put, read, reads } = tableOf()
  await read({ userId: 'ben' })
  put('one', 1)
  for (let times = 0; times < 3; times++) {
    await read()
    await read({ userId: 'ben' })
  }
  expect(reads.map(({ range }) => range.userId)).toEqual(['ben', 'ana', 'ben', 'ben', 'ben'])
})

test('what changes while it is read is not cached', async () => {
  const table = tableOf()
  await table.read()
  table.put('one', 1)
  table.hooks.afterRead = () => {
    delete table.hooks.afterRead
    table.put('other', 2)
  }
  const range = { to: dayOf(6) }
  await expect(table.read(range)).rejects.toThrow()
  expect(await table.read(range)).toEqual(['one', 'other'])
})

test('a day with more entries than a page is continued', async () => {
  const table = tableOf()
  for (let index = 0; index < 120; index++) table.put(`e${100 + index}`, 3)
  let after: EntryPlace | undefined
  const ids: string[] = []
  for (let page = 0; page < 13; page++) {
    const found = await table.read({}, after, 10)
    ids.push(...found)
    after = { date: dayOf(3), id: found.at(-1) ?? 'z' }
  }
  expect(ids).toEqual(table.rows.map(({ id }) => id))
})

test('the people whose entries were not used again are dropped first', async () => {
  const { put, read, reads } = tableOf(7_000)
  const people = ['ana', 'ben', 'zoe']
  await read()
  reads.splice(0)
  for (const userId of people) for (let day = 0; day < 40; day++) put(`${userId}${100 + day}`, day, userId)
  for (const userId of ['ana', 'ben', 'ana', 'zoe', 'ana', 'ben']) await read({ userId })
  expect(reads.map(({ range }) => range.userId)).toEqual(['ana', 'ben', 'zoe', 'ben'])
})

test('pages are those of the table, after any changes', async () => {
  const step = fc.record({
    kind: fc.constantFrom('put', 'put', 'read', 'read', 'read', 'whole'),
    id: fc.integer({ min: 10, max: 60 }),
    day: fc.integer({ min: 0, max: 40 }),
    from: fc.option(fc.integer({ min: -3, max: 40 }), { nil: undefined }),
    days: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    after: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    limit: fc.integer({ min: 1, max: 30 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const table = tableOf(5_000)
      for (const { kind, id, day, from, days, after, limit } of steps) {
        if (kind === 'put') table.put(`e${id}`, day)
        else if (kind === 'whole') table.commit(null)
        else {
          await table.read(
            {
              ...(from !== undefined && { from: dayOf(from) }),
              ...(days !== undefined && { to: dayOf((from ?? 0) + days) }),
            },
            after === undefined ? undefined : { date: dayOf(after), id: `e${id}` },
            limit,
          )
        }
      }
    }),
  )
})
