import { type OperationName, operations, pathOf } from '../../../src/contract/index.ts'
import type { Scope } from '../../../src/model/index.ts'

/** Now, for every API that runs the cases: 2026-11-25, a Wednesday. */
export const nowMs = Date.UTC(2026, 10, 25, 12)

interface Sender {
  readonly userId: string | null
  readonly clientId: string
  readonly scopes: readonly Scope[]
}

const everyday = ['read:timesheets', 'create:timesheets', 'delete:timesheets'] as const
const person = (name: string, ...scopes: Scope[]): Sender => ({
  userId: `auth0|${name}`,
  clientId: 'spa',
  scopes,
})
const program = (clientId: string, ...scopes: Scope[]): Sender => ({ userId: null, clientId, scopes })

/** The senders of the requests, by the name of their token. */
export const senders = {
  ann: person('ann', ...everyday),
  sam: person('sam', ...everyday),
  mia: person('mia', ...everyday, 'approve:timesheets'),
  max: person('max', ...everyday, 'approve:timesheets'),
  kim: person('kim', 'read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any'),
  pat: person('pat', ...everyday),
  machine: program('payroll', ...everyday, 'approve:timesheets', 'manage:timesheets'),
  pusher: program('pusher', 'read:timesheets', 'create:timesheets'),
  /** Both manage everything, and do not read everybody's timesheets. */
  deputy: person('sam', 'read:timesheets', 'manage:timesheets', 'approve:timesheets'),
  clerk: program('clerk', 'manage:timesheets'),
  /** Has no scope that any operation needs. */
  bare: person('ann'),
} as const satisfies Record<string, Sender>
export type Who = keyof typeof senders

/** A request to an operation. `by`: nobody, without a token, where it is left out. */
export interface CaseRequest {
  readonly by?: Who | undefined
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly query?: string | undefined
  readonly json?: unknown
  /** Sent unchanged, for bodies other than JSON. */
  readonly body?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Where it is not that of the operation. */
  readonly method?: string | undefined
}

/** Sends a request as one of the senders. */
export type Send = (
  by: Who | undefined,
  target: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<Response>

/** The parameters of a request that names no others. */
const parameters = {
  id: '01a20d67-ffa8-71d5-8990-000000000000',
  userId: 'auth0|ann',
  week: '2026-W40',
  from: '2026-12-21',
  code: 'ACME-42',
  period: '2025-12',
}

export function sendCase(send: Send, name: OperationName, request: CaseRequest): Promise<Response> {
  const { method, path } = operations[name]
  const target = pathOf({ path }, { ...parameters, ...request.params })
  const { query, json, headers } = request
  const body = json === undefined ? request.body : JSON.stringify(json)
  return send(request.by, query === undefined ? target : `${target}?${query}`, {
    method: request.method ?? method,
    headers: { ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

/** The content of the store before the cases, by name. */
export interface Held {
  /** Ann's entries: in an open, in a submitted and in an approved week. */
  readonly open: string
  readonly submitted: string
  readonly approved: string
  /** Another one, in a period that the policy locks. */
  readonly locked: string
  readonly webhook: string
}

/** Fills an empty store by requests. */
export async function fill(send: Send): Promise<Held> {
  async function done(by: Who, name: OperationName, request: CaseRequest): Promise<{ id: string }> {
    const response = await sendCase(send, name, { by, ...request })
    const text = await response.text()
    if (!response.ok) throw new Error(`${name} ${JSON.stringify(request)}: ${text}`)
    return JSON.parse(text)
  }
  const put = (who: string, managerId?: string, more: object = {}) => {
    const name = `${who.charAt(0).toUpperCase()}${who.slice(1)}`
    const employee = { name, kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
    const json = { ...employee, ...(managerId && { managerId }), ...more }
    return done('kim', 'putPerson', { params: { userId: `auth0|${who}` }, json })
  }
  const days = [{ date: '2026-12-25', name: 'Christmas Day' }]
  await done('kim', 'updatePolicy', { json: { holidayCalendars: [{ name: 'PT-11', days }] } })
  for (const who of ['kim', 'mia', 'max']) await put(who)
  await put('sam', undefined, { holidayCalendar: 'PT-11' })
  await put('ann', 'auth0|mia')
  await put('bob', 'auth0|max')
  for (const code of ['ACME-42', 'CLOSED-1']) {
    const json = { name: 'Warehouse move', rates: { currency: 'EUR', employee: 90.1 } }
    await done('kim', 'putProject', { params: { code }, json })
  }
  const gone = { name: 'Gone', activeTo: '2026-01-31' }
  await done('kim', 'putProject', { params: { code: 'OLD-1' }, json: gone })
  await done('kim', 'putAbsence', { json: { to: '2026-12-31', kind: 'vacation' } })
  for (const day of ['2026-11-10', '2026-05-05']) {
    await done('kim', 'putAbsence', { params: { userId: 'auth0|ann', from: day }, json: { to: day } })
  }

  const used = (key: string) => ({ headers: { 'Idempotency-Key': key } })
  const log = (date: string, more = {}, request: CaseRequest = {}) =>
    done('ann', 'createEntry', { json: { date, project: 'ACME-42', hours: 1, ...more }, ...request })
  const open = await log('2026-11-23', { externalId: 'x-1' }, used('used-before'))
  const submitted = await log('2026-11-16')
  const approved = await log('2026-11-09')
  const locked = await log('2026-05-04', { project: 'CLOSED-1' })
  await done('ann', 'pushEntries', { json: { entries: [] }, ...used('used-before') })

  const week = (week: string, userId = 'me') => ({ params: { userId, week } })
  await done('ann', 'submitWeek', { ...week('2026-W47'), json: {}, ...used('used-ann') })
  await done('ann', 'recallWeek', { ...week('2026-W47'), json: {}, ...used('used-ann') })
  await done('ann', 'submitWeek', week('2026-W47'))
  await done('ann', 'submitWeek', week('2026-W46'))
  const decided = { ...week('2026-W46', 'auth0|ann'), json: { reason: 'first' }, ...used('used-mia') }
  await done('mia', 'rejectWeek', decided)
  await done('ann', 'submitWeek', week('2026-W46'))
  await done('mia', 'approveWeek', decided)
  await done('mia', 'reopenWeek', decided)
  await done('ann', 'submitWeek', week('2026-W46'))
  const decisions = [{ userId: 'auth0|ann', week: '2026-W46', action: 'approve' }]
  await done('mia', 'decideWeeks', { json: { decisions }, ...used('used-mia') })

  const json = { url: 'https://hooks.abc.example/timesheets', events: ['week.*'] }
  const webhook = await done('kim', 'createWebhook', { json, ...used('used-before') })
  // Two months are closed, the last one a second time.
  const forced = { json: { force: true, reason: 'early' } }
  await done('kim', 'closePeriod', { params: { period: '2025-11' }, ...forced })
  await done('kim', 'closePeriod', { ...forced, ...used('used-before') })
  await done('kim', 'reopenPeriod', { json: { reason: 'too early' }, ...used('used-before') })
  await done('kim', 'closePeriod', forced)
  const policy = { lockedThrough: '2026-06-30', maxHoursPerDay: 10, unlistedProjects: 'refuse' }
  await done('kim', 'updatePolicy', { json: policy })
  return {
    open: open.id,
    submitted: submitted.id,
    approved: approved.id,
    locked: locked.id,
    webhook: webhook.id,
  }
}
