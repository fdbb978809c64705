import {
  type HoursFilters,
  type HoursRow,
  hoursCsvHeader,
  hoursCsvLine,
  hoursCursorOf,
  hoursKeyOf,
  hoursPositionOf,
  statusesOf,
} from '../../contract/hours-report.ts'
import { maximumReminders } from '../../contract/limits.ts'
import { type MissingFilters, missingWeekFrom } from '../../contract/missing.ts'
import { userCursorOf, userPositionOf } from '../../contract/people.ts'
import { type ReminderResult, remindersResultOf } from '../../contract/reminders.ts'
import { denyAmounts, hoursPeriod, hoursReachOf, hoursRowOf } from '../../decide/hours.ts'
import {
  chooseNamed,
  isListedMissing,
  type MissingPerson,
  previewReminder,
  reminderEvent,
  reminderSent,
  remindersNotSetUp,
} from '../../decide/reminders.ts'
import { listTypeOf } from '../../decide/request/media-type.ts'
import { pageOf, placeOf } from '../../decide/request/paging.ts'
import { rowFormats } from '../../decide/row-formats.ts'
import { weekOf } from '../../model/calendar.ts'
import type { Entry } from '../../model/entry.ts'
import type { HoursGroup } from '../../model/hours.ts'
import { minutesFromHours } from '../../model/hours.ts'
import { minorUnitsFor } from '../../model/money.ts'
import { datesAt } from '../../model/time-zone.ts'
import type { Caller } from '../../rules/access.ts'
import { type ManagerId, maySee, readsEveryone } from '../../rules/access.ts'
import { missingOf } from '../../rules/missing.ts'
import { rateOn } from '../../rules/rates.ts'
import { nameOn, termsOn } from '../../rules/terms.ts'
import { type Backend, type Call, type OperationHandlers, ownerIn } from '../backend.ts'
import { groupBy as groupedBy } from '../group-by.ts'
import type { MemoryStore } from '../memory-store.ts'
import { file, json, page, revalidated } from '../responses.ts'

const byUserId = {
  read: userPositionOf,
  write: ({ person }: MissingPerson) => userCursorOf(person.userId),
  isAfter: ({ person }: MissingPerson, after: string) => person.userId > after,
}

export const reportHandlers: OperationHandlers<'listMissing' | 'sendReminders' | 'listHours'> = {
  listMissing({ request, caller, query: { limit, cursor, ...filters } }, { store, now }) {
    const missing = () => missingPeople(store, caller, filters, now())
    const { data, nextCursor } = page(missing, { limit, cursor }, byUserId)
    const weeks = data.map(({ person, missing }) => {
      const reminder = store.reminders.lastTo(person.userId, filters.week)
      return missingWeekFrom(person, filters.week, missing, reminder?.atMs ?? null)
    })
    return revalidated(request, { data: weeks, nextCursor })
  },

  sendReminders(call, backend) {
    const { caller, body } = call
    const { week, userIds, dueOnly, dryRun } = body
    const after = placeOf(body.cursor, userPositionOf) ?? ''
    if (!backend.hasReminders && !dryRun) throw remindersNotSetUp()
    const filters = { week, ...(dueOnly && !userIds ? { due: 'true' as const } : {}) }
    const missing = missingPeople(backend.store, caller, filters, backend.now())
    const remind = (one: MissingPerson | ReminderResult) =>
      'missing' in one ? reminded(one, call, backend) : one
    if (userIds) {
      return json(200, remindersResultOf(chooseNamed(userIds, missing, dueOnly).map(remind), null))
    }
    const rest = missing.filter(({ person }) => person.userId > after)
    const { data, nextCursor } = pageOf(rest, maximumReminders, byUserId.write)
    return json(200, remindersResultOf(data.map(remind), nextCursor))
  },

  listHours({ request, caller, query: { limit, cursor, ...filters } }, { store, now }) {
    const { groupBy } = filters
    denyAmounts(caller, filters, store.policy)
    const mediaType = listTypeOf(request.headers.get('accept') ?? undefined)
    const rows = () => sums(store, caller, filters, now())
    if (mediaType !== 'application/json') {
      const formats = rowFormats(hoursCsvHeader(groupBy), (row: HoursRow) => hoursCsvLine(row, groupBy))
      const nameParts = ['hours-by', ...groupBy, filters.from, filters.to]
      return file(rows, { limit, cursor }, formats[mediaType], nameParts)
    }
    const places = {
      read: (text: string) => hoursPositionOf(text, groupBy),
      write: (row: HoursRow) => hoursCursorOf(row, groupBy),
      isAfter: (row: HoursRow, after: readonly string[]) => compare(hoursKeyOf(row, groupBy), after) > 0,
    }
    return revalidated(request, page(rows, { limit, cursor }, places))
  },
}

/** People with a missing week, among those the caller decides for. */
function missingPeople(
  store: MemoryStore,
  caller: Caller,
  filters: MissingFilters,
  nowMs: number,
): MissingPerson[] {
  const dateIn = datesAt(nowMs)
  return store.roster.people().flatMap((person): MissingPerson[] => {
    const { userId, managerId } = person
    if (userId === caller.userId || !maySee(caller, userId, managerId ?? null)) return []
    const week = store.weekOf(userId, filters.week)
    const missing = missingOf(
      person,
      filters.week,
      week,
      store.roster.absences({ userId }),
      store.policy,
      dateIn,
    )
    return missing && isListedMissing(missing, filters) ? [{ person, missing }] : []
  })
}

function reminded(
  { person }: MissingPerson,
  { caller, body: { week, again, dryRun }, idempotency }: Call<'sendReminders'>,
  { store, now }: Backend,
): ReminderResult {
  const { userId } = person
  const kept = store.reminders.lastTo(userId, week)
  const key = idempotency && JSON.stringify([caller.clientId, caller.subject, idempotency.key])
  const isOfThisRequest = kept !== undefined && key !== undefined && kept.requestKey === key
  if (kept && isOfThisRequest && !dryRun) return reminderSent(userId, kept.email, kept.atMs)
  const result = previewReminder(person, kept && { status: 'sent', atMs: kept.atMs }, again)
  if (dryRun || result.status !== 'would_send' || result.email === undefined) return result
  const atMs = now()
  store.reminders.send({ userId, email: result.email, week, askedBy: caller.subject, atMs }, key)
  store.events.append(reminderEvent(caller, { userId, week, channel: 'mail' }, atMs))
  return reminderSent(userId, result.email, atMs)
}

function sums(store: MemoryStore, caller: Caller, filters: HoursFilters, nowMs: number): HoursRow[] {
  const { groupBy, userId, project } = filters
  const statuses = statusesOf(filters)
  const period = hoursPeriod(filters, nowMs)
  const reach = hoursReachOf(caller, filters)
  const isOfOne = userId !== undefined || reach === 'own'
  const owner = isOfOne ? ownerIn(store, caller, userId) : undefined
  const readsAll = readsEveryone(caller) || (!isOfOne && reach === 'all')
  const entries = store
    .entries({ ...period, userId: owner, project })
    .filter((entry) => statuses.includes(entry.status))
    .filter((entry) => readsAll || maySee(caller, entry.userId, managerOn(store, entry)))
  const groups = groupedBy(entries, (entry) => JSON.stringify(keyOf(store, entry, groupBy)))
  return [...groups]
    .map(([key, group]) => {
      const sum = { key: JSON.parse(key) as string[], ...totalsOf(store, group) }
      return hoursRowOf(sum, groupBy, (userId) => nameOn(store.roster.person(userId), period.to))
    })
    .sort((a, b) => compare(hoursKeyOf(a, groupBy), hoursKeyOf(b, groupBy)))
}

function keyOf(store: MemoryStore, entry: Entry, groupBy: readonly HoursGroup[]): string[] {
  const { userId, project, date, status } = entry
  const words: Readonly<Record<HoursGroup, string>> = {
    person: userId,
    project,
    client: clientOf(store, entry),
    week: weekOf(date),
    month: date.slice(0, 7),
    billable: String(entry.billable),
    kind: termsOfDay(store, entry)?.kind ?? 'unknown',
    status,
    currency: rateOf(store, entry)?.currency ?? '',
  }
  return groupBy.map((group) => words[group])
}

function rateOf(store: MemoryStore, entry: Entry) {
  return rateOn(store.roster.projectOf(entry.project), termsOfDay(store, entry), entry.date)
}

/** The client of an entry: as a closing in force contains it, or else by the catalogue. */
function clientOf(store: MemoryStore, { userId, date, project, billable }: Entry): string {
  const paid = store.periods
    .linesInForce()
    .find(
      (line) =>
        line.userId === userId &&
        line.date === date &&
        line.project === project &&
        line.billable === billable,
    )
  return paid?.client ?? store.roster.projectOf(project)?.client ?? ''
}

function termsOfDay(store: MemoryStore, { userId, date }: Entry) {
  const person = store.roster.person(userId)
  return person && termsOn(person, date)
}

function managerOn(store: MemoryStore, entry: Entry): ManagerId {
  return store.managerOf(entry.userId) === undefined
    ? undefined
    : (termsOfDay(store, entry)?.managerId ?? null)
}

function totalsOf(store: MemoryStore, group: readonly Entry[]) {
  const minutesOf = (entries: readonly Entry[]) =>
    entries.reduce((sum, { hours }) => sum + (minutesFromHours(hours) ?? 0), 0)
  const billableMinutes = minutesOf(group.filter(({ billable }) => billable))
  const amounts = group.map((entry) =>
    minorUnitsFor(minutesOf([entry]), rateOf(store, entry)?.minorUnits ?? 0),
  )
  const minorUnits = amounts.reduce((sum, amount) => sum + amount, 0)
  return { minutes: minutesOf(group), billableMinutes, entries: group.length, minorUnits }
}

/** Negative if `a` comes first. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const other = b[index] ?? ''
    if (text !== other) return text < other ? -1 : 1
  }
  return 0
}
