import { expect, test } from 'vitest'
import {
  defaultPolicy,
  type EntryRecord,
  emptyWeek,
  newEntrySchema,
  type WeekStatus,
} from '../../src/model/index.ts'
import { type Caller, type Decision, Ledger, noCatalogue } from '../../src/rules/index.ts'
import { entriesOf, harvest, toggl } from './support/exports.ts'

const machine: Caller = {
  userId: null,
  subject: 'm2m-import@clients',
  clientId: 'm2m-import',
  isMachine: true,
  scopes: new Set(['create:timesheets']),
}

/** The entries the API would store after each push, by the same rules. */
class Books {
  weekStatus: WeekStatus = 'open'
  readonly #stored = new Map<string, EntryRecord>()

  get content() {
    return [...this.#stored.values()].map(({ date, project, minutes, note }) => ({
      date,
      project,
      minutes,
      note,
    }))
  }

  async push(content: string): Promise<Decision['status'][]> {
    const facts = {
      ...noCatalogue,
      policy: defaultPolicy,
      weekOf: (userId: string, week: string) => ({ ...emptyWeek(userId, week), status: this.weekStatus }),
      entryByExternalId: ({ externalId }: { readonly externalId: string }) => this.#stored.get(externalId),
      personOf: () => undefined,
      absencesOf: () => [],
      entriesOfWeek: () => [],
    }
    const ledger = new Ledger(facts, { nowMs: Date.UTC(2026, 11, 1), newId: () => crypto.randomUUID() })
    const entries = await entriesOf(content)
    const decisions = entries.map((entry) => ledger.put(machine, newEntrySchema.parse(entry), 'update'))
    for (const change of ledger.changes) {
      const after = change.kind === 'entry' ? change.after : null
      if (after?.externalId != null) this.#stored.set(after.externalId, after)
    }
    return decisions.map(({ status }) => status)
  }
}

const week = [
  {},
  { 'Start time': '12:00:00', Project: 'ACME-43' },
  { 'Start time': '12:00:00', Project: 'ACME-43', Description: 'The same again' },
  { 'Start date': '2026-11-24' },
]

test('an export in another Unicode form, with other spaces, changes nothing', async () => {
  const books = new Books()
  const rows = [
    { Project: 'Caf\u00e9 4', Client: 'Nu\u00f1ez' },
    { Project: 'Caf\u00e9 4', Client: 'Nu\u00f1ez' },
  ]
  expect(await books.push(toggl(...rows))).toEqual(['created', 'created'])
  const decomposed = toggl(...rows)
    .normalize('NFD')
    .replaceAll(' 4', '\u00a04')
  expect(await books.push(decomposed)).toEqual(['unchanged', 'unchanged'])
  const mixed = { Project: 'Cafe\u0301 4', Client: 'Nun\u0303ez' }
  expect(await books.push(toggl(mixed, rows[1] ?? {}))).toEqual(['unchanged', 'unchanged'])
})

test('the same export pushed twice changes nothing', async () => {
  const books = new Books()
  expect(await books.push(toggl(...week))).toEqual(['created', 'created', 'created', 'created'])
  expect(await books.push(toggl(...week))).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged'])
})

test('a corrected export changes what was corrected, and adds what was added', async () => {
  const books = new Books()
  await books.push(toggl(...week))
  const corrected = [
    { ...week[0], Duration: '00:45:00', 'End time': '10:45:00', Description: 'Something else' },
    week[1] ?? {},
    { ...week[2], Billable: 'No' },
    week[3] ?? {},
    { 'Start date': '2026-11-25' },
  ]
  expect(await books.push(toggl(...corrected))).toEqual([
    'updated',
    'unchanged',
    'updated',
    'unchanged',
    'created',
  ])
  expect(books.content).toHaveLength(5)
  expect(books.content[0]).toMatchObject({ minutes: 45 })
})

test('rows in another order are the same content', async () => {
  const books = new Books()
  await books.push(harvest({ Notes: 'one', Hours: '1' }, { Notes: 'two', Hours: '2' }))
  const before = books.content
  await books.push(harvest({ Notes: 'two', Hours: '2' }, { Notes: 'one', Hours: '1' }))
  expect(new Set(books.content.map((one) => JSON.stringify(one)))).toEqual(
    new Set(before.map((one) => JSON.stringify(one))),
  )
})

test('a correction in a week that is locked is rejected, what is equal stays unchanged', async () => {
  const books = new Books()
  await books.push(toggl(...week))
  books.weekStatus = 'approved'
  const [first = {}, ...others] = week
  expect(await books.push(toggl({ ...first, Duration: '02:00:00' }, ...others))).toEqual([
    'rejected',
    'unchanged',
    'unchanged',
    'unchanged',
  ])
})
