import type { OpenTimesheetService } from '../../../packages/api-server/src/services/index.ts'
import { newProjectSchema } from '../../../packages/timesheets-sdk/src/model/catalogue.ts'
import { newEntrySchema } from '../../../packages/timesheets-sdk/src/model/entry.ts'
import { newPersonSchema } from '../../../packages/timesheets-sdk/src/model/person.ts'
import type { Caller } from '../../../packages/timesheets-sdk/src/rules/access.ts'
import { datesOfWeek, namedPeople, type Person } from '../../workspace.ts'
import { demoEntries } from '../entries.ts'
import { clientProjects } from '../projects.ts'
import { seededRandom } from '../random.ts'
import { catalogue } from './catalogue.ts'
import { absencesOf, rosterEntry } from './roster.ts'
import { fateOf, rejectReasons, type WeekFate, weeksBefore } from './weeks.ts'

type Service = OpenTimesheetService['service']

const hourMs = 3_600_000
const batchSize = 1_000

/** The service's clock, which makes the year pass in a few seconds. */
export interface Clock {
  nowMs: number
}

/**
 * Plays a year of ABC's life on an empty database: the roster, absences and projects; then, week by week, the
 * nightly push, people's submissions and managers' decisions, each at its time. The last two weeks stay half
 * done.
 */
export async function playYear(
  service: Service,
  clock: Clock,
  people: readonly Person[],
  today: string,
): Promise<void> {
  const weeks = weeksBefore(today)
  clock.nowMs = startOf(weeks[0] ?? '')
  await fillRoster(service, people, weeks)
  for (const [index, week] of weeks.entries()) {
    await playWeek(service, clock, people, week, weeks.length - index)
  }
}

async function fillRoster(service: Service, people: readonly Person[], weeks: readonly string[]) {
  const keeper = callerOf(find(people, namedPeople.admin))
  for (const person of people) {
    await service.putPerson(keeper, person.userId, newPersonSchema.parse(rosterEntry(person)))
  }
  await Promise.all(
    absencesOf(people, weeks).map(({ userId, from, to }) =>
      service.putAbsence(keeper, userId, from, { to, kind: 'vacation' }),
    ),
  )
  for (const [code, project] of catalogue()) {
    await service.putProject(keeper, code, newProjectSchema.parse(project))
  }
}

async function playWeek(
  service: Service,
  clock: Clock,
  people: readonly Person[],
  week: string,
  age: number,
): Promise<void> {
  const [monday = '', , , , , , sunday = ''] = datesOfWeek(week)
  const at = (hours: number) => {
    clock.nowMs = startOf(week) + hours * hourMs
  }

  at(4 * 24 + 12)
  const entries = [...demoEntries(people, { from: monday, to: sunday })]
  for (let start = 0; start < entries.length; start += batchSize) {
    const batch = entries.slice(start, start + batchSize)
    const items = batch.map((entry) => ({ entry: newEntrySchema.parse(entry) }))
    await service.pushEntries(nightlyPush, items, { dryRun: false })
  }

  const working = new Set(entries.map(({ userId }) => userId))
  const fates = people
    .filter(({ userId }) => working.has(userId))
    .map((person) => ({ person, fate: fateOf(person, week, age) }))
  await submitAll(service, at, week, fates)
  // Managers decide on Monday and Tuesday.
  at(8 * 24 + 9)
  await decideAll(service, people, week, fates)
  await correctAndApprove(service, at, people, week, fates)
}

type Fates = readonly { readonly person: Person; readonly fate: WeekFate }[]

async function submitAll(service: Service, at: (hours: number) => void, week: string, fates: Fates) {
  const times = Map.groupBy(fates, ({ fate }) => fate.submittedAfterHours)
  for (const [hours, group] of [...times].sort(([a], [b]) => (a ?? 0) - (b ?? 0))) {
    if (hours === null) continue
    at(hours)
    await Promise.all(group.map(({ person }) => act(service, callerOf(person), person, week, 'submit')))
  }
}

async function decideAll(service: Service, people: readonly Person[], week: string, fates: Fates) {
  await Promise.all(
    fates.map(({ person, fate: { submittedAfterHours, decision } }) => {
      if (submittedAfterHours === null || decision === null) return undefined
      const manager = callerOf(managerOf(person, people))
      if (decision === 'approve') return act(service, manager, person, week, 'approve')
      const reason = seededRandom('reason', person.email, week).pick(rejectReasons)
      return act(service, manager, person, week, 'reject', reason)
    }),
  )
}

async function correctAndApprove(
  service: Service,
  at: (hours: number) => void,
  people: readonly Person[],
  week: string,
  fates: Fates,
) {
  const corrected = fates.filter(({ fate }) => fate.decision === 'reject-and-approve')
  at(9 * 24 + 10)
  const friday = datesOfWeek(week)[4] as string
  await Promise.all(
    corrected.map(async ({ person }) => {
      const project = seededRandom('correction', person.email, week).pick(clientProjects).code
      const entry = { date: friday, project, hours: 0.5, note: 'travel, forgotten', billable: true }
      await service.createEntry(callerOf(person), newEntrySchema.parse(entry))
      await act(service, callerOf(person), person, week, 'submit')
    }),
  )
  at(9 * 24 + 15)
  await Promise.all(
    corrected.map(({ person }) => act(service, callerOf(managerOf(person, people)), person, week, 'approve')),
  )
}

function act(
  service: Service,
  caller: Caller,
  { userId }: Person,
  week: string,
  action: 'submit' | 'approve' | 'reject',
  reason?: string,
) {
  return service.actOnWeek(caller, { userId, week, action, reason })
}

const nightlyPush: Caller = {
  subject: 'm2m-push@clients',
  userId: null,
  clientId: 'm2m-push',
  isMachine: true,
  scopes: new Set(['read:timesheets', 'create:timesheets', 'delete:timesheets']),
}

/**
 * A person in the application, with every scope: the code below calls only what the person's role permits.
 */
function callerOf({ userId }: Person): Caller {
  return {
    subject: userId,
    userId,
    clientId: 'spa',
    isMachine: false,
    scopes: new Set(['read:timesheets', 'create:timesheets', 'approve:timesheets', 'manage:timesheets']),
  }
}

/** Managers have no manager: the other one decides on their weeks. */
function managerOf(person: Person, people: readonly Person[]): Person {
  const managers = namedPeople.managers.map((email) => find(people, email))
  const manager = managers.find(({ userId }) => userId === person.managerId)
  return manager ?? (managers.find(({ userId }) => userId !== person.userId) as Person)
}

function find(people: readonly Person[], email: string): Person {
  const found = people.find((person) => person.email === email)
  if (!found) throw new RangeError(`${email} is not among the people`)
  return found
}

function startOf(week: string): number {
  return Date.parse(`${datesOfWeek(week)[0]}T00:00:00Z`)
}
