import { expect, it, vi } from 'vitest'
import type { Entry } from '../../src/model/entry.ts'
import { createOutbox, indexedDbStorage, memoryStorage, type OutboxClient } from '../../src/outbox/index.ts'

const me = {
  userId: 'auth0|ann',
  subject: 'auth0|ann',
  client: 'app',
  isMachine: false,
  email: null,
  scopes: [],
  person: null,
  tokenExpiresAt: '2026-11-24T12:00:00Z',
}
const nowMs = Date.UTC(2026, 10, 24, 12)
const acme = { date: '2026-11-23', project: 'ACME', hours: 2 }

function entryOf(content: object, version = 1): Entry {
  return {
    id: '0195d2a0-0000-7000-8000-000000000001',
    userId: me.userId,
    ...acme,
    billable: true,
    source: 'app',
    status: 'open',
    createdAt: '2026-11-23T12:00:00Z',
    updatedAt: '2026-11-23T12:00:00Z',
    ...content,
    version,
  }
}

/** A client of which each request waits until it is let through. */
function slowClient() {
  const calls: { name: string; respond: () => void }[] = []
  const slow = <T>(name: string, result: () => T) =>
    new Promise<T>((resolve) => calls.push({ name, respond: () => resolve(result()) }))
  let version = 1
  const client: OutboxClient = {
    me: async () => me,
    entries: {
      create: (entry) => slow('create', () => ({ ...entryOf(entry), created: true })),
      update: (_id, patch, { basedOn } = {}) =>
        slow(`update of version ${basedOn?.version}`, () => entryOf(patch as object, ++version)),
      delete: (_id, { basedOn } = {}) => slow(`delete of version ${basedOn?.version}`, () => undefined),
      get: async () => entryOf({}),
    },
  }
  return { client, calls }
}

it('an edit and a deletion of an entry on its way apply to what is stored of it', async () => {
  const { client, calls } = slowClient()
  const outbox = createOutbox({ client, storage: memoryStorage(), owner: me.subject, now: () => nowMs })
  const ref = { externalId: 'mine' }
  await outbox.create({ ...acme, ...ref })
  const sending = outbox.send()
  await vi.waitFor(() => expect(calls).toHaveLength(1))
  await outbox.update(ref, { hours: 3 })
  await outbox.update(ref, { hours: 4 })
  calls[0]?.respond()
  await vi.waitFor(() => expect(calls).toHaveLength(2))
  expect(await outbox.rows()).toMatchObject([{ key: 'mine', hours: 4, stored: { version: 1 } }])
  await outbox.delete(ref)
  expect(await outbox.rows()).toEqual([])
  calls[1]?.respond()
  await vi.waitFor(() => expect(calls).toHaveLength(3))
  calls[2]?.respond()
  expect(await sending).toMatchObject({ left: 0, stoppedBy: undefined })
  expect(calls.map(({ name }) => name)).toEqual(['create', 'update of version 1', 'delete of version 2'])
})

it('a change on its way can be neither edited nor discarded', async () => {
  const { client, calls } = slowClient()
  const outbox = createOutbox({ client, storage: memoryStorage(), owner: me.subject, now: () => nowMs })
  await outbox.create(acme)
  const sending = outbox.send()
  await vi.waitFor(() => expect(calls).toHaveLength(1))
  const [change] = await outbox.changes()
  await expect(outbox.discard(change?.id ?? '')).rejects.toThrow(/the response is unknown/)
  await expect(outbox.edit(change?.id ?? '', { hours: 3 })).rejects.toThrow(/the response is unknown/)
  calls[0]?.respond()
  await sending
})

it('two tabs of one storage take turns: the second sends nothing that the first has sent', async () => {
  const { client, calls } = slowClient()
  const storage = memoryStorage()
  const [one, other] = [1, 2].map(() =>
    createOutbox({ client, storage, owner: me.subject, now: () => nowMs, name: 'two-tabs' }),
  )
  await one?.create(acme)
  const reports = Promise.all([one?.send(), other?.send()])
  await vi.waitFor(() => expect(calls).toHaveLength(1))
  calls[0]?.respond()
  expect((await reports).map((report) => report?.sent.length)).toEqual([1, 0])
  expect(calls).toHaveLength(1)
})

it('tells listeners of each change, until they end it', async () => {
  const { client } = slowClient()
  const outbox = createOutbox({ client, storage: memoryStorage(), owner: me.subject, now: () => nowMs })
  const listener = vi.fn()
  const end = outbox.subscribe(listener)
  await outbox.create(acme)
  expect(listener).toHaveBeenCalledOnce()
  end()
  await outbox.create(acme)
  expect(listener).toHaveBeenCalledOnce()
})

it('has room for 1,000 changes, and says so', async () => {
  const { client } = slowClient()
  const storage = memoryStorage()
  const outbox = createOutbox({ client, storage, owner: me.subject, now: () => nowMs })
  await outbox.create(acme)
  const key = `timesheets:outbox:${me.subject}`
  const content = JSON.parse((await storage.getItem(key)) ?? '')
  const [first] = content.changes
  content.changes = Array.from({ length: 1_000 }, (_, index) => ({
    ...first,
    entry: { ...first.entry, hours: 0 },
    id: String(index),
    entryKey: String(index),
  }))
  await storage.setItem(key, JSON.stringify(content))
  await expect(outbox.create(acme)).rejects.toMatchObject({ code: 'full' })
  expect(await outbox.changes()).toHaveLength(1_000)
})

const queued = {
  id: 'a',
  entryKey: 'b',
  idempotencyKey: 'c',
  queuedAtMs: 0,
  isSent: false,
  status: 'waiting',
}
const queueOf = (change: unknown) => JSON.stringify({ format: 1, changes: [change], known: {} })

it.each([
  '{"format":1,"chan',
  '{"format":2,"changes":[],"known":{}}',
  queueOf(null),
  queueOf({ ...queued, kind: 'move' }),
  queueOf({ ...queued, kind: 'create', entry: null }),
  queueOf({ ...queued, kind: 'update' }),
  queueOf({ ...queued, kind: 'delete', status: 'done' }),
  queueOf({ ...queued, kind: 'delete', id: 7 }),
])('does not overwrite what it cannot read: %s', async (text) => {
  const { client } = slowClient()
  const storage = memoryStorage()
  const key = `timesheets:outbox:${me.subject}`
  await storage.setItem(key, text)
  const outbox = createOutbox({ client, storage, owner: me.subject })
  await expect(outbox.create(acme)).rejects.toMatchObject({ code: 'unreadable' })
  await expect(outbox.send()).rejects.toMatchObject({ code: 'unreadable' })
  expect(await storage.getItem(key)).toBe(text)
})

it('names the option that a platform without random numbers, or without IndexedDB, has to pass', async () => {
  const { client } = slowClient()
  vi.stubGlobal('crypto', undefined)
  try {
    const outbox = createOutbox({ client, storage: memoryStorage(), owner: me.subject, now: () => nowMs })
    await expect(outbox.create(acme)).rejects.toThrow(/Pass randomUuid to createOutbox/)
    let count = 0
    const randomUuid = () => `id-${++count}`
    const other = createOutbox({
      client,
      storage: memoryStorage(),
      owner: me.subject,
      now: () => nowMs,
      randomUuid,
    })
    expect(await other.create(acme)).toMatchObject({ change: { entry: { externalId: 'id-1' } } })
  } finally {
    vi.unstubAllGlobals()
  }
  await expect(indexedDbStorage().getItem('a')).rejects.toThrow(/Pass another storage/)
  expect(() => createOutbox({ client, storage: memoryStorage(), owner: '' })).toThrow(/owner is empty/)
})
