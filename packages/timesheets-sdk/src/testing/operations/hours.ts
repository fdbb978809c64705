import {
  type HoursFilters,
  type HoursRow,
  hoursCsvHeader,
  hoursCsvLine,
  hoursCursorOf,
  hoursKeyOf,
  hoursPositionOf,
  listHoursQuerySchema,
  statusesOf,
} from '../../contract/hours-report.ts'
import { weekOf } from '../../model/calendar.ts'
import type { Entry } from '../../model/entry.ts'
import { hoursFromMinutes, minutesFromHours } from '../../model/hours.ts'
import type { HoursGroup } from '../../model/hours-group.ts'
import { maySee, reachOf } from '../../rules/access.ts'
import type { Caller } from '../../rules/caller.ts'
import { textAnswer } from '../answers.ts'
import type { OperationHandlers } from '../backend.ts'
import type { MemoryStore } from '../memory-store.ts'
import { pageAnswer } from '../page.ts'
import { readQuery } from '../read-request.ts'
import { answerTypeOf, readableOwner } from '../reads.ts'
import { refuseForViolations } from '../refusal.ts'

export const hoursHandlers: OperationHandlers<'listHours'> = {
  listHours({ request, caller }, { store, now }) {
    const { limit, cursor, ...filters } = readQuery(request, listHoursQuerySchema)
    const { groupBy } = filters
    const mediaType = answerTypeOf(request)
    const rows = sums(store, caller, filters, now())
    if (mediaType === 'text/csv') {
      const lines = rows.map((row) => hoursCsvLine(row, groupBy))
      return textAnswer(mediaType, hoursCsvHeader(groupBy) + lines.join(''))
    }
    if (mediaType === 'application/x-ndjson') {
      return textAnswer(mediaType, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    }
    return pageAnswer(
      rows,
      { limit, cursor },
      {
        read: (text) => hoursPositionOf(text, groupBy),
        write: (row) => hoursCursorOf(row, groupBy),
        isAfter: (row, after) => compare(hoursKeyOf(row, groupBy), after) > 0,
      },
    )
  },
}

function sums(
  store: MemoryStore,
  caller: Caller,
  { from, to, userId, project, ...filters }: HoursFilters,
  nowMs: number,
): HoursRow[] {
  const { groupBy } = filters
  const statuses = statusesOf(filters)
  const last = to ?? new Date(nowMs).toISOString().slice(0, 10)
  const first = from ?? `${last.slice(0, 7)}-01`
  if (first > last) {
    const message = `from, ${first}, lies after to, ${last}`
    throw refuseForViolations([{ code: 'out_of_range', message, path: '/from' }])
  }
  const isOfOne = userId !== undefined || reachOf(caller) === 'own'
  const owner = isOfOne ? readableOwner(store, caller, userId) : undefined
  const entries = store
    .entries({ from: first, to: last, userId: owner, project })
    .filter((entry) => statuses.includes(entry.status))
    .filter((entry) => maySee(caller, entry.userId, store.managerOf(entry.userId)))
  const groups = Map.groupBy(entries, (entry) => JSON.stringify(keyOf(store, entry, groupBy)))
  return [...groups.values()]
    .map((group) => rowOf(store, group, groupBy))
    .sort((a, b) => compare(hoursKeyOf(a, groupBy), hoursKeyOf(b, groupBy)))
}

function keyOf(store: MemoryStore, entry: Entry, groupBy: readonly HoursGroup[]): Partial<HoursRow> {
  const { userId, project, date, status } = entry
  const person = store.roster.person(userId)
  const groups: Readonly<Record<HoursGroup, Partial<HoursRow>>> = {
    person: { userId, ...(person ? { name: person.name } : {}) },
    project: { project },
    week: { week: weekOf(date) },
    kind: { kind: person?.kind ?? 'unknown' },
    status: { status },
  }
  return Object.assign({}, ...groupBy.map((group) => groups[group]))
}

function rowOf(store: MemoryStore, group: readonly Entry[], groupBy: readonly HoursGroup[]): HoursRow {
  const [first] = group
  if (!first) throw new RangeError('a group has an entry')
  const minutesOf = (entries: readonly Entry[]) =>
    entries.reduce((sum, { hours }) => sum + (minutesFromHours(hours) ?? 0), 0)
  return {
    ...keyOf(store, first, groupBy),
    hours: hoursFromMinutes(minutesOf(group)),
    billableHours: hoursFromMinutes(minutesOf(group.filter(({ billable }) => billable))),
    entries: group.length,
  }
}

/** Below 0 where `a` comes first. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const other = b[index] ?? ''
    if (text !== other) return text < other ? -1 : 1
  }
  return 0
}
