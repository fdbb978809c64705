import {
  type ChangeFilters,
  changeCsvHeader,
  changeCsvLine,
  lineCursorOf,
  linePositionOf,
  nextClosing,
  periodCsvHeader,
  periodCsvLine,
  periodCursorOf,
  periodPositionOf,
} from '../../contract/periods.ts'
import type { OperationName } from '../../contract/routes.ts'
import { weekCursorOf, weekPositionOf } from '../../contract/weeks.ts'
import {
  checkClosing,
  checkMayClose,
  checkReadsEveryone,
  checkReady,
  checkSeesPeriods,
  closingInForce,
  closingOf,
  closingToCome,
  comparesAmounts,
  decideClosing,
  decideReopening,
  firstDayToClose,
  LineSums,
  type PeriodDecision,
} from '../../decide/periods.ts'
import { listTypeOf } from '../../decide/request/media-type.ts'
import { rowFormats } from '../../decide/row-formats.ts'
import { daysOfMonth, weeksBetween } from '../../model/calendar.ts'
import { hoursFromMinutes, minutesFromHours } from '../../model/hours.ts'
import { minorUnitsFor } from '../../model/money.ts'
import {
  type ClosingRecord,
  isLate,
  type LinePosition,
  type Obstacle,
  type Period,
  type PeriodChange,
  type PeriodColumn,
  type PeriodLine,
  periodColumns,
  periodColumnsWithAmounts,
  periodFrom,
  periodsUntil,
  pricedMembers,
} from '../../model/period.ts'
import { sha256Hex } from '../../net/sha256.ts'
import { noticeOf, obstacleOf } from '../../rules/closing.ts'
import { rateOn } from '../../rules/rates.ts'
import { termsOn } from '../../rules/terms.ts'
import type { Backend, OperationHandlers } from '../backend.ts'
import { groupBy } from '../group-by.ts'
import type { MemoryStore } from '../memory-store.ts'
import { file, json, page, revalidated } from '../responses.ts'

type PeriodOperation = Extract<OperationName, `${string}Period${string}` | 'listObstacles'>

const byPeriod = {
  read: periodPositionOf,
  write: ({ period }: Period) => periodCursorOf(period),
  isAfter: ({ period }: Period, after: string) => period < after,
}

const byPersonAndWeek = {
  read: weekPositionOf,
  write: (obstacle: Obstacle) => weekCursorOf(obstacle),
  isAfter: (obstacle: Obstacle, after: Pick<Obstacle, 'userId' | 'week'>) =>
    compare([obstacle.userId, obstacle.week], [after.userId, after.week]) > 0,
}

const byLine = {
  read: linePositionOf,
  write: lineCursorOf,
  isAfter: (line: LinePosition, after: LinePosition) => compare(keyOf(line), keyOf(after)) > 0,
}

export const periodHandlers: OperationHandlers<PeriodOperation> = {
  listPeriods({ request, caller, query }, { store, now }) {
    checkSeesPeriods(caller)
    return revalidated(
      request,
      page(() => periodsUntil(dayAt(now()), store.periods.closings), query, byPeriod),
    )
  },

  getPeriod({ request, caller, params: { period } }, { store }) {
    checkSeesPeriods(caller)
    return revalidated(request, periodFrom(period, store.periods.closings))
  },

  listObstacles({ request, caller, params: { period }, query: { notices, ...paging } }, { store }) {
    checkMayClose(caller)
    return revalidated(
      request,
      page(() => obstacles(store, period, notices === 'true'), paging, byPersonAndWeek),
    )
  },

  closePeriod({ caller, params: { period }, body, idempotency }, backend) {
    const { store, kept, now } = backend
    checkMayClose(caller)
    const closed = kept.once(caller, idempotency, now(), () => {
      const { closings } = store.periods
      if (closingInForce(period, closings)) return periodFrom(period, closings)
      const today = dayAt(now())
      checkClosing(period, closings, body, today)
      const counts = new Map<Obstacle['reason'], number>()
      for (const { reason } of obstacles(store, period, false))
        counts.set(reason, (counts.get(reason) ?? 0) + 1)
      checkReady(period, counts, body, today)
      const lines = linesToClose(store, period)
      const sums = new LineSums(period)
      for (const line of lines) sums.add(line)
      const columns = lines.some(hasRate) ? periodColumnsWithAmounts : periodColumns
      const figures = sums.figures(sha256Hex(csvOf(lines, columns)))
      const facts = { closings, policy: store.policy, figures, columns, obstacles: counts }
      return written(backend, decideClosing(caller, period, facts, body, now()), lines)
    })
    return json(200, closed)
  },

  reopenPeriod({ caller, params: { period }, body: { reason }, idempotency }, backend) {
    const { store, kept, now } = backend
    checkMayClose(caller)
    const reopened = kept.once(caller, idempotency, now(), () => {
      const facts = { closings: store.periods.closings, policy: store.policy }
      return written(backend, decideReopening(caller, period, facts, reason, now()))
    })
    return json(200, reopened)
  },

  listPeriodLines({ request, caller, params: { period }, query: { version, ...paging } }, { store }) {
    checkReadsEveryone(caller)
    const mediaType = listTypeOf(request.headers.get('accept') ?? undefined)
    const closing = closingOf(period, store.periods.closings, version)
    const lines = () => store.periods.linesOf(closing)
    if (mediaType === 'application/json') return revalidated(request, page(lines, paging, byLine))
    const formats = rowFormats(periodCsvHeader(closing.columns), (line: PeriodLine) =>
      periodCsvLine(line, closing.columns),
    )
    return file(lines, paging, formats[mediaType], ['hours', period, String(closing.version)])
  },

  listPeriodChanges({ request, caller, params: { period }, query: { version, ...paging } }, { store }) {
    checkReadsEveryone(caller)
    const mediaType = listTypeOf(request.headers.get('accept') ?? undefined)
    const { version: shown, changes } = changesIn(store, period, { version })
    if (mediaType === 'application/json')
      return revalidated(
        request,
        page(() => changes, paging, byLine),
      )
    const format = rowFormats(changeCsvHeader, changeCsvLine)[mediaType]
    return file(() => changes, paging, format, ['changes', period, String(shown)])
  },
}

function written(
  { store }: Backend,
  { closing, policy, event }: PeriodDecision,
  lines?: readonly PeriodLine[],
): Period {
  store.periods.put(closing, lines)
  store.policy = policy
  store.events.append(event)
  return periodFrom(closing.period, store.periods.closings)
}

function obstacles(store: MemoryStore, period: string, withNotices: boolean): Obstacle[] {
  const { from, to } = daysOfMonth(period)
  const weeks = weeksBetween(from, to)
  const logged = store.weeks().filter(({ week }) => weeks.includes(week))
  const userIds = new Set([...store.roster.people(), ...logged].map(({ userId }) => userId))
  return [...userIds].sort().flatMap((userId) => {
    const absences = store.roster.absences({ userId })
    const person = store.roster.person(userId)
    return weeks.flatMap((week) => {
      const record = store.weekOf(userId, week)
      const facts = { userId, week, record, person, absences }
      const notice = withNotices ? noticeOf(facts, { from, to }, store.policy) : undefined
      return obstacleOf(facts, { from, to }, store.policy) ?? notice ?? []
    })
  })
}

/** The approved hours that no closing in force contains, by person, day, project and billable. */
function linesToClose(store: MemoryStore, period: string): PeriodLine[] {
  const from = firstDayToClose(period, store.periods.closings)
  const { to } = daysOfMonth(period)
  const closedDays = new Set(store.periods.linesInForce().map(({ userId, date }) => `${date} ${userId}`))
  const entries = store
    .entries({ from, to, status: 'approved' })
    .filter(({ userId, date }) => !closedDays.has(`${date} ${userId}`))
  const groups = groupBy(entries, (entry) => JSON.stringify(keyOf(entry)))
  const lines = Array.from(groups.values(), (group): PeriodLine => {
    const [{ userId, date, project, billable }] = group as [(typeof group)[number]]
    const person = store.roster.person(userId)
    const terms = person && termsOn(person, date)
    const durations = group.map(({ hours }) => minutesFromHours(hours) ?? 0)
    const minutes = durations.reduce((sum, duration) => sum + duration, 0)
    const rate = rateOn(store.roster.projectOf(project), terms, date)
    const price = rate && {
      currency: rate.currency,
      rate: rate.minorUnits,
      amount: durations.reduce((sum, duration) => sum + minorUnitsFor(duration, rate.minorUnits), 0),
    }
    return {
      userId,
      name: terms?.name ?? '',
      kind: terms?.kind ?? 'unknown',
      date,
      project,
      client: store.roster.projectOf(project)?.client ?? '',
      billable,
      hours: hoursFromMinutes(minutes),
      minutes,
      entries: group.length,
      late: isLate(date, period),
      ...pricedMembers(price),
    }
  }).sort((a, b) => compare(keyOf(a), keyOf(b)))
  if (lines.some(hasRate)) return lines
  return lines.map(({ currency: _, noAmount: __, ...line }) => line)
}

function hasRate({ rate }: PeriodLine): boolean {
  return rate !== undefined
}

function changesIn(store: MemoryStore, period: string, { version }: ChangeFilters) {
  const { closings } = store.periods
  if (version !== nextClosing) {
    const closing = closingOf(period, closings, version)
    const lines = store.periods.linesOf(closing)
    const changes = differences(store, closing, lines, comparesAmounts(closing, closings))
    return { version: closing.version, changes }
  }
  const closing = closingToCome(period, closings)
  if (!closing) return { version: closingOf(period, closings, undefined).version, changes: [] }
  const changes = differences(store, closing, linesToClose(store, period), closing.comparesAmounts)
  return { version: closing.version, changes }
}

/** The lines that differ from those of the closing before. */
function differences(
  store: MemoryStore,
  { period, version }: Pick<ClosingRecord, 'period' | 'version'>,
  lines: readonly PeriodLine[],
  withAmounts: boolean,
): PeriodChange[] {
  const linesBefore = store.periods.linesOf({ period, version: version - 1 })
  const before = new Map(linesBefore.map((line) => [JSON.stringify(keyOf(line)), line]))
  const after = new Map(lines.map((line) => [JSON.stringify(keyOf(line)), line]))
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((key): PeriodChange[] => {
      const [old, now] = [before.get(key), after.get(key)]
      const { userId, name, date, project, billable } = (now ?? old) as PeriodLine
      const change = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
      const row: PeriodChange = {
        change,
        userId,
        name,
        date,
        project,
        billable,
        minutesBefore: old?.minutes ?? 0,
        minutesAfter: now?.minutes ?? 0,
        kindBefore: old?.kind ?? null,
        kindAfter: now?.kind ?? null,
        clientBefore: old?.client ?? null,
        clientAfter: now?.client ?? null,
        amountBefore: (withAmounts && old?.amount) || null,
        amountAfter: (withAmounts && now?.amount) || null,
        currencyBefore: (withAmounts && old?.currency) || null,
        currencyAfter: (withAmounts && now?.currency) || null,
      }
      const isSame =
        row.minutesBefore === row.minutesAfter &&
        row.kindBefore === row.kindAfter &&
        row.clientBefore === row.clientAfter &&
        row.amountBefore === row.amountAfter &&
        row.currencyBefore === row.currencyAfter
      return isSame ? [] : [row]
    })
    .sort((a, b) => compare(keyOf(a), keyOf(b)))
}

function csvOf(lines: readonly PeriodLine[], columns: readonly PeriodColumn[]): string {
  return periodCsvHeader(columns) + lines.map((line) => periodCsvLine(line, columns)).join('')
}

function keyOf({ userId, date, project, billable }: LinePosition): string[] {
  return [userId, date, project, billable ? '1' : '0']
}

/** Negative if `a` comes first. */
function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, index) => text !== b[index])
  if (at === -1) return 0
  return (a[at] as string) < (b[at] as string) ? -1 : 1
}

function dayAt(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10)
}
