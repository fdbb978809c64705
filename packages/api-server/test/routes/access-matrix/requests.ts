import type { OperationName } from 'timesheets-sdk/contract'
import { weekOf } from 'timesheets-sdk/model'
import { vi } from 'vitest'
import type { PersonName } from './identities.ts'
import { people, userIdOf } from './identities.ts'

/** Something that requests are about, and what was made for it. */
export interface Subject {
  /** The person's short name; `null`: it has no owner, such as a project. */
  readonly person: string | null
  readonly userId: string
  /** It is in the store. */
  readonly exists: boolean
  /** It is a person who is in the roster. */
  readonly inRoster: boolean
}

/** A request of the matrix; `prepare` says what it needs in the store and gives the request about that. */
export interface MatrixRequest {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly json?: unknown
}

/** Sends a request that has to succeed: as a machine client, as the approver of everyone, or as a person. */
export type Arrange = (
  by: 'office' | 'approver' | { readonly userId: string },
  operation: OperationName,
  request: MatrixRequest,
) => Promise<{ readonly id: string }>

export type Prepare = (subject: Subject, arrange: Arrange) => Promise<MatrixRequest>

const missingId = '01a20d67-ffa8-71d5-8990-000000000000'
const hook = { url: 'https://hooks.abc.example/timesheets', events: ['week.*'] }
const project = 'ACME-42'
let number = 0
const weeksTaken = new Map<string, number>()

/** A Monday from 2023 on, whose week no other request about this person uses. */
function nextMonday(userId: string): string {
  const taken = weeksTaken.get(userId) ?? 0
  weeksTaken.set(userId, taken + 1)
  return new Date(Date.UTC(2023, 0, 2) + 7 * 86_400_000 * taken).toISOString().slice(0, 10)
}

/** A day of a week that nobody submits: in turn, so that no day has too many hours. */
const nextDay = () => `2026-11-${23 + (number++ % 5)}`

const log = ({ userId }: Subject, arrange: Arrange, date: string) =>
  arrange('office', 'createEntry', { json: { userId, date, project, hours: 0.25 } })

const entryOf =
  (json?: unknown): Prepare =>
  async (subject, arrange) => {
    const { id } = subject.exists ? await log(subject, arrange, nextDay()) : { id: missingId }
    return { params: { id }, json }
  }

const stateOfWeek =
  (through: readonly ('submitWeek' | 'approveWeek')[], json?: unknown): Prepare =>
  async (subject, arrange) => {
    const monday = nextMonday(subject.userId)
    const params = { userId: subject.userId, week: weekOf(monday) }
    if (subject.exists) {
      await log(subject, arrange, monday)
      for (const step of through) {
        await arrange(step === 'submitWeek' ? subject : 'approver', step, { params })
      }
    }
    return { params, json }
  }

const about =
  (query?: string, json?: unknown): Prepare =>
  async ({ userId }) => ({
    params: { userId, week: '2026-W40', from: '2026-12-21' },
    ...(query !== undefined && { query: `${query}userId=${encodeURIComponent(userId)}` }),
    json,
  })

const plain =
  (request: MatrixRequest = {}): Prepare =>
  async () =>
    request

const projectOf =
  (json?: unknown): Prepare =>
  async ({ exists }, arrange) => {
    const code = `P-${number++}`
    if (exists) await arrange('office', 'putProject', { params: { code }, json: { name: 'Move' } })
    return { params: { code }, json }
  }

const webhookOf =
  (json?: unknown): Prepare =>
  async ({ exists }, arrange) => {
    const { id } = exists ? await arrange('office', 'createWebhook', { json: hook }) : { id: missingId }
    return { params: { id }, json }
  }

/** A person's roster record, unchanged. */
export function recordOf(name: string) {
  const { kind, manager } = people[name as PersonName] ?? { kind: 'employee', manager: null }
  const managerId = manager && userIdOf(manager)
  const email = `${name}@abc.example`
  return {
    name,
    kind,
    email,
    expectedHoursPerWeek: 40,
    activeFrom: '2020-01-01',
    ...(managerId && { managerId }),
  }
}

const decision = (action: string) => (request: MatrixRequest) => ({
  json: { decisions: [{ ...request.params, action }] },
})

/** The query of each list that covers everyone the caller may see. */
const listsOfEveryone: Partial<Readonly<Record<OperationName, string>>> = {
  listEntries: 'everyone=true&from=2026-11-23&limit=1000',
  listWeeks: 'everyone=true&from=2026-W48&limit=1000',
  listPeople: 'limit=1000',
  listAbsences: 'everyone=true&limit=1000',
  listMissing: 'week=2026-W47&limit=1000',
  listHours: 'from=2026-11-23&status=any&groupBy=person&limit=1000',
  listEvents: 'limit=1000',
}

/** A day on which each person has one entry, on a project with the name of their id. */
export const dayOfProjects = '2026-10-20'

/** The query of each report that can cover the whole company, without saying who worked. */
const reportsOfCompany: Partial<Readonly<Record<OperationName, string>>> = {
  listHours: `everyone=true&groupBy=project&status=any&from=${dayOfProjects}&to=${dayOfProjects}`,
}

const feedOf: Prepare = async ({ userId, exists }, arrange) => {
  const params = { userId }
  if (exists) await arrange({ userId }, 'createFeed', { params })
  return { params }
}

/** Operations that remove the only such thing of a person: for one identity after another. */
export const oneAtATime: ReadonlySet<OperationName> = new Set<OperationName>(['deleteFeed'])

/** Operations about something of a person: the caller's own, and that of others. */
const ofPerson: Readonly<Partial<Record<OperationName, Prepare>>> = {
  listEntries: about(''),
  createEntry: async ({ person, userId }) => ({
    json: { ...(person !== 'own' && { userId }), date: nextDay(), project, hours: 0.25 },
  }),
  pushEntries: async ({ person, userId }) => ({
    json: { entries: [{ ...(person !== 'own' && { userId }), date: nextDay(), project, hours: 0.25 }] },
  }),
  getEntry: entryOf(),
  updateEntry: entryOf({ note: 'changed' }),
  deleteEntry: entryOf(),
  listWeeks: about(''),
  decideWeeks: async (subject, arrange) =>
    decision('approve')(await stateOfWeek(['submitWeek'])(subject, arrange)),
  getWeek: about(),
  submitWeek: stateOfWeek([]),
  recallWeek: stateOfWeek(['submitWeek']),
  approveWeek: stateOfWeek(['submitWeek']),
  rejectWeek: stateOfWeek(['submitWeek'], { reason: 'Tuesday is missing' }),
  reopenWeek: stateOfWeek(['submitWeek', 'approveWeek'], { reason: 'Tuesday is missing' }),
  getPerson: about(),
  putPerson: async ({ userId }) => ({ params: { userId }, json: recordOf(userId.replace('auth0|', '')) }),
  deletePerson: about(),
  listAbsences: about(''),
  putAbsence: async ({ userId }) => {
    const from = nextMonday(userId)
    return { params: { userId, from }, json: { to: from } }
  },
  deleteAbsence: async (subject, arrange) => {
    const from = nextMonday(subject.userId)
    const params = { userId: subject.userId, from }
    if (subject.inRoster) await arrange('office', 'putAbsence', { params, json: { to: from } })
    return { params }
  },
  getFeed: feedOf,
  createFeed: about(),
  deleteFeed: feedOf,
  sendReminders: async ({ userId }) => ({
    json: { week: '2026-W47', userIds: [userId], again: true, dryRun: true },
  }),
  listHours: about('from=2025-01-01&to=2026-11-25&status=any&'),
  listEvents: about(''),
}

/** Operations about something that exists or does not. */
const ofThing: Readonly<Partial<Record<OperationName, Prepare>>> = {
  deleteNewcomer: async ({ exists }, arrange) => {
    const userId = userIdOf(`newcomer-${number++}`)
    if (exists) await arrange({ userId }, 'getMe', {})
    // A newcomer is noted beside the request that they came with.
    const noted = async () => JSON.stringify(await arrange('office', 'listNewcomers', {}))
    await vi.waitUntil(async () => !exists || (await noted()).includes(userId))
    return { params: { userId } }
  },
  getProject: projectOf(),
  putProject: projectOf({ name: 'Move' }),
  deleteProject: projectOf(),
  getWebhook: webhookOf(),
  listWebhookDeliveries: webhookOf(),
  updateWebhook: webhookOf({ status: 'paused' }),
  deleteWebhook: webhookOf(),
  rotateWebhookSecret: webhookOf(),
  testWebhook: webhookOf(),
}

const closed = { params: { period: '2022-12' } }
const forced = { json: { force: true, reason: 'a try' } }
const closedMonth: Prepare = async (_subject, arrange) => {
  await arrange('office', 'closePeriod', { ...closed, ...forced })
  return closed
}

/** Operations about nothing in particular. */
const ofNothing: Readonly<Partial<Record<OperationName, Prepare>>> = {
  listPeriods: plain(),
  getPeriod: plain(closed),
  listObstacles: plain(closed),
  closePeriod: plain({ ...closed, ...forced }),
  // Another month: a caller who may reopen it is told that it is open, in any order.
  reopenPeriod: plain({ params: { period: '2022-11' }, json: { reason: 'a try' } }),
  listPeriodLines: closedMonth,
  listPeriodChanges: closedMonth,
  listNewcomers: plain(),
  listProjects: plain(),
  listWebhooks: plain(),
  createWebhook: plain({ json: hook }),
  getMe: plain(),
  getPolicy: plain(),
  updatePolicy: plain({ json: { weeklyWarningHours: 50 } }),
}

/** The owners that an operation has a row for, and what makes the request of each. */
export function subjectsOf(operation: OperationName): readonly (readonly [whose: string, Prepare])[] {
  const everyone = listsOfEveryone[operation]
  const company = reportsOfCompany[operation]
  const kinds = [
    ...(everyone ? [[['everyone'], plain({ query: everyone })] as const] : []),
    ...(company ? [[['company'], plain({ query: company })] as const] : []),
    [['own', 'ann', 'bob', 'sol', 'nobody'], ofPerson[operation]] as const,
    [['there', 'missing'], ofThing[operation]] as const,
    [['-'], ofNothing[operation]] as const,
  ]
  return kinds.flatMap(([whose, prepare]) => (prepare ? whose.map((one) => [one, prepare] as const) : []))
}
