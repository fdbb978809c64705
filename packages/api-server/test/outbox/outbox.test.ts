import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import { createOutbox, fetchFacts, memoryStorage, type Outbox } from 'timesheets-sdk/outbox'
import { fileOutboxStorage } from 'timesheets-sdk/outbox/file'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nowMs } from '../support/api.ts'
import { ann, monday, outboxOf, type PhoneSystem, startPhones, storedBy } from './support.ts'

let phones: PhoneSystem
let client: TimesheetsClient
let outbox: Outbox
let people = 0
let person: string
beforeAll(async () => {
  phones = await startPhones()
})
afterAll(() => phones.close())
beforeEach(async () => {
  person = `${ann}-${++people}`
  client = await phones.clientOf(person)
  outbox = outboxOf(client, memoryStorage(), person)
})

const acme = { date: monday, project: 'ACME', hours: 2 }

/** As the API is seen from a tunnel. */
async function offlineClient(): Promise<TimesheetsClient> {
  const { createTimesheetsClient } = await import('timesheets-sdk/client')
  return createTimesheetsClient({
    baseUrl: 'http://127.0.0.1:9',
    tokenProvider: { canRenew: false, getAccessToken: async () => 'token' },
    retry: { attempts: 1 },
  })
}

describe('a new entry', () => {
  it('has its externalId at once, and keeps it', async () => {
    const queued = await outbox.create(acme)
    if (queued.status !== 'queued' || queued.change?.kind !== 'create') throw new Error('not queued')
    const { externalId } = queued.change.entry
    expect(externalId).toMatch(/^[0-9a-f-]{36}$/)
    const { sent } = await outbox.send()
    expect(sent).toMatchObject([{ entry: { ...acme, externalId } }])
  })

  it('that the rules reject is not queued', async () => {
    expect(await outbox.create({ ...acme, hours: 25 })).toMatchObject({
      status: 'rejected',
      errors: [{ code: 'hours_over_day' }],
    })
    expect(await outbox.create({ ...acme, date: '2026-02-30' })).toMatchObject({ status: 'rejected' })
    expect(await outbox.changes()).toEqual([])
  })

  it('is judged by the policy, the week and the hours that are known, with the queue', async () => {
    await client.entries.create({ ...acme, hours: 20 })
    await outbox.remember(await fetchFacts(client, ['2026-W48']))
    expect(await outbox.create({ ...acme, hours: 1.1 })).toMatchObject({
      errors: [{ code: 'hours_off_increment' }],
    })
    expect(await outbox.create({ ...acme, hours: 3 })).toMatchObject({ status: 'queued' })
    expect(await outbox.create(acme)).toMatchObject({ errors: [{ code: 'day_over_maximum' }] })
    await client.weeks.submit('2026-W48')
    await outbox.remember(await fetchFacts(client, ['2026-W48']))
    expect(await outbox.create(acme)).toMatchObject({ errors: [{ code: 'week_locked' }] })
  })

  it('that was edited before it was sent is sent once; deleted, it is not sent at all', async () => {
    const [a, b] = [
      { ...acme, externalId: 'a' },
      { ...acme, externalId: 'b' },
    ]
    await outbox.create(a)
    await outbox.create(b)
    await outbox.update(a, { hours: 3, note: 'by train' })
    await outbox.delete(b)
    expect(await outbox.rows()).toMatchObject([{ key: 'a', hours: 3, note: 'by train' }])
    const { sent } = await outbox.send()
    expect(sent).toMatchObject([{ entry: { externalId: 'a', hours: 3, version: 1 } }])
  })
})

describe('without a network', () => {
  it('everything waits, and is sent in order once there is one', async () => {
    const storage = memoryStorage()
    const offline = createOutbox({ storage, client: await offlineClient(), owner: person, now: () => nowMs })
    for (const project of ['A', 'B', 'C']) await offline.create({ ...acme, project })
    expect(await offline.send()).toMatchObject({ sent: [], left: 3, stoppedBy: { code: 'network_error' } })
    const { sent } = await outboxOf(client, storage, person).send()
    expect(sent.map(({ entry }) => entry?.project)).toEqual(['A', 'B', 'C'])
  })
})

describe('a refused change', () => {
  it('stays, and holds up no other entry', async () => {
    await outbox.create({ ...acme, externalId: 'too-far', date: '2027-02-01' })
    await outbox.create(acme)
    const { sent, refused, left } = await outbox.send()
    expect(sent).toHaveLength(1)
    expect(refused).toMatchObject([{ status: 'refused', refusal: { code: 'date_too_far_ahead' } }])
    expect(left).toBe(1)
    // It is not tried again by itself.
    expect(await outbox.send()).toMatchObject({ sent: [], refused: [], left: 1 })
  })

  it('can be edited, retried or discarded', async () => {
    await outbox.create({ ...acme, externalId: 'edited', date: '2027-02-01' })
    await outbox.create({ ...acme, externalId: 'discarded', date: '2027-02-01' })
    const [edited, discarded] = (await outbox.send()).refused
    await outbox.edit(edited?.id ?? '', { date: monday })
    await outbox.retry(discarded?.id ?? '')
    expect(await outbox.send()).toMatchObject({ sent: [{ entry: { externalId: 'edited' } }], left: 1 })
    await outbox.discard(discarded?.id ?? '')
    expect(await outbox.changes()).toEqual([])
    await expect(outbox.discard(discarded?.id ?? '')).rejects.toMatchObject({ code: 'unknown_change' })
  })

  it('takes the later changes of its entry with it', async () => {
    const entry = await client.entries.create(acme)
    await client.weeks.submit('2026-W48')
    await outbox.update(entry, { hours: 3 })
    expect((await outbox.send()).refused).toMatchObject([{ refusal: { code: 'week_locked' } }])
    await outbox.delete(entry)
    expect(await outbox.changes()).toMatchObject([
      { kind: 'delete', status: 'waiting', base: { id: entry.id } },
    ])
    await client.weeks.recall('2026-W48')
    expect(await outbox.send()).toMatchObject({ sent: [{ entry: undefined }], left: 0 })
    expect(await storedBy(client)).toEqual({})
  })
})

describe('an entry that somebody else has changed meanwhile', () => {
  it('takes in an edit of other members', async () => {
    const entry = await client.entries.create(acme)
    await outbox.update(entry, { note: 'mine' })
    await client.entries.update(entry.id, { hours: 5 })
    await outbox.send()
    expect(await client.entries.get(entry.id)).toMatchObject({ hours: 5, note: 'mine' })
  })

  it('refuses an edit of the same members, with what is stored now; retried, it wins', async () => {
    const entry = await client.entries.create(acme)
    await outbox.update(entry, { hours: 3 })
    await client.entries.update(entry.id, { hours: 5 })
    const { refused } = await outbox.send()
    expect(refused).toMatchObject([{ refusal: { code: 'changed_meanwhile', theirs: { hours: 5 } } }])
    await outbox.retry(refused[0]?.id ?? '')
    expect(await outbox.send()).toMatchObject({ sent: [{ entry: { hours: 3 } }] })
  })

  it('is not deleted; retried, it is', async () => {
    const entry = await client.entries.create(acme)
    await outbox.delete(entry)
    await client.entries.update(entry.id, { hours: 5 })
    const { refused } = await outbox.send()
    expect(refused).toMatchObject([{ kind: 'delete', refusal: { theirs: { hours: 5 } } }])
    await outbox.retry(refused[0]?.id ?? '')
    expect(await outbox.send()).toMatchObject({ sent: [{ entry: undefined }] })
    await expect(client.entries.get(entry.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is made again by a retried edit if it was deleted; a deletion is done', async () => {
    const [edited, deleted] = [await client.entries.create(acme), await client.entries.create(acme)]
    await outbox.update(edited, { hours: 3 })
    await outbox.delete(deleted)
    for (const { id } of [edited, deleted]) await client.entries.delete(id)
    const { sent, refused } = await outbox.send()
    expect(sent).toMatchObject([{ change: { kind: 'delete' } }])
    expect(refused).toMatchObject([{ refusal: { code: 'not_found', theirs: null } }])
    await outbox.retry(refused[0]?.id ?? '')
    await outbox.send()
    expect(await storedBy(client)).toEqual({ ACME: '3 h, version 1' })
  })
})

describe('after a sign-in of somebody else', () => {
  it('the queue is kept for its owner, and nothing of it is sent or shown', async () => {
    const storage = memoryStorage()
    await outboxOf(client, storage, person).create(acme)
    const ben = await phones.clientOf('auth0|ben')
    expect(await outboxOf(ben, storage, 'auth0|ben').rows()).toEqual([])
    expect(await outboxOf(ben, storage, person).send()).toMatchObject({
      sent: [],
      left: 1,
      stoppedBy: { code: 'other_owner' },
    })
    expect(await storedBy(ben)).toEqual({})
    expect(await outboxOf(client, storage, person).send()).toMatchObject({ left: 0 })
  })

  it('in the midst of sending, no entry is stored for the other, and no deletion counts as done', async () => {
    const entry = await client.entries.create(acme)
    const ben = await phones.clientOf('auth0|ben')
    const me = async () => (asked++ === 0 ? client.me() : ben.me())
    let asked = 0
    const storage = memoryStorage()
    const torn = createOutbox({
      storage,
      client: { me, entries: ben.entries },
      owner: person,
      now: () => nowMs,
    })
    await torn.create({ ...acme, externalId: 'new' })
    await torn.delete(entry)
    const { refused, left, stoppedBy } = await torn.send()
    expect(refused).toMatchObject([{ refusal: { code: 'not_your_timesheet' } }])
    expect({ left, stoppedBy }).toMatchObject({ left: 2, stoppedBy: { code: 'other_owner' } })
    expect(await storedBy(ben)).toEqual({})
  })
})

describe('an API that fails with one entry', () => {
  it('gets the others, and that one later', async () => {
    const { createEntry } = phones.api.service
    const failing = await startPhones({
      service: {
        createEntry(caller, input, ...rest) {
          if (input.project === 'BAD') throw new Error('a bug')
          return createEntry(caller, input, ...rest)
        },
      },
    })
    const storage = memoryStorage()
    try {
      const other = createOutbox({ storage, client: await failing.clientOf(person), owner: person })
      await other.create({ ...acme, project: 'BAD' })
      await other.create(acme)
      expect(await other.send()).toMatchObject({
        sent: [{ entry: { project: 'ACME' } }],
        left: 1,
        stoppedBy: { code: 'internal_error' },
      })
    } finally {
      await failing.close()
    }
    expect(await outboxOf(client, storage, person).send()).toMatchObject({ left: 0 })
  })
})

describe('in a file', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-outbox-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('two programs that queue and send at once store everything once, and nothing is left', async () => {
    const file = join(folder, 'outbox.json')
    const programs = [1, 2].map(() => outboxOf(client, fileOutboxStorage(file), person))
    const projects = (name: string) => Array.from({ length: 8 }, (_, index) => `${name}${index}`)
    await Promise.all(
      programs.map(async (program, number) => {
        for (const project of projects(`P${number}-`)) {
          await program.create({ ...acme, hours: 0.25, project })
          await program.send()
        }
      }),
    )
    expect(await programs[0]?.send()).toMatchObject({ left: 0 })
    const entries: string[] = []
    for await (const { project, version } of client.entries.list()) entries.push(`${project} ${version}`)
    expect(entries.sort()).toEqual([...projects('P0-'), ...projects('P1-')].map((name) => `${name} 1`).sort())
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })
})
