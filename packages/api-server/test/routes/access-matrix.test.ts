import { type OperationName, operations, pathOf } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultInUrl } from '../../src/webhooks/address.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { type Identity, identities, people, personOf, tokenOf, userIdOf } from './access-matrix/identities.ts'
import {
  type Arrange,
  dayOfProjects,
  type MatrixRequest,
  oneAtATime,
  type Prepare,
  recordOf,
  type Subject,
  subjectsOf,
} from './access-matrix/requests.ts'
import { lineOf, type Row, readTable } from './access-matrix/table.ts'

const { words, columns, rows } = readTable()
const everything =
  'read:timesheets create:timesheets delete:timesheets approve:timesheets approve:any manage:timesheets'
let api: TestApi
let office: string
let approver: string
const tokens = new Map<string, string | undefined>()
let strangers = 0

beforeAll(async () => {
  api = await startApi({
    reminderChannel: { name: 'mail', send: async () => {} },
    webhookSender: {
      faultIn: (url) => faultInUrl(url, false),
      send: async () => ({ delivered: true, status: 204 }),
      close: () => {},
    },
  })
  office = await api.issuer.machine('office', everything)
  approver = await api.issuer.person(userIdOf('approver'), everything)
  for (const [name, identity] of Object.entries(identities)) {
    tokens.set(name, await tokenOf(api.issuer, identity))
  }
  for (const name of Object.keys(people)) {
    await done(office, 'putPerson', { params: { userId: userIdOf(name) }, json: recordOf(name) })
  }
  for (const name of [...Object.keys(people), 'newcomer']) {
    const userId = userIdOf(name)
    const entry = { date: '2026-11-24', project: 'ACME-42', hours: 1, userId }
    await done(office, 'createEntry', { json: entry })
    await done(office, 'createEntry', { json: { ...entry, date: dayOfProjects, project: userId } })
    if (name === 'newcomer') continue
    await done(office, 'putAbsence', { params: { userId, from: '2026-10-05' }, json: { to: '2026-10-06' } })
  }
})
afterAll(() => api.close())

function send(token: string | undefined, name: OperationName, request: MatrixRequest): Promise<Response> {
  const { params = {}, query, json } = request
  const path = pathOf(operations[name], params)
  return api.fetch(query === undefined ? path : `${path}?${query}`, {
    method: operations[name].method,
    ...(token !== undefined && { token }),
    ...(json !== undefined && { json }),
  })
}

/** Sends what has to succeed. */
async function done(token: string, name: OperationName, request: MatrixRequest): Promise<{ id: string }> {
  const response = await send(token, name, request)
  const text = await response.text()
  if (!response.ok) throw new Error(`${name} ${JSON.stringify(request)}: ${text}`)
  return text ? JSON.parse(text) : { id: '' }
}

const arrange: Arrange = async (by, name, request) => {
  if (by === 'office') return done(office, name, request)
  if (by === 'approver') return done(approver, name, request)
  return done(await api.issuer.person(by.userId, everything), name, request)
}

function subjectOf(whose: string, column: string): Subject {
  const identity = identities[column] as Identity
  const name = whose === 'own' ? personOf(identity) : whose
  // A machine client has nothing of its own.
  if (name === null && 'client' in identity)
    return { person: 'own', userId: 'me', exists: false, inRoster: false }
  const person = name ?? 'ann'
  const userId = userIdOf(person === 'nobody' ? `nobody-${strangers++}` : person)
  return { person: whose, userId, exists: !['nobody', 'missing'].includes(whose), inRoster: person in people }
}

/** Whether the outcome is the owners of what a list has. */
const isList = (whose: string) => whose === 'everyone' || whose === 'company'

/** The part of a response that the table states: status, problem, or the owners of the listed things. */
async function outcomeOf(response: Response, whose: string, subject: Subject): Promise<string> {
  const text = await response.text()
  const body = text.startsWith('{') ? JSON.parse(text) : {}
  const item = body.results?.[0]
  const { status, code } = item?.problem ?? body
  if (!response.ok || item?.problem) return words.get(`${status} ${code}`) ?? `${status}:${code}`
  if (item) return item.status
  if (!isList(whose)) return String(response.status)
  const seen = new Set(
    body.data.map(
      (one: { userId?: string; subject?: { userId?: string }; project?: string }) =>
        one.userId ?? one.subject?.userId ?? one.project,
    ),
  )
  const known = { own: subject.userId, ann: userIdOf('ann'), bob: userIdOf('bob'), sol: userIdOf('sol') }
  const letters = Object.entries(known).flatMap(([name, userId]) =>
    seen.has(userId) ? [name.charAt(0)] : [],
  )
  return letters.join('') || 'none'
}

/** The outcome for every identity, each with a thing of its own to act on. */
async function rowOf(operation: OperationName, whose: string, prepare: Prepare): Promise<Row> {
  const cellOf = async (column: string) => {
    const subject = subjectOf(whose, column)
    const response = await send(tokens.get(column), operation, await prepare(subject, arrange))
    const own = isList(whose) ? subjectOf('own', column) : subject
    return [column, await outcomeOf(response, whose, own)] as const
  }
  const cells: (readonly [string, string])[] = []
  if (oneAtATime.has(operation)) for (const column of columns) cells.push(await cellOf(column))
  else cells.push(...(await Promise.all(columns.map(cellOf))))
  return { operation, whose, cells: Object.fromEntries(cells) }
}

const cases = (Object.keys(operations) as OperationName[]).map((name) => [name, subjectsOf(name)] as const)

test('every operation of the contract has a line for each owner, and no other lines exist', () => {
  const expected = cases.flatMap(([name, subjects]) => subjects.map(([whose]) => `${name} ${whose}`))
  expect(rows.map(({ operation, whose }) => `${operation} ${whose}`)).toEqual(expected)
  expect(cases.filter(([, subjects]) => subjects.length === 0)).toEqual([])
  expect(columns).toEqual(Object.keys(identities))
})

test.each(cases)('%s: every identity gets what the table says', async (operation, subjects) => {
  const seen: string[] = []
  for (const [whose, prepare] of subjects) seen.push(lineOf(await rowOf(operation, whose, prepare), columns))
  const expected = rows.filter((row) => row.operation === operation)
  expect(seen).toEqual(expected.map((row) => lineOf(row, columns)))
})
