import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiRequest, startApi, type TestApi } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'
import { allScopes, emailClaim } from '../support/issuer.ts'

/**
 * Every string that a caller can send and that reaches the database: what one engine takes the other takes,
 * and half a character or NUL, which SQLite and PostgreSQL store differently or not at all, never gets that
 * far.
 */

interface Sent {
  readonly path: string
  readonly request: ApiRequest
  /** Whether the string arrives in a URL, which can't hold half a character. */
  readonly inUrl?: boolean
  /** Claims of the token laid over those of an administrator's. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Whether a string that is not acceptable is left out instead of refused. */
  readonly isOptional?: boolean
}

const monday = '2026-11-23'
const uuid = '01890a5d-ac96-774b-bcce-b302099a8057'
const post = (path: string, json: unknown): Sent => ({ path, request: { method: 'POST', json } })
const put = (path: string, json: unknown): Sent => ({ path, request: { method: 'PUT', json } })
const patch = (path: string, json: unknown): Sent => ({ path, request: { method: 'PATCH', json } })
const get = (path: string): Sent => ({ path, request: {}, inUrl: true })
const withToken = (claims: Readonly<Record<string, unknown>>, isOptional = false): Sent => ({
  path: '/timesheets',
  request: { method: 'POST', json: { date: monday, project: 'A', hours: 0.25 } },
  claims,
  isOptional,
})
const entry = { date: monday, project: 'A', hours: 0.25 }
const person = { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
/** A cursor is base64 of JSON, in which every character can be written in ASCII. */
const cursor = (...place: string[]) => {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  const text = JSON.stringify(place).replace(/[^\x20-\x7e]/g, escaped)
  return encodeURIComponent(btoa(text).replaceAll('=', ''))
}
const asMachine = { sub: 'push@clients', azp: 'push', gty: 'client-credentials' }

const slots: Readonly<Record<string, (text: string) => Sent>> = {
  'project of an entry': (text) => post('/timesheets', { ...entry, project: text }),
  'note of an entry': (text) => post('/timesheets', { ...entry, note: text }),
  'external id': (text) => post('/timesheets', { ...entry, externalId: text }),
  'person of an entry': (text) => ({ ...post('/timesheets', { ...entry, userId: text }), claims: asMachine }),
  'note in a batch': (text) => post('/timesheets/batch', { entries: [{ ...entry, note: text }] }),
  'note of a change': (text) => patch(`/timesheets/${uuid}`, { note: text }),
  'reason of an action': (text) => post('/weeks/auth0%7Cbob/2026-W40/reject', { reason: text }),
  'person of a decision': (text) =>
    post('/weeks/decisions', { decisions: [{ userId: text, week: '2026-W40', action: 'approve' }] }),
  'name of a person': (text) => put('/people/auth0%7Cx', { ...person, name: text }),
  'manager of a person': (text) => put('/people/auth0%7Cx', { ...person, managerId: text }),
  'e-mail of a person': (text) => put('/people/auth0%7Cx', { ...person, email: `${text}@abc.example` }),
  'time zone of a person': (text) => put('/people/auth0%7Cx', { ...person, timeZone: text }),
  'note of an absence': (text) =>
    put('/people/auth0%7Cx/absences/2026-12-21', { to: '2026-12-22', note: text }),
  'name of a project': (text) => put('/projects/X', { name: text }),
  'client of a project': (text) => put('/projects/X', { name: 'X', client: text }),
  'currency of a project': (text) =>
    put('/projects/X', { name: 'X', rates: { currency: text, employee: 1 } }),
  'address of a webhook': (text) =>
    post('/webhooks', { url: `https://hooks.abc.example/${text}`, events: ['week.*'] }),
  'description of a webhook': (text) =>
    post('/webhooks', { url: 'https://hooks.abc.example/', events: ['week.*'], description: text }),
  'person to be reminded': (text) => post('/reminders', { week: '2026-W47', dryRun: true, userIds: [text] }),
  'person in a path': (text) => ({ ...put(`/people/${encoded(text)}`, person), inUrl: true }),
  'week of a person in a path': (text) => get(`/weeks/${encoded(text)}/2026-W48`),
  'project in a path': (text) => ({ ...put(`/projects/${encoded(text)}`, { name: 'X' }), inUrl: true }),
  'project in a query': (text) => get(`/timesheets?project=${encoded(text)}`),
  'person in a query': (text) => get(`/timesheets?userId=${encoded(text)}`),
  'manager in a query': (text) => get(`/people?managerId=${encoded(text)}`),
  'person in a cursor of weeks': (text) => get(`/weeks?everyone=true&cursor=${cursor('2026-W40', text)}`),
  'person in a cursor of people': (text) => get(`/people?cursor=${cursor(text)}`),
  'person in a cursor of absences': (text) =>
    get(`/absences?everyone=true&cursor=${cursor('2026-12-21', text)}`),
  'code in a cursor of projects': (text) => get(`/projects?cursor=${cursor(text)}`),
  'project in a cursor of hours': (text) =>
    get(`/reports/hours?groupBy=project&cursor=${cursor('project', text)}`),
  'month in a cursor of hours': (text) => get(`/reports/hours?groupBy=month&cursor=${cursor('month', text)}`),
  'person in a cursor of the missing': (text) => get(`/reports/missing?week=2026-W47&cursor=${cursor(text)}`),
  'day in a cursor of entries': (text) => get(`/timesheets?cursor=${cursor(text, uuid)}`),
  'person in the history': (text) => get(`/events?userId=${encoded(text)}&week=2026-W40`),
  'cursor of newcomers': (text) => get(`/newcomers?cursor=${cursor(text)}`),
  'subject of a token': (text) => withToken({ sub: text }),
  'client of a token': (text) => withToken({ azp: text }),
  'client of a machine': (text) => ({
    ...withToken({ ...asMachine, azp: text }),
    request: { method: 'POST', json: { ...entry, userId: 'auth0|ann' } },
  }),
  'e-mail of a token': (text) => withToken({ sub: 'auth0|new', [emailClaim]: `${text}@abc.example` }, true),
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed())
const nasty = fc.oneof(
  fc.constantFrom(
    '\ud800',
    'a\udc00b',
    '\0',
    'a\0b',
    ' a',
    'a ',
    '\t',
    '\u0085',
    'a\u200b',
    'a\u202eb',
    'a\u2028b',
    '\ufeffa',
    '\uffff',
  ),
  fc.constantFrom(
    'a'.repeat(256),
    'ä'.repeat(255),
    '😀'.repeat(128),
    'a'.repeat(2001),
    'A\u030a',
    '%00',
    '\\u0000',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
    .map((units) => String.fromCharCode(...units)),
)

describe('strings', () => {
  let apis: TestApi[]
  beforeAll(async () => {
    apis = await Promise.all(engineNames.map((engine) => startApi({ engine })))
  })
  afterAll(() => Promise.all(apis.map((api) => api.close())))

  async function send(api: TestApi, { path, request, claims }: Sent): Promise<Response> {
    const token = await api.issuer.sign({
      claims: { sub: 'auth0|boss', scope: `${allScopes} approve:any`, ...claims },
    })
    return api.fetch(path, { ...request, token })
  }

  test.each(Object.keys(slots))('%s: both engines give the same response, and never fail', async (name) => {
    const slot = slots[name] as (text: string) => Sent
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const sent = slot(text)
        const [one, other] = (await Promise.all(
          apis.map(async (api) => {
            const response = await send(api, sent)
            const body = await response.json()
            return { status: response.status, code: body.code, results: body.results?.[0]?.problem?.code }
          }),
        )) as [{ status: number; results?: string }, object]
        expect(one).toEqual(other)
        expect(one.status).toBeLessThan(500)
        const isUnstorable = !sent.inUrl && (!text.isWellFormed() || text.includes('\0'))
        if (isUnstorable && !sent.isOptional)
          expect(one.status >= 400 || one.results !== undefined).toBe(true)
      }),
      { numRuns: 25, examples: [['\0'], ['a\ud800'], ['a\ufffd'], [' a'], ['a'.repeat(256)]] },
    )
  })
})
