import { type Operation, type OperationName, operations, parametersIn, pathOf } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type ApiRequest, startApi, type TestApi } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'
import { dumpOf } from '../support/dump.ts'
import { type Held, type Refusal, refusals, type Who } from '../support/refusals.ts'

const names = Object.keys(operations) as OperationName[]
const scopes: Readonly<Record<Exclude<Who, 'machine' | 'pusher'>, string>> = {
  ann: 'read:timesheets create:timesheets delete:timesheets',
  sam: 'read:timesheets create:timesheets delete:timesheets',
  mia: 'read:timesheets create:timesheets delete:timesheets approve:timesheets',
  max: 'read:timesheets create:timesheets delete:timesheets approve:timesheets',
  kim: 'read:timesheets manage:timesheets approve:timesheets approve:any',
}
const parameters = {
  id: '01a20d67-ffa8-71d5-8990-000000000000',
  userId: 'auth0|ann',
  week: '2026-W40',
  from: '2026-12-21',
  code: 'ACME-42',
}
/** What every operation with a body can answer; whether it does is shown for all of them together. */
const ofAnyBody = ['malformed_json', 'body_too_large', 'unsupported_media_type', 'missing_field']
/** Needs a request that is still running. */
const ofRaces = ['idempotency_key_in_use']
/** Its body is always `{}`, so that a key hardly comes with another one. */
const hardlyReached: Partial<Record<OperationName, string>> = {
  rotateWebhookSecret: 'idempotency_key_reused',
}

test('every operation of the contract has its refusals, and every reason that it declares has one', () => {
  const table = refusals({ open: '', submitted: '', approved: '', locked: '', webhook: '' })
  expect(Object.keys(table).sort()).toEqual(names.toSorted())
  for (const name of names) {
    const { problems }: Operation = operations[name]
    const shown = new Set(table[name].flatMap(({ answer }) => codesIn(answer)))
    const elsewhere = [...ofAnyBody, ...ofRaces, hardlyReached[name]]
    const declared = problems.filter((code) => !elsewhere.includes(code))
    expect(
      declared.filter((code) => !shown.has(code)),
      name,
    ).toEqual([])
  }
})

describe.each(engineNames)('on %s', (engine) => {
  let api: TestApi
  let held: Held
  const tokens = {} as Record<Who, string>

  beforeAll(async () => {
    api = await startApi({ engine })
    for (const who of Object.keys(scopes) as (keyof typeof scopes)[]) {
      tokens[who] = await api.issuer.person(`auth0|${who}`, scopes[who])
    }
    tokens.machine = await api.issuer.machine()
    tokens.pusher = await api.issuer.machine('pusher', 'read:timesheets create:timesheets')
    held = await fill()
  })
  afterAll(() => api.close())

  async function done(
    who: Who,
    method: string,
    path: string,
    json?: unknown,
    headers = {},
  ): Promise<{ id: string }> {
    const request = { method, token: tokens[who], json, headers }
    const response = await api.fetch(path, request)
    const text = await response.text()
    expect(response.ok, `${method} ${path}: ${text}`).toBe(true)
    return JSON.parse(text)
  }

  async function fill(): Promise<Held> {
    const person = { kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
    const managers = {
      kim: undefined,
      mia: undefined,
      max: undefined,
      sam: undefined,
      ann: 'mia',
      bob: 'max',
    }
    for (const [who, manager] of Object.entries(managers)) {
      const name = `${who.charAt(0).toUpperCase()}${who.slice(1)}`
      const managerId = manager === undefined ? {} : { managerId: `auth0|${manager}` }
      await done('kim', 'PUT', `/people/auth0%7C${who}`, { name, ...person, ...managerId })
    }
    await done('kim', 'PUT', '/projects/ACME-42', { name: 'Warehouse move' })
    await done('kim', 'PUT', '/projects/OLD-1', { name: 'Gone', activeTo: '2026-01-31' })
    await done('kim', 'PUT', '/people/auth0%7Cann/absences/2026-12-21', {
      to: '2026-12-31',
      kind: 'vacation',
    })
    const post = (date: string, more = {}, headers = {}) =>
      done('ann', 'POST', '/timesheets', { date, project: 'ACME-42', hours: 1, ...more }, headers)
    const open = await post('2026-11-23', { externalId: 'x-1' }, { 'Idempotency-Key': 'used-before' })
    const submitted = await post('2026-11-16')
    const approved = await post('2026-11-09')
    const locked = await post('2026-05-04')
    await done('ann', 'POST', '/timesheets/batch', { entries: [] }, { 'Idempotency-Key': 'used-before' })
    for (const action of ['submitWeek', 'recallWeek'] as const) {
      const path = pathOf(operations[action], { userId: 'me', week: '2026-W47' })
      await done('ann', 'POST', path, {}, { 'Idempotency-Key': 'used-ann' })
    }
    for (const week of ['2026-W47', '2026-W46']) await done('ann', 'POST', `/weeks/me/${week}/submit`)
    const used = { 'Idempotency-Key': 'used-mia' }
    const reason = { reason: 'first' }
    const ofAnn = (action: string) => `/weeks/auth0%7Cann/2026-W46/${action}`
    const decision = { userId: 'auth0|ann', week: '2026-W46', action: 'approve' }
    await done('mia', 'POST', ofAnn('reject'), reason, used)
    await done('ann', 'POST', '/weeks/me/2026-W46/submit')
    await done('mia', 'POST', ofAnn('approve'), reason, used)
    await done('mia', 'POST', ofAnn('reopen'), reason, used)
    await done('ann', 'POST', '/weeks/me/2026-W46/submit')
    await done('mia', 'POST', '/weeks/decisions', { decisions: [decision] }, used)
    const webhook = { url: 'https://hooks.abc.example/timesheets', events: ['week.*'] }
    const { id } = await done('kim', 'POST', '/webhooks', webhook, { 'Idempotency-Key': 'used-before' })
    await done('kim', 'PATCH', '/policy', {
      lockedThrough: '2026-06-30',
      maxHoursPerDay: 10,
      unlistedProjects: 'refuse',
    })
    const ids = { open: open.id, submitted: submitted.id, approved: approved.id, locked: locked.id }
    return { ...ids, webhook: id }
  }

  async function send(
    name: OperationName,
    refusal: Partial<Refusal>,
    more: ApiRequest = {},
  ): Promise<string> {
    const { method, path } = operations[name]
    const { json, query, headers, params } = refusal
    const target = pathOf({ path }, { ...parameters, ...params })
    const response = await api.fetch(query === undefined ? target : `${target}?${query}`, {
      method,
      ...(refusal.by && { token: tokens[refusal.by] }),
      ...(json !== undefined && { json }),
      ...more,
      headers: { ...headers, ...(more.headers as Record<string, string>) },
    })
    const body = await response.json()
    const items = body.results as { status: string; problem?: { code: string } }[] | undefined
    if (response.ok && items?.[0]?.status) {
      return items.map(({ status, problem }) => `${status} ${problem?.code}`).join()
    }
    return response.ok ? String(response.status) : body.code
  }

  test.each(names)('%s writes nothing where it is refused, or changes nothing', async (name) => {
    const before = await dumpOf(api.database)
    for (const refusal of refusals(held)[name]) {
      const about = `${name} by ${JSON.stringify(refusal)}`
      expect(await send(name, refusal), about).toBe(String(refusal.answer))
      expect(await dumpOf(api.database), about).toEqual(before)
    }
  })

  test.each(names)('%s writes nothing for a request that any operation refuses', async (name) => {
    const { scope, path, body, query }: Operation = operations[name]
    const hasScope = [scope].flat()[0] ?? 'read:timesheets'
    const token = await api.issuer.person('auth0|ann', hasScope)
    const needed = name === 'listMissing' ? 'week=2026-W47&' : ''
    // Of a body without a member that it needs, that is said first.
    const isWhole = body && z.safeParse(body.schema, {}).success
    const refused: [answer: string, request: Partial<Refusal>, more?: ApiRequest][] = [
      ['invalid_token', {}],
      ['unknown_field', { query: `${needed}unheard-of=1` }, { token }],
    ]
    if (scope !== null) {
      refused.push(['insufficient_scope', {}, { token: await api.issuer.person('auth0|ann', 'other') }])
    }
    for (const parameter of parametersIn(path)) {
      refused.push(['not_found', { params: { [parameter]: ' ' } }, { token }])
    }
    if (body) {
      const as = (type: string) => ({ token, headers: { 'Content-Type': type } })
      const json = 'application/json'
      refused.push(
        ['malformed_json', {}, { ...as(json), body: '{' }],
        ['unsupported_media_type', {}, { ...as('text/plain'), body: 'x' }],
        ['body_too_large', {}, { ...as(json), body: ' '.repeat(body.maximumBytes + 1) }],
        [isWhole ? 'unknown_field' : 'missing_field', { json: { 'unheard-of': 1 } }, { token }],
      )
    }
    if (query && 'cursor' in ((query as { shape?: object }).shape ?? {})) {
      refused.push(['out_of_range', { query: `${needed}limit=1001` }, { token }])
    }
    const before = await dumpOf(api.database)
    for (const [answer, request, more] of refused) {
      const outcome = await send(name, request, more)
      expect(outcome, `${name} ${answer}`).toBe(answer)
    }
    expect(await dumpOf(api.database)).toEqual(before)
  })
})

function codesIn(answer: Refusal['answer']): string[] {
  return [answer].flat().map((text) => text.split(' ').at(-1) ?? '')
}
