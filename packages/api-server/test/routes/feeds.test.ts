import { randomBytes } from 'node:crypto'
import ICAL from 'ical.js'
import { newPersonSchema } from 'timesheets-sdk/model'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nowMs, startApi, type TestApi } from '../support/api.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames } from '../support/databases.ts'

const kim = person('auth0|kim', 'manage:timesheets')
const perMinute = 30

describe.each(engineNames)('calendar feeds on %s', (engine) => {
  let api: TestApi
  let ann: string
  let clockMs = nowMs

  beforeAll(async () => {
    api = await startApi({ engine, config: { rateLimitPerMinute: perMinute }, now: () => clockMs })
    ann = await api.issuer.person('auth0|ann', 'read:timesheets create:timesheets')
    const content = { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
    await api.service.putPerson(kim, 'auth0|ann', newPersonSchema.parse(content))
    const entries = [
      {
        userId: 'auth0|ann',
        date: '2026-11-23',
        project: 'ACME-42',
        hours: 7.5,
        note: 'plan; "A, B"\nto\\do',
      },
      {
        userId: 'auth0|ann',
        date: '2026-11-24',
        project: 'Ä'.repeat(60),
        hours: 0.25,
        note: '🧨'.repeat(100),
      },
      { userId: 'auth0|ann', date: '2025-11-23', project: 'TOO-OLD', hours: 1 },
      { userId: 'auth0|bob', date: '2026-11-23', project: 'OF-BOB', hours: 1 },
    ]
    const items = entries.map((entry) => ({ entry }))
    expect(await api.service.pushEntries(machine(), items, { dryRun: false })).toMatchObject({ created: 4 })
    const away = { to: '2026-12-31', kind: 'vacation', note: 'by sea' } as const
    await api.service.putAbsence(kim, 'auth0|ann', '2026-12-21', away)
  })
  afterAll(() => api.close())
  // Each test has its own minute, and so its own quota.
  beforeEach(() => {
    clockMs += 60_000
  })
  afterEach(() => {
    for (const line of api.log) expect(JSON.stringify(line)).not.toMatch(/feed_\w/)
  })

  const create = async (token = ann) => {
    const response = await api.fetch('/people/me/feed', { method: 'PUT', token })
    expect(response.status).toBe(201)
    const { url, ...feed } = await response.json()
    return { path: new URL(url).pathname, url, feed }
  }

  test('its own entries and absences are a calendar by RFC 5545 that other programs read', async () => {
    const { path, url, feed } = await create()
    expect(feed).toEqual({ userId: 'auth0|ann', createdAt: new Date(nowMs).toISOString() })
    expect(url).toMatch(new RegExp(`^${api.url}/feeds/feed_[\\w-]{43}\\.ics$`))
    const response = await api.fetch(path)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      etag: expect.stringMatching(/^W\//),
    })
    const text = await response.text()
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const calendar = new ICAL.Component(ICAL.parse(text))
    const events = calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component)
      expect(component.getFirstPropertyValue('dtstamp')).toBeInstanceOf(ICAL.Time)
      return [event.startDate.toString(), event.endDate.toString(), event.summary, event.description]
    })
    expect(events).toEqual([
      ['2026-12-21', '2027-01-01', 'Vacation', 'by sea'],
      ['2026-11-23', '2026-11-24', '7:30 ACME-42', 'plan; "A, B"\nto\\do'],
      ['2026-11-24', '2026-11-25', `0:15 ${'Ä'.repeat(60)}`, '🧨'.repeat(100)],
    ])
    const uids = calendar.getAllSubcomponents('vevent').map((event) => event.getFirstPropertyValue('uid'))
    expect(new Set(uids).size).toBe(3)
    const etag = response.headers.get('etag') ?? ''
    expect((await api.fetch(path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    expect((await api.fetch(path, { method: 'HEAD' })).headers.get('content-length')).toBe(
      String(Buffer.byteLength(text)),
    )
  })

  test('only a digest of the secret is stored, and no event and no log has it', async () => {
    const { path } = await create()
    const secret = path.slice('/feeds/'.length, -'.ics'.length)
    const rows = await api.database.reader.selectFrom('feeds').selectAll().execute()
    expect(rows).toMatchObject([{ user_id: 'auth0|ann', digest: expect.stringMatching(/^[\da-f]{64}$/) }])
    const events = await api.database.reader.selectFrom('events').selectAll().execute()
    expect(JSON.stringify([rows, events])).not.toContain(secret.slice('feed_'.length))
    const { data } = await api.service.listEvents(kim, {}, { after: 0 }, 1_000)
    const own = data.filter(({ subject }) => subject.type === 'feed')
    expect(own.at(-1)).toMatchObject({
      action: 'feed.created',
      subject: { type: 'feed', userId: 'auth0|ann' },
      after: { createdAt: new Date(nowMs).toISOString() },
    })
  })

  test('paths that miss the calendar show the secret neither in problems nor in the log', async () => {
    const { path } = await create()
    const secret = path.slice('/feeds/'.length, -'.ics'.length)
    const others = [
      `/feeds/${secret}`,
      `/feeds/${secret}.ics/`,
      `/FEEDS/${secret}.ics`,
      `/api/v1/feeds/${secret}.ics`,
      `/feeds/feed%5F${secret.slice(5)}.icsx`,
      `/feeds/${secret}.ics%zz`,
    ]
    for (const target of others) {
      const response = await api.fetch(target)
      expect(response.ok, target).toBe(false)
      expect(await response.text(), target).not.toContain(secret.slice(5, 20))
    }
    const posted = await api.fetch(path, { method: 'POST', token: ann })
    expect(posted.status).toBe(405)
    expect(await posted.text()).not.toContain(secret.slice(5, 20))
    const logged = JSON.stringify(api.log)
    expect(logged).toContain('/feeds/feed_***')
    expect(logged).not.toContain(secret.slice(5, 20))
  })

  test('a new address ends the one before, and a withdrawn one opens nothing', async () => {
    const first = await create()
    const second = await create()
    expect((await api.fetch(first.path)).status).toBe(404)
    expect((await api.fetch(second.path)).status).toBe(200)
    expect((await api.fetch('/people/me/feed', { token: ann })).status).toBe(200)
    expect((await api.fetch('/people/me/feed', { method: 'DELETE', token: ann })).status).toBe(204)
    expect((await api.fetch(second.path)).status).toBe(404)
    expect((await api.fetch('/people/me/feed', { token: ann })).status).toBe(404)
    expect((await api.fetch('/people/me/feed', { method: 'DELETE', token: ann })).status).toBe(404)
  })

  test('an administrator withdraws the feed of another person, and the feed of a leaver ends by itself', async () => {
    const { path } = await create()
    await api.service.deleteFeed(kim, 'auth0|ann')
    expect((await api.fetch(path)).status).toBe(404)
    const { data } = await api.service.listEvents(kim, {}, { after: 0 }, 1_000)
    expect(data.at(-1)).toMatchObject({ action: 'feed.withdrawn', actor: 'auth0|kim', after: null })
    const next = await create()
    const content = { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
    const left = newPersonSchema.parse({ ...content, activeTo: '2026-11-24' })
    await api.service.putPerson(kim, 'auth0|ann', left)
    expect((await api.fetch(next.path)).status).toBe(404)
    await api.service.putPerson(kim, 'auth0|ann', newPersonSchema.parse(content))
    expect((await api.fetch(next.path)).status).toBe(200)
  })

  test('reading is limited for each feed, and guessing for each address', async () => {
    const { path } = await create()
    const statuses: number[] = []
    for (let count = 0; count <= perMinute; count++) statuses.push((await api.fetch(path)).status)
    expect(statuses).toEqual([...Array(perMinute).fill(200), 429])
    clockMs += 60_000
    const guesses: number[] = []
    for (let count = 0; count <= perMinute; count++) {
      const guess = `/feeds/feed_${randomBytes(32).toString('base64url')}.ics`
      guesses.push((await api.fetch(guess)).status)
    }
    expect(guesses).toEqual([...Array(perMinute).fill(404), 429])
    // The address of a person who guesses wrong does not lock out feeds.
    expect((await api.fetch(path)).status).toBe(200)
  })

  test('a secret opens nothing else, and a token does not open a calendar', async () => {
    const { path } = await create()
    const secret = path.slice('/feeds/'.length, -'.ics'.length)
    expect((await api.fetch('/timesheets', { token: secret })).status).toBe(401)
    expect((await api.fetch('/feeds/me.ics', { token: ann })).status).toBe(404)
    expect((await api.fetch('/feeds/auth0%7Cann.ics', { token: ann })).status).toBe(404)
  })
})
